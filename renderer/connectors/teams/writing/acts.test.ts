import { describe, expect, it } from 'vitest';
import { failed, succeeded, type ConversationId, type MessageId, type Result } from '../../../model/index.ts';
import type { WritingCapability } from '../../writing.ts';
import type { JsonRecord } from '../graph/json.ts';
import { chatMessage } from '../message/testing/samples.ts';
import { valueOf } from '../testing/scripted.ts';
import { graphRefusal } from '../testing/test-world.ts';
import { channel, chat, draft, never, noContent, saying, scriptedWriting } from './testing/drafting.ts';

const inChat = '/chats/19:c/messages/5';
const inThread = '/teams/t/channels/19:k/messages/7/replies/8';
const id = `${chat}/5` as MessageId;
const replyId = `${channel}/7/8` as MessageId;
const now = chatMessage({ id: '5', lastEditedDateTime: '2023-11-14T22:14:20Z' });

describe('an edit', () => {
  it('reads the attachments of the message, sends them again with the new text, and reads the new form', async () => {
    const quote = {
      id: '4',
      contentType: 'messageReference',
      content: '{"messageId":"4"}',
      name: null,
      teamsAppId: null,
    };
    const file = {
      id: 'G',
      contentType: 'reference',
      contentUrl: 'https://x.sharepoint.example/a',
      name: 'a',
      thumbnailUrl: null,
    };
    const code = { id: 'C', contentType: 'application/vnd.microsoft.card.codesnippet', content: '{}' };
    const picture = 'https://graph.microsoft.com/v1.0/chats/19:c/messages/5/hostedContents/h1/$value';
    const { writing, sent, world } = scriptedWriting({
      [inChat]: chatMessage({
        id: '5',
        attachments: [file, code, quote],
        mentions: [{ id: 0, mentionText: 'Ada' }],
        body: {
          contentType: 'html',
          content: `<attachment id="4"></attachment><p>old</p><img src="${picture}" alt="p">`,
        },
      }),
      [`PATCH ${inChat}`]: noContent(),
    });
    const edited = valueOf(await writing.edit(id, draft({ document: saying('new') }), never));
    expect(world.sent).toEqual([`GET /v1.0${inChat}`, `PATCH /v1.0${inChat}`, `GET /v1.0${inChat}`]);
    expect(await sent('PATCH')).toEqual({
      body: {
        contentType: 'html',
        content: `<attachment id="4"></attachment><p>new</p><p><img src="${picture}" alt="p"></p><attachment id="G"></attachment>`,
      },
      importance: 'normal',
      mentions: [],
      attachments: [
        { id: '4', contentType: 'messageReference', content: '{"messageId":"4"}' },
        { id: 'G', contentType: 'reference', contentUrl: 'https://x.sharepoint.example/a', name: 'a' },
      ],
    });
    expect(edited.id).toBe(id);
    expect(edited.changes).toMatchObject([{ kind: 'message', message: { id } }]);
  });

  it('of a reply uses the path of its root', async () => {
    const { writing, world } = scriptedWriting({
      [inThread]: chatMessage({ id: '8', replyToId: '7' }),
      [`PATCH ${inThread}`]: noContent(),
    });
    const edited = valueOf(await writing.edit(replyId, draft(), never));
    expect(world.sent[1]).toBe(`PATCH /v1.0${inThread}`);
    expect(edited.changes).toMatchObject([{ message: { id: replyId, threadId: `${channel}/7` } }]);
  });

  it.each([
    [403, 'Forbidden', { kind: 'forbidden', status: 403, code: 'Forbidden' }],
    [409, 'Conflict', { kind: 'refused', status: 409, code: 'Conflict' }],
    [412, 'PreconditionFailed', { kind: 'refused', status: 412, code: 'PreconditionFailed' }],
    [413, 'RequestEntityTooLarge', { kind: 'refused', status: 413, code: 'RequestEntityTooLarge' }],
    [429, 'TooManyRequests', { kind: 'throttled', retryAfterMs: 10_000 }],
    [404, 'NotFound', { kind: 'not-found' }],
  ] as const)('that Graph answers with %i %s has the right reason', async (status, code, failure) => {
    const { writing, world } = scriptedWriting({
      [inChat]: now,
      [`PATCH ${inChat}`]: graphRefusal(status, code),
    });
    expect(await writing.edit(id, draft(), never)).toEqual(failed(failure));
    expect(world.sent).toHaveLength(2);
  });
});

describe('an edit of a deleted message', () => {
  it('comes too late, and is not sent', async () => {
    const { writing, world } = scriptedWriting({
      [inChat]: chatMessage({ id: '5', deletedDateTime: '2023-11-14T22:14:20Z' }),
      [`PATCH ${inChat}`]: noContent(),
    });
    expect(await writing.edit(id, draft(), never)).toEqual(failed({ kind: 'not-found' }));
    expect(world.sent).toHaveLength(1);
  });
});

describe('deleting', () => {
  it.each([
    [id, `/users/me${inChat}`, inChat],
    [`${channel}/7` as MessageId, '/teams/t/channels/19:k/messages/7', '/teams/t/channels/19:k/messages/7'],
    [replyId, inThread, inThread],
  ])('of %s uses the one documented path, and so does restoring', async (messageId, act, read) => {
    const { writing, world } = scriptedWriting({
      [`${act}/softDelete`]: noContent(),
      [`${act}/undoSoftDelete`]: noContent(),
      [read]: chatMessage({ id: messageId.split('/').at(-1), replyToId: messageId === replyId ? '7' : null }),
    });
    expect(valueOf(await writing.remove(messageId, never))).toMatchObject([{ message: { id: messageId } }]);
    expect(await writing.restore?.(messageId, never)).toMatchObject({ ok: true, value: { id: messageId } });
    expect(world.sent.filter((line) => line.startsWith('POST'))).toEqual([
      `POST /v1.0${act}/softDelete`,
      `POST /v1.0${act}/undoSoftDelete`,
    ]);
  });

  it('counts as done if the message does not exist, or its new form cannot be read', async () => {
    const goneNow = { kind: 'message-gone', id, conversationId: chat, at: 5 } as const;
    const nothing = scriptedWriting({});
    expect(await nothing.writing.remove(id, never)).toEqual(succeeded([goneNow]));
    const unread = scriptedWriting({
      [`/users/me${inChat}/softDelete`]: noContent(),
      [inChat]: graphRefusal(503, 'ServiceUnavailable'),
    });
    expect(await unread.writing.remove(id, never)).toEqual(succeeded([goneNow]));
  });

  it('that is forbidden or throttled has that reason', async () => {
    for (const [status, kind] of [
      [403, 'forbidden'],
      [429, 'throttled'],
    ] as const) {
      const { writing } = scriptedWriting({
        [`/users/me${inChat}/softDelete`]: graphRefusal(status, 'X'),
        [`/users/me${inChat}/undoSoftDelete`]: graphRefusal(status, 'X'),
      });
      expect(await writing.remove(id, never)).toMatchObject({ failure: { kind } });
      expect(await writing.restore?.(id, never)).toMatchObject({ failure: { kind } });
    }
  });

  it('cannot be undone where Graph no longer has the message', async () => {
    const { writing } = scriptedWriting({});
    expect(await writing.restore?.(id, never)).toEqual(failed({ kind: 'not-found' }));
  });
});

describe('a reaction', () => {
  const party = { emoji: '🎉', name: 'tada' };

  it('is its character, set or removed', async () => {
    const { writing, sent, world } = scriptedWriting({
      [`${inChat}/setReaction`]: noContent(),
      [`${inChat}/unsetReaction`]: noContent(),
      [inChat]: now,
    });
    expect(valueOf(await writing.react(id, party, true, never))).toMatchObject([{ message: { id } }]);
    expect(await sent('POST')).toEqual({ reactionType: '🎉' });
    await writing.react(id, party, false, never);
    expect(world.sent).toContain(`POST /v1.0${inChat}/unsetReaction`);
  });

  it('without a character cannot be set: a custom emoji of the other service', async () => {
    const { writing, world } = scriptedWriting({});
    const parrot = { emoji: null, name: 'partyparrot' };
    expect([writing.canReact(party), writing.canReact(parrot)]).toEqual([true, false]);
    expect(await writing.react(id, parrot, true, never)).toEqual(
      failed({ kind: 'refused', status: 0, code: 'no-such-reaction' }),
    );
    expect(world.sent).toEqual([]);
  });

  it.each([
    [400, { kind: 'refused', status: 400, code: 'X' }],
    [403, { kind: 'forbidden', status: 403, code: 'X' }],
    [404, { kind: 'not-found' }],
    [429, { kind: 'throttled', retryAfterMs: 10_000 }],
  ] as const)('that Graph answers with %i has the right reason', async (status, failure) => {
    const { writing } = scriptedWriting({ [`${inChat}/setReaction`]: graphRefusal(status, 'X') });
    expect(await writing.react(id, party, true, never)).toEqual(failed(failure));
  });
});

describe('marking as read', () => {
  it('has the user, the tenant and the time', async () => {
    const { writing, sent } = scriptedWriting({ '/chats/19:c/markChatReadForUser': noContent() });
    const readAt = 1_700_000_000_123;
    expect(await writing.markRead(chat, readAt, never)).toEqual(
      succeeded([{ kind: 'read', conversationId: chat, readAt }]),
    );
    expect(await sent('POST')).toEqual({
      user: { id: 'me', tenantId: 'tenant' },
      lastMessageReadDateTime: '2023-11-14T22:13:20.123Z',
    });
  });

  it('sends no request for a channel, which has no read state', async () => {
    const { writing, world } = scriptedWriting({});
    expect(await writing.markRead(channel, 1, never)).toEqual(succeeded([]));
    expect(world.sent).toEqual([]);
  });

  it('that is refused has the reason', async () => {
    const { writing } = scriptedWriting({
      '/chats/19:c/markChatReadForUser': graphRefusal(403, 'Forbidden'),
    });
    expect(await writing.markRead(chat, 1, never)).toMatchObject({ failure: { kind: 'forbidden' } });
  });
});

describe('hiding', () => {
  const of = (id: ConversationId) => ({ id, kind: 'direct' as const, participants: [] });
  it.each([
    ['hideForUser', true],
    ['unhideForUser', false],
  ] as const)('applies to a chat: %s', async (act, value) => {
    const { writing, sent } = scriptedWriting({ [`/chats/19:c/${act}`]: noContent() });
    const choice = { kind: 'hidden', value } as const;
    expect(await writing.choose(of(chat), choice, never)).toEqual(
      succeeded([{ kind: 'chosen', conversationId: chat, choice }]),
    );
    expect(await sent('POST')).toEqual({ user: { id: 'me', tenantId: 'tenant' } });
  });

  it('is the only choice that Graph offers, and for chats only', async () => {
    const { writing, world } = scriptedWriting({});
    for (const [id, kind] of [
      [chat, 'muted'],
      [chat, 'favourite'],
      [channel, 'hidden'],
    ] as const)
      expect(await writing.choose(of(id), { kind, value: true }, never)).toMatchObject({
        failure: { kind: 'not-found' },
      });
    expect(world.sent).toEqual([]);
  });
});

describe('every act', () => {
  const foreign = 'mattermost-1/post/x' as MessageId;
  const acts: [
    string,
    (writing: WritingCapability, signal: AbortSignal) => Promise<Result<unknown>> | undefined,
  ][] = [
    ['edit', (writing, signal) => writing.edit(foreign, draft(), signal)],
    ['remove', (writing, signal) => writing.remove(foreign, signal)],
    ['restore', (writing, signal) => writing.restore?.(foreign, signal)],
    ['react', (writing, signal) => writing.react(foreign, { emoji: '🎉', name: '' }, true, signal)],
    ['markRead', (writing, signal) => writing.markRead(foreign as unknown as ConversationId, 1, signal)],
  ];

  it.each(acts)('%s: an id of another account is not found, without a request', async (_name, act) => {
    const { writing, world } = scriptedWriting({});
    expect(await act(writing, never)).toEqual(failed({ kind: 'not-found' }));
    expect(world.sent).toEqual([]);
  });

  it('is cancelled by its caller', async () => {
    const { writing, world } = scriptedWriting({ [inChat]: now } satisfies JsonRecord);
    const cancelled = AbortSignal.abort();
    expect(await writing.remove(id, cancelled)).toEqual(failed({ kind: 'cancelled' }));
    expect(await writing.edit(id, draft(), cancelled)).toEqual(failed({ kind: 'cancelled' }));
    expect(world.sent).toEqual([]);
  });
});

describe('marking as unread', () => {
  it('has the time up to which it stays read; for a channel, of which Graph keeps no state, no request is sent', async () => {
    const { writing, sent, world } = scriptedWriting({ '/chats/19:c/markChatUnreadForUser': noContent() });
    const readAt = 1_700_000_000_122;
    expect(await writing.markUnread(id, readAt, never)).toEqual(
      succeeded([{ kind: 'read', conversationId: chat, readAt }]),
    );
    expect(await sent('POST')).toEqual({
      user: { id: 'me', tenantId: 'tenant' },
      lastMessageReadDateTime: '2023-11-14T22:13:20.122Z',
    });
    const before = world.sent.length;
    expect(await writing.markUnread(replyId, readAt, never)).toEqual(succeeded([]));
    expect(world.sent).toHaveLength(before);
    expect(await writing.markUnread('x/y' as MessageId, readAt, never)).toMatchObject({
      failure: { kind: 'not-found' },
    });
  });
});
