import { expect, it } from 'vitest';
import type { MessageId } from '../../../../model/index.ts';
import { noAbort } from '../../testing/drafts.ts';
import { channelId, id } from '../../testing/payloads.ts';
import { conversationId, makeWriter, mattermostRefusal, messageId } from '../../testing/writer.ts';

const route = `POST /users/me/posts/${id('post', 3)}/set_unread`;

it('the answer has the time up to which the channel counts as read', async () => {
  const { writing, sent } = makeWriter({ [route]: { channel_id: channelId, last_viewed_at: 41 } });
  expect(await writing.markUnread(messageId(3), 42, noAbort)).toEqual({
    ok: true,
    value: [{ kind: 'read', conversationId, readAt: 41 }],
  });
  // Otherwise a reply would be unread in its thread only, and the channel stay read.
  expect(sent).toEqual([{ route, body: { collapsed_threads_supported: false } }]);
});

it('an answer without that time, and a refusal, are failures', async () => {
  const silent = makeWriter({ [route]: {} });
  expect(await silent.writing.markUnread(messageId(3), 42, noAbort)).toMatchObject({
    failure: { kind: 'offline', reason: 'broken-answer' },
  });
  const refusing = makeWriter({ [route]: mattermostRefusal(403, 'api.context.permissions.app_error') });
  expect(await refusing.writing.markUnread(messageId(3), 42, noAbort)).toMatchObject({
    failure: { kind: 'forbidden' },
  });
});

it('a message of another account causes no request', async () => {
  const { writing, server } = makeWriter();
  expect(await writing.markUnread('x/y/z' as MessageId, 42, noAbort)).toMatchObject({
    failure: { kind: 'not-found' },
  });
  expect(server.asked).toEqual([]);
});
