import { describe, expect, it } from 'vitest';
import type { Change } from '../../../model/index.ts';
import { channelConversationId, chatConversationId } from '../ids.ts';
import { chatMessage } from '../message/testing/samples.ts';
import { writeCursor } from './position.ts';
import { createScripted, graph, valueOf } from '../testing/scripted.ts';
import { graphRefusal, testAccount } from '../testing/test-world.ts';

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
/** One millisecond before `base`: the filter is `gt`, and a second change may have the same millisecond. */
const chatPage =
  '/chats/c/messages?$top=50&$orderby=lastModifiedDateTime desc&$filter=lastModifiedDateTime gt 2023-11-14T22:13:19.999Z';
const walkLink = `${graph}/chats/c/messages?$skiptoken=2`;

describe('changes of a chat', () => {
  it('are requested by filter and order on the same property, and move the cursor', async () => {
    const { connector, asked } = createScripted({ [chatPage]: { value: [at(5), at(3)] } });
    const page = valueOf(await connector.changes(chat, chatSince(base), never));
    expect(told(page.changes)).toEqual([5, 3]);
    expect(page).toMatchObject({ more: false, cursor: chatSince(base + 5_000) });
    expect(asked()).toEqual([chatPage]);
  });

  it('leave the cursor if there are none', async () => {
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

  it('that happen during the walk do not move the cursor past unread changes', async () => {
    const { connector } = createScripted({
      [chatPage]: { value: [at(9)], '@odata.nextLink': walkLink },
      '/chats/c/messages?$skiptoken=2': { value: [at(20), at(7)] },
    });
    const first = valueOf(await connector.changes(chat, chatSince(base), never));
    expect(valueOf(await connector.changes(chat, first.cursor, never)).cursor).toBe(chatSince(base + 9_000));
  });

  it('begin again, once, if the walk lost its next page', async () => {
    const { connector } = createScripted({
      [chatPage]: { value: [at(9)], '@odata.nextLink': walkLink },
      '/chats/c/messages?$skiptoken=2': graphRefusal(400, 'BadRequest'),
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

  it('with a malformed date continue from another field with a time', async () => {
    const { connector } = createScripted({
      [chatPage]: { value: [at(5, { lastModifiedDateTime: '2021-03-1706:47:05.123Z' })] },
    });
    const page = valueOf(await connector.changes(chat, chatSince(base), never));
    expect(page.cursor).toBe(chatSince(base + 5_000));
    expect(page.changes).toContainEqual({ kind: 'discarded', reason: 'malformed-date' });
  });

  it.each(['{cut', writeCursor({ kind: 'delta-from', since: 1 }), ''])(
    'with the cursor %s need a new walk',
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

  it('begin a delta with the replies expanded, and continue by its links', async () => {
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

  it('include replies that a delta page leaves out, before the delta continues', async () => {
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
    ['410', graphRefusal(410, 'resyncRequired')],
    ['400', graphRefusal(400, 'BadRequest')],
    ['SyncStateNotFound', graphRefusal(404, 'SyncStateNotFound')],
  ])('with an expired token (%s) need a new walk', async (_name, dead) => {
    const { connector } = createScripted({ '/teams/t/channels/k/messages/delta?$deltatoken=3': dead });
    expect(await connector.changes(channel, delta('$deltatoken=3', false), never)).toEqual({
      ok: false,
      failure: { kind: 'cursor-gone' },
    });
  });

  it('without any link are requested the same way again', async () => {
    const { connector } = createScripted({
      '/teams/t/channels/k/messages/delta?$deltatoken=3': { value: [] },
    });
    expect(valueOf(await connector.changes(channel, delta('$deltatoken=3', false), never))).toEqual({
      changes: [],
      cursor: delta('$deltatoken=3', false),
      more: false,
    });
  });

  it('include removed messages', async () => {
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

  it('of a foreign conversation are not found', async () => {
    const { connector } = createScripted({});
    expect(await connector.changes(chatConversationId(testAccount, ''), from, never)).toEqual({
      ok: false,
      failure: { kind: 'not-found' },
    });
  });
});

describe('changes of a channel whose delta is refused', () => {
  const delta =
    '/teams/t/channels/k/messages/delta?$top=50&$expand=replies&$filter=lastModifiedDateTime gt 2023-11-14T22:13:19.999Z';
  const list = '/teams/t/channels/k/messages?$top=50&$expand=replies';
  const from = writeCursor({ kind: 'delta-from', since: base });
  const listedSince = (since: number): string =>
    writeCursor({ kind: 'list', since, walk: null, threads: [] });
  const saying = (changes: readonly Change[]) =>
    changes.filter((change) => change.kind === 'discarded').map(({ reason }) => reason);

  it.each([
    [400, 'BadRequest'],
    [403, 'Forbidden'],
    [405, 'MethodNotAllowed'],
    [501, 'NotImplemented'],
  ])('with %s are read from the list, which is reported once and not tried again', async (status, code) => {
    const { connector, asked } = createScripted({
      [delta]: graphRefusal(status, code),
      [list]: { value: [at(9), at(8)] },
    });
    const first = valueOf(await connector.changes(channel, from, never));
    expect(told(first.changes)).toEqual([9, 8]);
    expect(saying(first.changes)).toEqual(['changes-refused']);
    expect(first).toMatchObject({ more: false, cursor: listedSince(base + 9_000) });
    const second = valueOf(await connector.changes(channel, first.cursor, never));
    expect([told(second.changes), saying(second.changes)]).toEqual([[9], []]);
    expect(asked()).toEqual([delta, list, list]);
  });

  it('end at the first page without a change, also with changed threads; unchanged ones are not reported', async () => {
    const more = `${graph}/teams/t/channels/k/messages?$skiptoken=2`;
    const { connector, asked } = createScripted({
      [delta]: graphRefusal(400, 'BadRequest'),
      [list]: {
        value: [at(9), at(-50, { replies: [at(7, { replyToId: '1' })] }), at(-60)],
        '@odata.nextLink': more,
      },
      '/teams/t/channels/k/messages?$skiptoken=2': {
        value: [at(-70)],
        '@odata.nextLink': `${graph}/teams/t/channels/k/messages?$skiptoken=3`,
      },
    });
    const first = valueOf(await connector.changes(channel, from, never));
    expect(told(first.changes)).toEqual([9, -50, 7]);
    expect(first.more).toBe(true);
    const second = valueOf(await connector.changes(channel, first.cursor, never));
    expect(second).toMatchObject({ changes: [], more: false, cursor: listedSince(base + 9_000) });
    expect(asked()).toHaveLength(3);
  });

  it('are read by delta again after the next start', async () => {
    const deltaLink = `${graph}/teams/t/channels/k/messages/delta?$deltatoken=1`;
    const { connector } = createScripted({ [delta]: { value: [at(4)], '@odata.deltaLink': deltaLink } });
    const page = valueOf(await connector.changes(channel, listedSince(base), never));
    expect(told(page.changes)).toEqual([4]);
    expect(page.cursor).toBe(
      writeCursor({ kind: 'delta', link: deltaLink, linkIsNextPage: false, threads: [] }),
    );
  });

  it.each([
    [404, { kind: 'not-found' }],
    [500, { kind: 'offline' }],
    [409, { kind: 'refused' }],
    [429, { kind: 'throttled' }],
  ])('do not use the list after a %s', async (status, failure) => {
    const { connector, asked } = createScripted({
      [delta]: graphRefusal(status, 'x'),
      [list]: { value: [] },
    });
    expect(await connector.changes(channel, from, never)).toMatchObject({ ok: false, failure });
    expect(asked()).toEqual([delta]);
  });

  it('are reported as refused if the list is refused, too', async () => {
    const { connector } = createScripted({
      [delta]: graphRefusal(403, 'Forbidden'),
      [list]: graphRefusal(403, 'Forbidden'),
    });
    expect(await connector.changes(channel, from, never)).toMatchObject({ failure: { kind: 'forbidden' } });
  });

  it('begin again with the history if a page of the list has expired, or its delta is unknown', async () => {
    const { connector } = createScripted({
      '/teams/t/channels/k/messages?$skiptoken=2': graphRefusal(400, 'BadRequest'),
      '/teams/t/channels/k/messages/delta?$deltatoken=1': graphRefusal(501, 'NotImplemented'),
    });
    const next = `${graph}/teams/t/channels/k/messages?$skiptoken=2`;
    const walking = writeCursor({ kind: 'list', since: base, walk: { next, until: base }, threads: [] });
    const link = `${graph}/teams/t/channels/k/messages/delta?$deltatoken=1`;
    const held = writeCursor({ kind: 'delta', link, linkIsNextPage: false, threads: [] });
    for (const cursor of [walking, held])
      expect(await connector.changes(channel, cursor, never)).toMatchObject({
        failure: { kind: 'cursor-gone' },
      });
  });
});
