import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { batchOf, conversation, told } from '../../../../test/support/batches.ts';
import { openDatabase } from '../../../../test/support/database.ts';
import { account, general, message } from '../../../../test/support/rows.ts';
import { cursorOf } from '../../../../test/support/works.ts';
import { ingest } from '../../../../test/support/mirrored.ts';
import type { World } from '../../../connectors/world.ts';
import type { AccountId, ConversationId, PersonId, TeamId } from '../../../model/index.ts';
import { type CursorRow, type IsthmusDatabase, writeMemberRows } from '../../../store/index.ts';
import { openAccountRow, writeMe } from '../store/account-row.ts';
import { untilWanted } from './slots.ts';
import type { Work } from './schedule.ts';
import { SetbackBook } from '../setbacks/book.ts';
import { conversationsOf, WorkList } from './work-list.ts';

const id = (key: string) => `${account}/${key}` as ConversationId;
const unused = (): never => {
  throw new Error('not asked of the world');
};
const world: World = {
  now: () => 1_000_000,
  random: () => 1,
  after: unused,
  fetch: unused,
  openSocket: unused,
  accessToken: unused,
  log: unused,
};

let database: IsthmusDatabase;
let book: SetbackBook;
let works: WorkList;

beforeEach(async () => {
  database = openDatabase();
  book = new SetbackBook(world, database, account);
  works = new WorkList(book);
  await openAccountRow(database, { id: account, service: 'mattermost', displayName: 'Me', label: 'me' });
});
afterEach(() => database.close());

/** Cursors of these conversations, as stored. */
const store = (...cursors: readonly (Partial<CursorRow> & { readonly key: string })[]) =>
  database.cursors.bulkPut(cursors.map(({ key, ...over }) => cursorOf({ conversationId: id(key), ...over })));
const load = () => works.load(database, account);
const work = (key: string): Work => {
  const found = works.get(id(key));
  if (!found) throw new Error(`no work for ${key}`);
  return found;
};
const ids = () => [...works.all()].map((one) => one.id);

describe('a loaded conversation', () => {
  it('is stale, because anything may have happened; one without its first page is not', async () => {
    await store({ key: 'a' }, { key: 'b', history: { kind: 'unstarted' }, changes: null });
    await load();
    expect(work('a')).toMatchObject({ stale: true, behind: true });
    expect(work('b')).toMatchObject({ stale: false, behind: false });
  });

  it('is of this account only, with its activity from the list', async () => {
    await ingest(database, batchOf([conversation({ lastActivityAt: 700 })]));
    await store({ key: 'other', accountId: 'm-bbbbbbbbbbbb' as AccountId });
    await load();
    expect(ids()).toEqual([general]);
    expect(work('general').lastActivityAt).toBe(700);
    await ingest(database, batchOf([told(message('a', { createdAt: 900 }))]));
    await load();
    expect(work('general').lastActivityAt).toBe(900);
  });

  it('keeps its state in a second load, takes the new cursor unless a pull is running, and is dropped if it is gone', async () => {
    await store({ key: 'a' }, { key: 'busy' }, { key: 'gone' });
    await load();
    const known = work('a');
    Object.assign(known, { stale: false, failures: 2 });
    work('busy').busy = true;
    await store({ key: 'a', changes: 'c2' }, { key: 'busy', changes: 'c2' });
    await database.cursors.delete(id('gone'));
    await load();
    expect(work('a')).toBe(known);
    expect(known).toMatchObject({ stale: false, failures: 2, cursor: { changes: 'c2' } });
    expect(work('busy').cursor.changes).toBe('c1');
    expect(ids()).toEqual([id('a'), id('busy')]);
  });
});

describe('resting pulls', () => {
  it('are taken from the book at the start, and follow its changes', async () => {
    const down = { kind: 'offline', reason: 'service-down', status: 502 } as const;
    book.failed('history', id('a'), down);
    await store({ key: 'a' }, { key: 'b' });
    await load();
    expect(work('a').rests).toMatchObject({ history: { until: 1_005_000 }, changes: null });
    book.succeeded('history', id('a'));
    book.failed('changes', id('a'), down);
    book.failed('changes', id('b'), down);
    works.followRests(id('a'));
    expect(work('a').rests).toMatchObject({ history: null, changes: { failures: 1 } });
    expect(work('b').rests).toEqual({ history: null, changes: null });
    works.followRests();
    expect(work('b').rests).toMatchObject({ history: null, changes: { failures: 1 } });
    works.followRests(id('unknown'));
  });
});

describe('a conversation that may have changed', () => {
  const settle = () => {
    for (const one of works.all()) Object.assign(one, { stale: false, behind: false });
  };

  it('is each one with a first page after a time off-line, and must catch up', async () => {
    await store({ key: 'a' }, { key: 'b', changes: null });
    await load();
    settle();
    works.wereAway();
    expect(work('a')).toMatchObject({ stale: true, behind: true });
    expect(work('b')).toMatchObject({ stale: false, behind: false });
  });

  it('is read without catching up if it is only checked', async () => {
    await store({ key: 'a' }, { key: 'b' });
    await load();
    settle();
    works.markStale([id('a'), id('unknown')]);
    expect(work('a')).toMatchObject({ stale: true, behind: false });
    expect(work('b').stale).toBe(false);
  });

  it('is checked in turn, first the settled one that was not read for longest', async () => {
    await store(
      { key: 'new', pulledAt: 1, changes: null, history: { kind: 'unstarted' } },
      { key: 'stale', pulledAt: 2 },
      { key: 'busy', pulledAt: 3 },
      { key: 'late', pulledAt: 9 },
      { key: 'early', pulledAt: 4 },
    );
    await load();
    settle();
    work('stale').stale = true;
    work('busy').busy = true;
    expect(works.longestUnasked(() => true)?.id).toBe(id('early'));
    expect(works.longestUnasked((one) => one !== id('early'))?.id).toBe(id('late'));
    works.remove(id('early'));
    expect(works.longestUnasked(() => true)?.id).toBe(id('late'));
    works.remove(id('late'));
    expect(works.longestUnasked(() => true)).toBeNull();
  });
});

it('changes name the conversations whose messages came or were removed', () => {
  const changes = [
    told(message('a')),
    told(message('b')),
    { kind: 'message-gone', id: message('c').id, conversationId: id('c'), at: 1 } as const,
    conversation({ id: id('d') }),
  ];
  expect([...conversationsOf(changes)]).toEqual([general, id('c')]);
});

describe('among many desktops', () => {
  it('conversations have turns by the people in them, as far as they are known', async () => {
    const [me, ada] = [`${account}/me` as PersonId, `${account}/ada` as PersonId];
    await writeMe(database, account, me);
    await ingest(
      database,
      batchOf([
        conversation({ id: id('chat'), teamId: null, participants: [me, ada] }),
        conversation({ id: id('channel'), teamId: `${account}/team` as TeamId, participants: [] }),
        conversation({ id: id('unknown'), teamId: `${account}/team` as TeamId, participants: [] }),
      ]),
    );
    await writeMemberRows(database, [
      {
        conversationId: id('channel'),
        accountId: account,
        personIds: [`${account}/zoe` as PersonId, me, ada],
      },
    ]);
    await load();
    expect(work('chat').turn).toBeNull();
    works.takesTurns = true;
    await load();
    expect([work('chat').turn, work('channel').turn, work('unknown').turn]).toEqual([
      { at: 1, of: 2 },
      { at: 1, of: 3 },
      null,
    ]);
  });
  it('what did not move while Isthmus was away may be left out, but no walk under way, and nothing that somebody waits for', async () => {
    await store({ key: 'a' }, { key: 'walks', walking: true }, { key: 'asked' }, { key: 'opened' });
    await load();
    Object.assign(work('asked'), { behind: false });
    works.markUrgent(id('opened'));
    works.leaveOut([id('a'), id('walks'), id('asked'), id('opened'), id('elsewhere')]);
    expect(['a', 'walks', 'asked', 'opened'].map((key) => [work(key).stale, work(key).behind])).toEqual([
      [false, false],
      [true, true],
      [true, false],
      [true, true],
    ]);
  });
  it('what moved while Isthmus was away is spread over a time, the newest first, and is pulled at once when it moves again', async () => {
    await store(
      { key: 'old' },
      { key: 'new' },
      { key: 'kept' },
      { key: 'opened' },
      { key: 'walks', walking: true },
    );
    await load();
    Object.assign(work('new'), { lastActivityAt: 9_000 });
    works.markUrgent(id('opened'));
    works.spaceOut(new Set([id('kept')]), 1_000, { now: () => 50_000, random: () => 0.5 });
    const due = (): (number | undefined)[] =>
      ['new', 'old', 'kept', 'opened', 'walks'].map((key) => work(key).spaced?.until);
    const none = undefined;
    expect(due()).toEqual([50_500, 51_500, none, none, none]);
    // A later overview does not put it off.
    works.spaceOut(new Set([id('kept')]), 1_000, { now: () => 60_000, random: () => 0.5 });
    expect(due()).toEqual([50_500, 51_500, none, none, none]);
    expect([9_000, 9_001].map((at) => works.isSpaced(id('new'), at))).toEqual([true, false]);
    works.markStale([id('old')]);
    expect(due()).toEqual([50_500, 0, none, none, none]);
    // Nor does one put off what has moved again, or shows that itself.
    Object.assign(work('new'), { lastActivityAt: 9_001 });
    works.spaceOut(new Set([id('kept')]), 1_000, { now: () => 60_000, random: () => 0.5 });
    expect(due()).toEqual([0, 0, none, none, none]);
    // After another absence they are put off anew.
    works.wereAway();
    works.spaceOut(new Set([id('kept')]), 1_000, { now: () => 70_000, random: () => 0.5 });
    expect(due().slice(0, 3)).toEqual([70_500, 71_500, none]);
  });
  it('many that moved are read within half an hour', async () => {
    await store(...Array.from({ length: 20 }, (_, at) => ({ key: `chat${at}` })));
    await load();
    works.spaceOut(new Set(), 500_000, { now: () => 0, random: () => 0.5 });
    const until = [...works.all()].map(({ spaced }) => spaced?.until ?? 0);
    expect([Math.min(...until), Math.max(...until)]).toEqual([45_000, 1_755_000]);
  });
  it('slots are for those that are there, and for those that come', async () => {
    await store({ key: 'a' });
    await load();
    const slots = { of: 'relay', isTold: true, shift: 3 } as const;
    works.takeSlots(({ id: one }) => (one === id('c') ? null : slots));
    await store({ key: 'b' }, { key: 'c' });
    await load();
    expect(['a', 'b', 'c'].map((key) => work(key).slots)).toEqual([slots, slots, null]);
    expect([works.untilAsked(id('c'), 0), works.untilAsked(id('elsewhere'), 0)]).toEqual([0, 0]);
    expect(works.untilAsked(id('a'), 1_000)).toBe(untilWanted(slots, 1_000));
    // Users do not wait for what no relay tells of.
    works.takeSlots(() => ({ of: 'desktop', isTold: false, shift: 0 }));
    expect([0, 500, 1_500].map((at) => works.untilAsked(id('a'), at))).toEqual([0, 0, 0]);
  });
});
