import { describe, expect, it } from 'vitest';
import type { Message } from '../../../model/index.ts';
import { personId } from '../ids.ts';
import type { JsonRecord } from '../graph/json.ts';
import { testAccount } from '../testing/test-world.ts';
import { mapMessage, type MappedMessage } from './message.ts';
import { channelContext, chatContext, chatMessage } from './testing/samples.ts';

const map = (more: JsonRecord = {}, context = chatContext): MappedMessage => {
  const mapped = mapMessage(context, chatMessage(more));
  if (mapped.kind !== 'message') throw new Error(`not a message: ${JSON.stringify(mapped)}`);
  return mapped.mapped;
};
const message = (more: JsonRecord = {}, context = chatContext): Message => map(more, context).message;
const user = (id: string) => personId(testAccount, 'user', id);
const created = 1_700_000_000_000;

describe('a message', () => {
  it('has all its parts', () => {
    expect(message()).toEqual({
      id: 'account-1/chat/19:c@thread.v2/1700000000000',
      accountId: testAccount,
      conversationId: 'account-1/chat/19:c@thread.v2',
      threadId: '',
      createdAt: created,
      version: created + 500,
      kind: 'message',
      authorId: user('u1'),
      authorName: 'Ada',
      editedAt: null,
      deletedAt: null,
      subject: null,
      importance: 'normal',
      body: { format: 'html', content: '<p>hello <b>you</b></p>' },
      plain: 'hello you',
      mentions: [],
      mentionsMe: false,
      reactions: [],
      files: [],
      attachments: [],
      system: null,
      pinned: false,
      note: null,
      carryKey: null,
    });
  });

  it('needs only an id, which has its time', () => {
    const mapped = mapMessage(chatContext, { id: '1700000000000' });
    expect(mapped).toMatchObject({
      kind: 'message',
      mapped: {
        message: {
          createdAt: created,
          version: created,
          authorId: null,
          body: { format: 'html', content: '' },
        },
      },
    });
  });

  it.each([
    ['null', null],
    ['a list', []],
    ['words', 'message'],
    ['no id', chatMessage({ id: null })],
    ['an id that is no text', chatMessage({ id: 17 })],
    ['an id that would change its place', chatMessage({ id: '1/2' })],
  ])('that is %s is discarded as malformed', (_name, value) => {
    expect(mapMessage(chatContext, value)).toEqual({ kind: 'discarded', reason: 'malformed-message' });
  });

  it('of a channel is in its thread', () => {
    const reply = message({ id: '1700000000009', replyToId: '1700000000000' }, channelContext);
    expect(reply.threadId).toBe(message({}, channelContext).id);
    expect(reply.id).toBe('account-1/channel/t/19:k@thread.tacv2/1700000000000/1700000000009');
    expect(message({ replyToId: '1700000000000' }, channelContext).threadId).toBe('');
  });

  it('of a chat is in no thread, whatever its fields have', () => {
    expect(message({ replyToId: '1699999999999' }).threadId).toBe('');
  });

  it.each([
    ['high', 'important'],
    ['urgent', 'urgent'],
    ['normal', 'normal'],
    ['unknownFutureValue', 'normal'],
    [null, 'normal'],
  ])('of importance %s is %s', (importance, expected) => {
    expect(message({ importance }).importance).toBe(expected);
  });

  it('has a subject if Graph has one', () => {
    expect(message({ subject: 'News' }).subject).toBe('News');
    expect(message({ subject: '' }).subject).toBeNull();
  });

  it('has the time of its edit', () => {
    expect(message({ lastEditedDateTime: '2023-11-14T22:14:20Z' }).editedAt).toBe(created + 60_000);
  });

  it('that is deleted keeps its place and loses its text', () => {
    const deleted = message({
      deletedDateTime: '2023-11-14T22:14:20Z',
      body: { contentType: 'html', content: 'left over' },
    });
    expect(deleted).toMatchObject({
      deletedAt: created + 60_000,
      body: { format: 'html', content: '' },
      plain: '',
    });
  });

  it('that delta reports as removed is removed', () => {
    expect(
      mapMessage(channelContext, { id: '1700000000000', '@removed': { reason: 'deleted' } }),
    ).toMatchObject({
      kind: 'message-gone',
      at: created,
    });
  });

  it('as text is never treated as HTML', () => {
    expect(message({ body: { contentType: 'text', content: '<p> & so on' } })).toMatchObject({
      body: { format: 'text', content: '<p> & so on' },
      plain: '<p> & so on',
    });
  });
});

describe('the author of a message', () => {
  it.each([
    [
      'a user without a name',
      { user: { id: 'u1', displayName: null } },
      { authorId: user('u1'), authorName: null },
    ],
    ['nobody', null, { authorId: null, authorName: null }],
    [
      'nobody in a set',
      { application: null, device: null, user: null },
      { authorId: null, authorName: null },
    ],
    [
      'a device',
      { device: { id: 'd1', displayName: 'Room' } },
      { authorId: personId(testAccount, 'device', 'd1'), authorName: 'Room' },
    ],
    ['something of the wrong type', { user: 'Ada' }, { authorId: null, authorName: null }],
  ])('is %s', (_name, from, expected) => {
    expect(message({ from })).toMatchObject(expected);
  });

  it('is a bot, which no other field shows', () => {
    const from = {
      user: null,
      application: { id: 'a1', displayName: 'Polly', applicationIdentityType: 'bot' },
    };
    const { message: mapped, bot } = map({ from });
    expect(mapped).toMatchObject({ authorName: 'Polly', writtenBy: 'bot' });
    expect(bot).toMatchObject({
      id: personId(testAccount, 'application', 'a1'),
      kind: 'bot',
      displayName: 'Polly',
    });
  });
});

describe('the type of a message', () => {
  const event = {
    from: null,
    body: { contentType: 'html', content: '<systemEventMessage/>' },
    eventDetail: {
      '@odata.type': '#microsoft.graph.chatRenamedEventMessageDetail',
      chatDisplayName: 'Lunch',
    },
  };

  it('is system without the header that asks for unknown members', () => {
    expect(message({ ...event, messageType: 'unknownFutureValue' })).toMatchObject({
      kind: 'system',
      plain: '',
      system: { kind: 'renamed', value: 'Lunch' },
    });
  });

  it('is system with the header too', () => {
    expect(message({ ...event, messageType: 'systemEventMessage' }).kind).toBe('system');
  });

  it('is a message for an unknown kind that has an author', () => {
    expect(message({ messageType: 'holographicMessage' }).kind).toBe('message');
  });

  it('is unknown if it is neither an event nor has an author', () => {
    const value = chatMessage({ messageType: 'holographicMessage', from: null, body: null });
    expect(mapMessage(chatContext, value)).toEqual({ kind: 'discarded', reason: 'unknown-message-type' });
  });

  it('is ephemeral for typing', () => {
    expect(mapMessage(chatContext, chatMessage({ messageType: 'typing' }))).toEqual({
      kind: 'discarded',
      reason: 'ephemeral-message',
    });
  });
});

describe('the times of a message', () => {
  it('use the id when createdDateTime is malformed, and report that', () => {
    const { message: mapped, malformedDate } = map({ createdDateTime: '2023-11-1422:13:20Z' });
    expect(mapped.createdAt).toBe(created);
    expect(malformedDate).toBe(true);
  });

  it('make the message malformed when no field has them', () => {
    const value = chatMessage({ id: 'abc', createdDateTime: 'yesterday', lastModifiedDateTime: null });
    expect(mapMessage(chatContext, value)).toEqual({ kind: 'discarded', reason: 'malformed-date' });
  });

  it.each([
    ['the etag', { lastModifiedDateTime: null, etag: '1700000007000' }, created + 7_000],
    [
      'the edit',
      { lastModifiedDateTime: 'soon', etag: 'W/"1"', lastEditedDateTime: '2023-11-14T22:14:20Z' },
      created + 60_000,
    ],
    ['the creation', { lastModifiedDateTime: undefined, etag: null }, created],
  ])('have the version from %s when lastModifiedDateTime is missing', (_name, more, expected) => {
    expect(message(more).version).toBe(expected);
  });

  it('of a deletion may be broken, and it is still a deletion', () => {
    expect(message({ deletedDateTime: 'now' }).deletedAt).toBe(created + 500);
  });
});

describe('the preview of a message without text', () => {
  const hanging = (contentType: string, content: unknown): JsonRecord => ({
    body: { contentType: 'html', content: '<attachment id="a1"></attachment>' },
    attachments: [{ id: 'a1', contentType, content: JSON.stringify(content) }],
  });

  it('case 105: is that of its card', () => {
    const body = [
      { type: 'TextBlock', text: 'Storm warning for quay 4' },
      { type: 'TextBlock', text: 'Boats stay in.' },
    ];
    const more = hanging('application/vnd.microsoft.card.adaptive', { type: 'AdaptiveCard', body });
    expect(message(more).plain).toBe('Storm warning for quay 4\nBoats stay in.');
    const words = { contentType: 'html', content: '<p>look</p><attachment id="a1"></attachment>' };
    expect(message({ ...more, body: words }).plain).toBe('look\nStorm warning for quay 4\nBoats stay in.');
  });

  it('case 105: is that of a forwarded message, not of a quoted one', () => {
    const forwarded = hanging('forwardedMessageReference', {
      originalMessageId: '5',
      originalMessageContent: '<p>news</p>',
      originalConversationId: '19:other@thread.v2',
    });
    expect(message(forwarded).plain).toBe('news');
    const answered = hanging('messageReference', { messageId: '5', messagePreview: 'shall we' });
    expect(message(answered).plain).toBe('');
  });
});
