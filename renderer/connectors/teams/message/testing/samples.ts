/** A message as Graph serves it. Tests change parts of it. */
import { channelConversationId, chatConversationId, personId } from '../../ids.ts';
import type { JsonRecord } from '../../graph/json.ts';
import { testAccount } from '../../testing/test-world.ts';
import type { MessageContext } from '../context.ts';

export const chatContext: MessageContext = {
  accountId: testAccount,
  me: personId(testAccount, 'user', 'me'),
  conversationId: chatConversationId(testAccount, '19:c@thread.v2'),
  place: { kind: 'chat', chatId: '19:c@thread.v2' },
};

export const channelContext: MessageContext = {
  ...chatContext,
  conversationId: channelConversationId(testAccount, 't', '19:k@thread.tacv2'),
  place: { kind: 'channel', teamId: 't', channelId: '19:k@thread.tacv2' },
};

export const author = {
  application: null,
  device: null,
  user: { id: 'u1', displayName: 'Ada', userIdentityType: 'aadUser' },
};

export const chatMessage = (more: JsonRecord = {}): JsonRecord => ({
  id: '1700000000000',
  replyToId: null,
  etag: '1700000000000',
  messageType: 'message',
  createdDateTime: '2023-11-14T22:13:20Z',
  lastModifiedDateTime: '2023-11-14T22:13:20.5Z',
  lastEditedDateTime: null,
  deletedDateTime: null,
  subject: null,
  summary: null,
  chatId: '19:c@thread.v2',
  importance: 'normal',
  locale: 'en-us',
  webUrl: null,
  channelIdentity: null,
  policyViolation: null,
  eventDetail: null,
  from: author,
  body: { contentType: 'html', content: '<p>hello <b>you</b></p>' },
  attachments: [],
  mentions: [],
  reactions: [],
  ...more,
});
