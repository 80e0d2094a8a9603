import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { batchOf, conversation, told } from '../../../../test/support/batches.ts';
import { connectorOf } from '../../../../test/support/connectors.ts';
import { openDatabase } from '../../../../test/support/database.ts';
import { account, general, message } from '../../../../test/support/rows.ts';
import { cursorOf, workOf } from '../../../../test/support/works.ts';
import { ingest, storeOf } from '../../../../test/support/mirrored.ts';
import type { ChangesPage, Connector, HistoryPage } from '../../../connectors/connector.ts';
import { failed, type ServiceFailure, succeeded } from '../../../model/index.ts';
import type { CursorRow, IsthmusDatabase } from '../../../store/index.ts';
import { openAccountRow } from '../store/account-row.ts';
import { carryOutPull, historyAfter, type PullContext } from './pull.ts';
import type { Pull } from './schedule.ts';

const now = 50_000;
const unstarted: Partial<CursorRow> = { history: { kind: 'unstarted' }, changes: null };
const partial: Partial<CursorRow> = { history: { kind: 'partial', position: 'p1', oldest: 1_000 } };
const down: ServiceFailure = { kind: 'offline', reason: 'service-down', status: 502 };

let database: IsthmusDatabase;

beforeEach(async () => {
  database = openDatabase();
  await openAccountRow(database, { id: account, service: 'mattermost', displayName: 'Me', label: 'me' });
  await ingest(database, batchOf([conversation()]));
});
afterEach(() => database.close());

const historyPage = (over: Partial<HistoryPage> = {}): HistoryPage => ({
  changes: [],
  next: null,
  changesCursor: null,
  covers: null,
  ...over,
});
const changesPage = (over: Partial<ChangesPage> = {}): ChangesPage => ({
  changes: [],
  cursor: 'c2',
  more: false,
  ...over,
});

/** Pulls once, with this answer of the service. */
const pull = (
  kind: Pull['kind'],
  work: Pull['work'],
  answers: Partial<Connector>,
  over: Partial<PullContext> = {},
) =>
  carryOutPull(
    {
      store: storeOf(database),
      connector: connectorOf(answers),
      now: () => now,
      notBefore: null,
      gone: new Map(),
      signal: new AbortController().signal,
      ...over,
    },
    { kind, work },
  );
/** Answers with this page, and records the requested position. */
const history = (page: HistoryPage, asked: (string | null)[] = []): Partial<Connector> => ({
  history: (_id, position) => {
    asked.push(position);
    return Promise.resolve(succeeded(page));
  },
});
const changes = (page: ChangesPage, asked: string[] = []): Partial<Connector> => ({
  changes: (_id, cursor) => {
    asked.push(cursor);
    return Promise.resolve(succeeded(page));
  },
});
const storedCursor = () => database.cursors.get(general);
const storedIds = async () => (await database.messages.toArray()).map(({ id }) => id);

describe('a page of history', () => {
  it('is stored with its cursor, where the next page and the changes continue', async () => {
    const asked: (string | null)[] = [];
    const page = historyPage({
      changes: [told(message('a', { createdAt: 900 })), told(message('b', { createdAt: 800 }))],
      next: 'p1',
      changesCursor: 'c1',
    });
    const pulled = await pull('first-page', workOf(general, unstarted), history(page, asked));
    const cursor = cursorOf({
      history: { kind: 'partial', position: 'p1', oldest: 800 },
      changes: 'c1',
      pulledAt: now,
    });
    expect(pulled).toMatchObject({ ok: true, cursor, more: true, ingested: { added: 2 } });
    expect(await storedCursor()).toEqual(cursor);
    expect(await storedIds()).toHaveLength(2);
    expect(asked).toEqual([null]);
  });

  it('that is older continues at the end of the last one, without moving the cursor of changes', async () => {
    const asked: (string | null)[] = [];
    const page = historyPage({ changes: [told(message('a', { createdAt: 700 }))], next: 'p2' });
    await pull('older-page', workOf(general, partial), history(page, asked));
    expect(asked).toEqual(['p1']);
    expect(await storedCursor()).toEqual(
      cursorOf({ history: { kind: 'partial', position: 'p2', oldest: 700 }, changes: 'c1', pulledAt: 0 }),
    );
  });

  it('that is the last one completes the conversation', async () => {
    const pulled = await pull('older-page', workOf(general, partial), history(historyPage()));
    expect(pulled).toMatchObject({ ok: true, more: false, cursor: { history: { kind: 'complete' } } });
    expect(() => pull('older-page', workOf(general), {})).toThrow('complete');
  });

  it('covers only as far back as its timeline: not its replies, and never less than before', async () => {
    const root = message('root', { createdAt: 1_500 });
    const reply = message('reply', { createdAt: 10, threadId: root.id });
    const page = historyPage({ changes: [told(root), told(reply)], next: 'p2' });
    const pulled = await pull('older-page', workOf(general, partial), history(page));
    expect(pulled).toMatchObject({ cursor: { history: { oldest: 1_000 } } });
  });

  it('that fails changes nothing, and gives the reason', async () => {
    const work = workOf(general, partial);
    expect(await pull('older-page', work, { history: () => Promise.resolve(failed(down)) })).toEqual({
      ok: false,
      failure: down,
    });
    expect(work.cursor).toEqual(cursorOf(partial));
    expect(await storedCursor()).toMatchObject(unstarted);
  });

  it('does not restore a message that an event deleted meanwhile', async () => {
    const gone = new Map([[message('a').id, 2_000]]);
    await pull(
      'first-page',
      workOf(general, unstarted),
      history(historyPage({ changes: [told(message('a'))] })),
      {
        gone,
      },
    );
    expect(await storedIds()).toEqual([]);
  });
});

describe('the depth of the mirror', () => {
  it('ends a walk by creation at the first page that passes it', () => {
    expect(historyAfter('p', 99, 100)).toEqual({ kind: 'limited', position: 'p', oldest: 99 });
    expect(historyAfter('p', 100, 100)).toEqual({ kind: 'partial', position: 'p', oldest: 100 });
    expect(historyAfter('p', 99, null)).toEqual({ kind: 'partial', position: 'p', oldest: 99 });
    expect(historyAfter(null, 99, 100)).toEqual({ kind: 'complete' });
  });

  it.each([
    ['ends', 'limited', { from: 50, to: 900 }],
    ['does not end', 'partial', null],
  ] as const)('%s where pages come by creation or by activity: %s', async (_ends, kind, covers) => {
    const page = historyPage({ changes: [told(message('a', { createdAt: 50 }))], next: 'p', covers });
    const pulled = await pull('first-page', workOf(general, unstarted), history(page), { notBefore: 100 });
    expect(pulled).toMatchObject({ cursor: { history: { kind } } });
  });
});

describe('a page that is complete for its time', () => {
  it('marks missing messages as deleted, but not those that arrived meanwhile', async () => {
    const live = message('live', { createdAt: 3_000 });
    await ingest(
      database,
      batchOf([1_000, 2_000].map((createdAt) => told(message(`${createdAt}`, { createdAt })))),
    );
    const page = historyPage({
      changes: [told(message('1000', { createdAt: 1_000 }))],
      covers: { from: 1_000, to: 9_000 },
    });
    await pull('first-page', workOf(general, unstarted), {
      history: async () => {
        await ingest(database, batchOf([told(live)]));
        return succeeded(page);
      },
    });
    const deleted = (await database.messages.toArray()).filter(({ deletedAt }) => deletedAt !== null);
    expect(deleted.map(({ id }) => id)).toEqual([message('2000').id]);
    expect(await storedIds()).toHaveLength(3);
  });
});

describe('a page of changes', () => {
  it('moves the cursor, and says whether more follows', async () => {
    const asked: string[] = [];
    const page = changesPage({ changes: [told(message('a'))], more: true });
    const pulled = await pull('changes', workOf(general), changes(page, asked));
    const cursor = cursorOf({ changes: 'c2', pulledAt: now, walking: true, walkedFrom: now });
    expect(pulled).toMatchObject({ ok: true, more: true, cursor, ingested: { added: 1 } });
    expect(await storedCursor()).toEqual(cursor);
    expect(asked).toEqual(['c1']);
    const last = await pull(
      'changes',
      workOf(general, { walking: true, walkedFrom: 5 }),
      changes(changesPage()),
    );
    // The walk began with its first page.
    expect(last).toMatchObject({ ok: true, more: false, cursor: { walking: false, walkedFrom: 5 } });
  });

  it('cannot be read before a first page gave its start', async () => {
    expect(await pull('changes', workOf(general, { changes: null }), {})).toEqual({
      ok: false,
      failure: { kind: 'cursor-gone' },
    });
  });

  it('that fails leaves the cursor where it is', async () => {
    const work = workOf(general);
    expect(await pull('changes', work, { changes: () => Promise.resolve(failed(down)) })).toEqual({
      ok: false,
      failure: down,
    });
    expect(work.cursor).toEqual(cursorOf());
    expect(await storedCursor()).toMatchObject(unstarted);
  });
});

describe('a walk that does not move', () => {
  const stands = { ok: false, failure: { kind: 'stands-still' } };
  const page = (cursor: string, id: string | null) =>
    changes(changesPage({ changes: id === null ? [] : [told(message(id))], cursor, more: true }));

  it('stores its page, and stays in its place', async () => {
    const work = workOf(general);
    expect(await pull('changes', work, page('c1', 'a'))).toEqual(stands);
    expect(await storedIds()).toEqual([message('a').id]);
    expect(work.cursor).toEqual(cursorOf());
    expect(await storedCursor()).toMatchObject(unstarted);
    const older = workOf(general, partial);
    expect(await pull('older-page', older, history(historyPage({ next: 'p1' })))).toEqual(stands);
    expect(older.cursor).toEqual(cursorOf(partial));
  });

  it('over empty pages pauses at the fifth, and continues behind it', async () => {
    const work = workOf(general);
    for (let at = 2; at <= 5; at += 1) {
      const pulled = await pull('changes', work, page(`c${at}`, null));
      expect(pulled.ok).toBe(true);
      if (pulled.ok) work.cursor = pulled.cursor;
    }
    expect(await pull('changes', work, page('c6', null))).toEqual(stands);
    expect(work.cursor.changes).toBe('c6');
    expect(await storedCursor()).toMatchObject({ changes: 'c6', walking: true });

    const older = workOf(general, partial);
    for (let at = 2; at <= 5; at += 1) {
      const pulled = await pull('older-page', older, history(historyPage({ next: `p${at}` })));
      expect(pulled.ok).toBe(true);
      if (pulled.ok) older.cursor = pulled.cursor;
    }
    expect(await pull('older-page', older, history(historyPage({ next: 'p6' })))).toEqual(stands);
    expect(older.cursor.history).toMatchObject({ kind: 'partial', position: 'p6' });
  });

  it('is not assumed if its pages cannot be read, because each may be different', async () => {
    const work = workOf(general);
    for (let at = 2; at <= 10; at += 1) {
      const unreadable = changesPage({
        changes: [{ kind: 'discarded', reason: 'malformed-message' }],
        cursor: `c${at}`,
        more: true,
      });
      const pulled = await pull('changes', work, changes(unreadable));
      expect(pulled.ok).toBe(true);
      if (pulled.ok) work.cursor = pulled.cursor;
    }
  });

  it('is not confused with one that starts again', async () => {
    const work = workOf(general);
    expect(await pull('changes', work, page('c2', 'a'))).toMatchObject({ ok: true });
    work.cursor = cursorOf({ changes: 'c2' });
    // The same page at another place: a circle, unless the walk begins anew.
    const again = changesPage({ changes: [told(message('a'))], cursor: 'c3', more: true });
    expect(await pull('changes', work, changes({ ...again, anew: true }))).toMatchObject({ ok: true });
    work.cursor = cursorOf({ changes: 'c3' });
    expect(await pull('changes', work, changes({ ...again, cursor: 'c4' }))).toEqual(stands);

    const ended = workOf(general);
    await pull('changes', ended, page('c2', 'a'));
    ended.cursor = cursorOf({ changes: 'c2' });
    await pull('changes', ended, changes(changesPage({ cursor: 'c3' })));
    ended.cursor = cursorOf({ changes: 'c3' });
    expect(await pull('changes', ended, page('c4', 'a'))).toMatchObject({ ok: true });

    const first = workOf(general, unstarted);
    const top = history(historyPage({ changes: [told(message('a'))], next: 'p1' }));
    expect(await pull('first-page', first, top)).toMatchObject({ ok: true });
    first.cursor = cursorOf(partial);
    const below = history(historyPage({ changes: [told(message('b'))], next: 'p2' }));
    expect(await pull('older-page', first, below)).toMatchObject({ ok: true });
    expect(await pull('first-page', first, top)).toMatchObject({ ok: true });
    expect(await pull('older-page', first, below)).toMatchObject({ ok: true });
  });
});
