import { describe, expect, it } from 'vitest';
import type { Change } from '../../model/index.ts';
import { channelConversationId, chatConversationId } from './ids.ts';
import { chatMessage } from './message/samples.ts';
import { writeCursor } from './position.ts';
import { createScripted, graph, valueOf } from './scripted.ts';
import { refusal, testAccount } from './test-world.ts';

const never = new AbortController().signal;
const chat = chatConversationId(testAccount, 'c');
const channel = channelConversationId(testAccount, 't', 'k');
const base = 1_700_000_000_000;
const at = (second: number, more: object = {}) => {
  const time = new Date(base + second * 1_000).toISOString();
  return chatMessage({
    id: String(base + second * 1_000),
    createdDateTime: time,
    lastModifiedDateTime: time,
    ...more,
  });
};
const told = (changes: readonly Change[]): number[] =>
  changes.flatMap((change) => (change.kind === 'message' ? [(change.message.createdAt - base) / 1_000] : []));

const chatSince = (
  since: number,
  walk: { next: string; until: number } | null = null,
  again = false,
): string => writeCursor({ kind: 'chat', since, walk, again });
/** One millisecond before `base`: the filter is `gt`, and a second change may stand in the same millisecond. */
const chatPage =
  '/chats/c/messages?$top=50&$orderby=lastModifiedDateTime desc&$filter=lastModifiedDateTime gt 2023-11-14T22:13:19.999Z';
const walkLink = `${graph}/chats/c/messages?$skiptoken=2`;

describe('changes of a chat', () => {
  it('are asked for by filter and order on the same property, and move the cursor', async () => {
    const { connector, asked } = createScripted({ [chatPage]: { value: [at(5), at(3)] } });
    const page = valueOf(await connector.changes(chat, chatSince(base), never));
    expect(told(page.changes)).toEqual([5, 3]);
    expect(page).toMatchObject({ more: false, cursor: chatSince(base + 5_000) });
    expect(asked()).toEqual([chatPage]);
  });

  it('that are none leave the cursor', async () => {
    const { connector } = createScripted({ [chatPage]: { value: [] } });
    expect(valueOf(await connector.changes(chat, chatSince(base), never))).toEqual({
      changes: [],
      cursor: chatSince(base),
      more: false,
    });
  });

  it('over several pages move the cursor only when the walk is complete', async () => {
    const { connector } = createScripted({
      [chatPage]: { value: [at(9), at(8)], '@odata.nextLink': walkLink },
      '/chats/c/messages?$skiptoken=2': { value: [at(7)] },
    });
    const first = valueOf(await connector.changes(chat, chatSince(base), never));
    expect(first).toMatchObject({
      more: true,
      cursor: chatSince(base, { next: walkLink, until: base + 9_000 }),
    });
    const second = valueOf(await connector.changes(chat, first.cursor, never));
    expect(told(second.changes)).toEqual([7]);
    expect(second).toMatchObject({ more: false, cursor: chatSince(base + 9_000) });
  });

  it('that move during the walk do not move the cursor past what was not told', async () => {
    const { connector } = createScripted({
      [chatPage]: { value: [at(9)], '@odata.nextLink': walkLink },
      '/chats/c/messages?$skiptoken=2': { value: [at(20), at(7)] },
    });
    const first = valueOf(await connector.changes(chat, chatSince(base), never));
    expect(valueOf(await connector.changes(chat, first.cursor, never)).cursor).toBe(chatSince(base + 9_000));
  });

  it('whose walk lost its next page begin again, once', async () => {
    const { connector } = createScripted({
      [chatPage]: { value: [at(9)], '@odata.nextLink': walkLink },
      '/chats/c/messages?$skiptoken=2': refusal(400, 'BadRequest'),
    });
    const lost = chatSince(base, { next: walkLink, until: base + 9_000 });
    const again = valueOf(await connector.changes(chat, lost, never));
    expect(again).toEqual({ changes: [], cursor: chatSince(base, null, true), more: true, anew: true });
    const first = valueOf(await connector.changes(chat, again.cursor, never));
    expect(await connector.changes(chat, first.cursor, never)).toEqual({
      ok: false,
      failure: { kind: 'cursor-gone' },
    });
  });

  it('with a malformed date do not lose the cursor', async () => {
    const { connector } = createScripted({
      [chatPage]: { value: [at(5, { lastModifiedDateTime: '2021-03-1706:47:05.123Z' })] },
    });
    const page = valueOf(await connector.changes(chat, chatSince(base), never));
    expect(page.cursor).toBe(chatSince(base));
    expect(page.changes).toContainEqual({ kind: 'discarded', reason: 'malformed-date' });
  });

  it.each(['{cut', writeCursor({ kind: 'delta-from', since: 1 }), ''])(
    'from the cursor %s are gone',
    async (cursor) => {
      const { connector } = createScripted({});
      expect(await connector.changes(chat, cursor, never)).toEqual({
        ok: false,
        failure: { kind: 'cursor-gone' },
      });
    },
  );
});

describe('changes of a channel', () => {
  const deltaPage =
    '/teams/t/channels/k/messages/delta?$top=50&$expand=replies&$filter=lastModifiedDateTime gt 2023-11-14T22:13:19.999Z';
  const link = (token: string): string => `${graph}/teams/t/channels/k/messages/delta?${token}`;
  const from = writeCursor({ kind: 'delta-from', since: base });
  const delta = (token: string, linkIsNextPage: boolean, threads: string[] = []): string =>
    writeCursor({ kind: 'delta', link: link(token), linkIsNextPage, threads });

  it('begin a delta with the replies expanded, and go on by its links', async () => {
    const { connector, asked } = createScripted({
      [deltaPage]: {
        value: [at(1, { replies: [at(5, { replyToId: at(1).id })] })],
        '@odata.nextLink': link('$skiptoken=2'),
      },
      '/teams/t/channels/k/messages/delta?$skiptoken=2': {
        value: [],
        '@odata.deltaLink': link('$deltatoken=3'),
      },
      '/teams/t/channels/k/messages/delta?$deltatoken=3': {
        value: [at(6)],
        '@odata.deltaLink': link('$deltatoken=4'),
      },
    });
    const first = valueOf(await connector.changes(channel, from, never));
    expect(told(first.changes)).toEqual([1, 5]);
    expect(first).toMatchObject({ more: true, cursor: delta('$skiptoken=2', true) });
    const second = valueOf(await connector.changes(channel, first.cursor, never));
    expect(second).toMatchObject({ changes: [], more: false, cursor: delta('$deltatoken=3', false) });
    const third = valueOf(await connector.changes(channel, second.cursor, never));
    expect(told(third.changes)).toEqual([6]);
    expect(third).toMatchObject({ more: false, cursor: delta('$deltatoken=4', false) });
    expect(asked()).toHaveLength(3);
  });

  it('walk replies that a delta page leaves out before the delta goes on', async () => {
    const replies = `${graph}/teams/t/channels/k/messages/${String(at(1).id)}/replies?$skiptoken=r2`;
    const { connector } = createScripted({
      [deltaPage]: {
        value: [at(1, { replies: [], 'replies@odata.nextLink': replies })],
        '@odata.deltaLink': link('$deltatoken=3'),
      },
      [`/teams/t/channels/k/messages/${String(at(1).id)}/replies?$skiptoken=r2`]: {
        value: [at(4, { replyToId: at(1).id })],
      },
    });
    const first = valueOf(await connector.changes(channel, from, never));
    expect(first).toMatchObject({ more: true, cursor: delta('$deltatoken=3', false, [replies]) });
    const second = valueOf(await connector.changes(channel, first.cursor, never));
    expect(told(second.changes)).toEqual([4]);
    expect(second.more).toBe(false);
    expect(JSON.parse(second.cursor)).toEqual(JSON.parse(delta('$deltatoken=3', false)));
  });

  it.each([
    ['410', refusal(410, 'resyncRequired')],
    ['400', refusal(400, 'BadRequest')],
    ['SyncStateNotFound', refusal(404, 'SyncStateNotFound')],
  ])('whose token has died (%s) are gone', async (_name, dead) => {
    const { connector } = createScripted({ '/teams/t/channels/k/messages/delta?$deltatoken=3': dead });
    expect(await connector.changes(channel, delta('$deltatoken=3', false), never)).toEqual({
      ok: false,
      failure: { kind: 'cursor-gone' },
    });
  });

  it('without any link are asked for the same way again', async () => {
    const { connector } = createScripted({
      '/teams/t/channels/k/messages/delta?$deltatoken=3': { value: [] },
    });
    expect(valueOf(await connector.changes(channel, delta('$deltatoken=3', false), never))).toEqual({
      changes: [],
      cursor: delta('$deltatoken=3', false),
      more: false,
    });
  });

  it('hold what was removed', async () => {
    const { connector } = createScripted({
      '/teams/t/channels/k/messages/delta?$deltatoken=3': {
        value: [{ id: '1700000001000', '@removed': { reason: 'deleted' } }],
        '@odata.deltaLink': link('$deltatoken=4'),
      },
    });
    const page = valueOf(await connector.changes(channel, delta('$deltatoken=3', false), never));
    expect(page.changes).toEqual([
      { kind: 'message-gone', id: `${channel}/1700000001000`, conversationId: channel, at: base + 1_000 },
    ]);
  });

  it('of a conversation that is none of ours are not found', async () => {
    const { connector } = createScripted({});
    expect(await connector.changes(chatConversationId(testAccount, ''), from, never)).toEqual({
      ok: false,
      failure: { kind: 'not-found' },
    });
  });
});
