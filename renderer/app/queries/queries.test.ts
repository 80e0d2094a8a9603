import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Dexie } from 'dexie';
import { IDBFactory, openDatabase } from '../../../test/support/database.ts';
import { account, person as madeUpPerson } from '../../../test/support/rows.ts';
import type {
  AccountId,
  ConversationId,
  FileId,
  Message,
  MessageId,
  Person,
  PersonId,
  TeamId,
} from '../../model/index.ts';
import { readActIntents, readTimelineRange, type IsthmusDatabase } from '../../store/index.ts';
import { longestWait, pauseOfWrites } from './following.ts';
import { Queries } from './queries.ts';
import { query } from './query.ts';
import { createTime, type TestTime } from './testing/time.ts';
import { WholeRows } from './whole-rows.ts';

/** The page's. */
let ours: IsthmusDatabase;
/** Another page's, the engine's for instance. */
let database: IsthmusDatabase;
let queries: Queries;
let time: TestTime;
beforeEach(async () => {
  const disk = new IDBFactory();
  ours = openDatabase(disk);
  database = openDatabase(disk);
  time = createTime();
  queries = new Queries(ours, time);
  // A new database reports a change of everything.
  await database.open();
  await ours.open();
});
afterEach(() => {
  queries.close();
  ours.close();
  database.close();
});

const person = (key: string, displayName: string, over: Partial<Person> = {}): Person =>
  madeUpPerson(key as PersonId, { accountId: account, displayName, ...over });
const names = query('names', ['people'], async ({ people }) =>
  (await people.toArray()).map(({ displayName }) => displayName),
);

/** Follows a query, and gives each answer to its waiting test. */
const follow = <Answer, Names extends Parameters<typeof query>[1][number]>(
  asked: ReturnType<typeof query<Answer, Names>>,
): {
  readonly answers: Answer[];
  readonly failures: unknown[];
  next: () => Promise<Answer>;
  stop: () => void;
} => {
  const answers: Answer[] = [];
  const failures: unknown[] = [];
  let waiting: ((answer: Answer) => void)[] = [];
  const stop = queries.follow(
    asked,
    (answer) => {
      answers.push(answer);
      for (const tell of waiting) tell(answer);
      waiting = [];
    },
    (error) => failures.push(error),
  );
  return { answers, failures, stop, next: () => new Promise((resolve) => waiting.push(resolve)) };
};

describe('queries that begin at the same moment', () => {
  const teamNames = query('team names', ['teams'], async ({ teams }) =>
    (await teams.toArray()).map(({ name }) => name),
  );

  it('share one transaction, and each runs again only if something changed that it read itself', async () => {
    const transactions = vi.spyOn(ours, 'transaction');
    const people = follow(names);
    const teams = follow(teamNames);
    expect(await Promise.all([people.next(), teams.next()])).toEqual([[], []]);
    expect(transactions).toHaveBeenCalledOnce();
    await database.people.put(person('p', 'Ada'));
    expect(time.waiting()).toEqual([pauseOfWrites]);
    time.pass(pauseOfWrites);
    expect(await people.next()).toEqual(['Ada']);
    expect(teams.answers).toHaveLength(1);
    expect(queries.counts().map(({ name, runs }) => [name, runs])).toEqual([
      ['names', 2],
      ['team names', 1],
    ]);
  });

  it('have separate answers if one of them fails', async () => {
    await database.people.put(person('p', 'Ada'));
    // No row can be asked for by such a key.
    const refused = follow(query('refused', ['teams'], ({ teams }) => teams.get({} as unknown as TeamId)));
    const people = follow(names);
    expect(await people.next()).toEqual(['Ada']);
    await expect.poll(() => refused.failures.length).toBe(1);
    expect(refused.answers).toEqual([]);
    expect(people.failures).toEqual([]);
  });
});

describe('a live query', () => {
  it('answers at once, and again when the rows that it read have changed and writes pause', async () => {
    const followed = follow(names);
    expect(await followed.next()).toEqual([]);
    await database.people.put(person('p', 'Ada'));
    expect(time.waiting()).toEqual([pauseOfWrites]);
    time.pass(pauseOfWrites);
    expect(await followed.next()).toEqual(['Ada']);
    expect(followed.answers).toHaveLength(2);
  });

  it('answers at once after a write of its own page, and also while writes of others come', async () => {
    const followed = follow(names);
    await followed.next();
    await ours.people.put(person('p', 'Ada'));
    expect(time.waiting()).toEqual([0]);
    time.pass(0);
    expect(await followed.next()).toEqual(['Ada']);
    await database.people.put(person('q', 'Ben'));
    expect(time.waiting()).toEqual([pauseOfWrites]);
    await ours.people.put(person('r', 'Cy'));
    expect(time.waiting()).toEqual([0]);
    time.pass(0);
    expect(await followed.next()).toEqual(['Ada', 'Ben', 'Cy']);
    await database.people.put(person('s', 'Dee'));
    expect(time.waiting()).toEqual([pauseOfWrites]);
  });

  it('does not run if other rows change', async () => {
    const followed = follow(names);
    await followed.next();
    await database.teams.put({
      id: 't' as TeamId,
      accountId: account,
      name: 'T',
      description: '',
      notRead: null,
    });
    expect(time.waiting()).toEqual([]);
    expect(queries.counts()).toEqual([{ name: 'names', runs: 1, failures: 0, requests: 1, rows: 0 }]);
  });

  it('of intents of some kinds does not run again when intents of other kinds come and go', async () => {
    // Alphabetically, “picture” and “read” are between the kinds of acts.
    const acts = follow(query('acts', ['intents'], readActIntents));
    await acts.next();
    const elsewhere = { accountId: account, conversationId: 'c' as ConversationId };
    const ids = await database.intents.bulkAdd(
      [
        { kind: 'picture', ...elsewhere, messageId: 'm' as MessageId, fileId: 'f' as FileId, at: 1 },
        { kind: 'read', ...elsewhere, readAt: 1, at: 1 },
      ],
      { allKeys: true },
    );
    await database.intents.bulkDelete(ids);
    expect(time.waiting()).toEqual([]);
    expect(acts.answers).toHaveLength(1);
  });

  it('completes its first answer during any writes, and is soon up to date', async () => {
    await database.people.put(person('p', 'before'));
    let writes = 0;
    const followed = follow(
      query('slow', ['people'], async ({ people }) => {
        const [first] = await people.toArray();
        if (writes === 0) {
          writes += 1;
          // Waits until this read is over, and is reported while it still runs.
          void Dexie.ignoreTransaction(() => database.people.put(person('p', 'after')));
        }
        await people.toArray();
        return first?.displayName;
      }),
    );
    expect(await followed.next()).toBe('before');
    await time.until(() => time.waiting().length > 0);
    time.pass(pauseOfWrites);
    expect(await followed.next()).toBe('after');
  });

  it('is late by at most the longest wait while writes never pause', async () => {
    const followed = follow(names);
    await followed.next();
    const step = pauseOfWrites - 5;
    let passed = 0;
    for (; followed.answers.length === 1 && passed < 4 * longestWait; passed += step) {
      await database.people.put(person('p', `at ${passed}`));
      const ran = queries.counts()[0]?.runs;
      time.pass(step);
      if (time.waiting().length === 0 && ran === 1) await followed.next();
    }
    expect(passed).toBeGreaterThan(longestWait - 2 * step);
    expect(passed).toBeLessThanOrEqual(longestWait + step);
    expect(followed.answers.at(-1)).not.toEqual([]);
  });

  it('runs once for many changes before a pause', async () => {
    const followed = follow(names);
    await followed.next();
    for (const key of ['a', 'b', 'c', 'd']) await database.people.put(person(key, key));
    time.pass(pauseOfWrites);
    expect(await followed.next()).toEqual(['a', 'b', 'c', 'd']);
    expect(queries.counts()).toMatchObject([{ runs: 2, requests: 2, rows: 4 }]);
  });

  it('gives no answer after it was stopped', async () => {
    const followed = follow(names);
    await followed.next();
    await database.people.put(person('p', 'Ada'));
    followed.stop();
    time.pass(longestWait);
    await database.people.put(person('q', 'Ben'));
    expect(time.waiting()).toEqual([]);
    expect(followed.answers).toEqual([[]]);
  });

  it('reports a run that failed, and still answers the next change', async () => {
    let broken = true;
    const followed = follow(
      query('broken', ['people'], async ({ people }) => {
        if (broken) throw new Error('no');
        return people.toArray();
      }),
    );
    await time.until(() => followed.failures.length > 0);
    broken = false;
    await database.people.put(person('p', 'Ada'));
    time.pass(pauseOfWrites);
    expect(await followed.next()).toHaveLength(1);
    expect(queries.counts()).toMatchObject([{ runs: 2, failures: 1 }]);
  });

  it('stays in its transaction and records all reads, however many queries await native promises at the same time', async () => {
    await database.people.put(person('p', 'before'));
    const deep = query('deep', ['people', 'teams', 'links', 'messages'], async (tables) => {
      await tables.teams.toArray();
      await Promise.all([tables.messages.bulkGet([]), tables.links.bulkGet(['none'])]);
      const nothing = await Promise.resolve(0);
      await tables.links.toArray();
      return (await tables.people.get('p' as PersonId))?.displayName ?? nothing;
    });
    const all = Array.from({ length: 8 }, () => follow(deep));
    await Promise.all(all.map(({ next }) => next()));
    await database.people.put(person('p', 'after'));
    time.pass(pauseOfWrites);
    expect(await Promise.all(all.map(({ next }) => next()))).toEqual(Array(8).fill('after'));
    expect(queries.counts()).toMatchObject([{ runs: 16, failures: 0 }]);
  });
});

describe('the record of a query’s reads', () => {
  const conversationId = 'c' as ConversationId;
  const message = (key: string, createdAt: number, over: Partial<Message> = {}): Message =>
    ({ id: key as MessageId, conversationId, threadId: '', createdAt, plain: '', ...over }) as Message;
  const stretch = query('stretch', ['messages'], ({ messages }) =>
    readTimelineRange({ messages }, conversationId, '', 10, 20),
  );

  it.each([
    ['a new row in its range', message('n', 15), true],
    ['a row that only its range’s start holds', message('n', 10), true],
    ['a new row behind its range', message('n', 21), false],
    ['a new row of another conversation', message('n', 15, { conversationId: 'd' as ConversationId }), false],
    ['a row of it that is edited', message('a', 12, { plain: 'edited' }), true],
    ['a row of it that leaves its range', message('a', 40), true],
    ['a row outside of it that is edited', message('b', 30, { plain: 'edited' }), false],
  ])('%s: out of date %s', async (_, row, expected) => {
    await database.messages.bulkPut([message('a', 12), message('b', 30)]);
    const followed = follow(stretch);
    await followed.next();
    await database.messages.put(row);
    expect(time.waiting().length > 0).toBe(expected);
  });

  it('includes a row that is deleted', async () => {
    await database.messages.put(message('a', 12));
    const followed = follow(stretch);
    await followed.next();
    await database.messages.delete('a' as MessageId);
    expect(time.waiting()).toEqual([pauseOfWrites]);
  });

  it('counts requests and rows, also single keys and cursors', async () => {
    await database.people.bulkPut(['a', 'b', 'c'].map((key) => person(key, key)));
    await queries.once(
      query('by key', ['people'], ({ people }) => people.bulkGet(['a', 'b', 'x'] as PersonId[])),
    );
    await queries.once(query('one', ['people'], ({ people }) => people.get('a' as PersonId)));
    await queries.once(
      query('number', ['people'], ({ people }) => people.where('accountId').equals(account).count()),
    );
    await queries.once(
      query('steps', ['people'], ({ people }) =>
        people
          .where('accountId')
          .equals(account)
          .filter(() => true)
          .toArray(),
      ),
    );
    const counts = new Map(queries.counts().map(({ name, requests, rows }) => [name, [requests, rows]]));
    expect(counts.get('by key')).toEqual([3, 2]);
    expect(counts.get('one')).toEqual([1, 1]);
    expect(counts.get('number')).toEqual([1, 0]);
    expect(counts.get('steps')?.[1]).toBeGreaterThanOrEqual(3);
  });
});

describe('cached rows', () => {
  const held = () =>
    queries.hold<PersonId, Person, 'people'>({
      table: 'people',
      most: 100,
      fetch: async ({ people }, keys) => {
        const rows = await people.bulkGet([...keys]);
        return new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : [])));
      },
    });

  it('are read once, also if one is missing, and again only after a change', async () => {
    await database.people.bulkPut(['a', 'b'].map((key) => person(key, key)));
    const rows = held();
    const followed = follow(
      query('held', ['people'], async (_, reading) =>
        [...(await reading.held(rows, ['a', 'b', 'x'] as PersonId[])).values()].map((one) => one.displayName),
      ),
    );
    expect(await followed.next()).toEqual(['a', 'b']);
    await database.people.put(person('a', 'changed'));
    time.pass(pauseOfWrites);
    expect((await followed.next()).sort()).toEqual(['b', 'changed']);
    await database.people.put(person('x', 'came'));
    time.pass(pauseOfWrites);
    expect((await followed.next()).sort()).toEqual(['b', 'came', 'changed']);
    expect(queries.counts()).toMatchObject([{ runs: 3, requests: 5, rows: 4 }]);
    await database.people.put(person('y', 'not asked for'));
    expect(time.waiting()).toEqual([]);
  });

  it('are not cached if they changed while they were read', async () => {
    await database.people.put(person('a', 'old'));
    const rows = held();
    let writing: PromiseLike<unknown> | null = null;
    const asked = query('held', ['people'], async ({ people }, reading) => {
      const found = await reading.held(rows, ['a' as PersonId]);
      writing ??= Dexie.ignoreTransaction(() => database.people.put(person('a', 'new')));
      await people.toArray();
      return found.get('a' as PersonId)?.displayName;
    });
    const followed = follow(asked);
    expect(await followed.next()).toBe('old');
    await time.until(() => time.waiting().length > 0);
    time.pass(pauseOfWrites);
    expect(await followed.next()).toBe('new');
  });

  it('of an index are read again when one of their rows changes', async () => {
    const of = 'k' as AccountId;
    await database.people.bulkPut([person('a', 'Ada', { accountId: of }), person('b', 'Ben')]);
    const rows = queries.hold<string, Person[], 'people'>({
      table: 'people',
      index: 'accountId',
      madeOf: (people) => people.map(({ id }) => id),
      most: 10,
      fetch: async ({ people }, keys) => {
        const found = await Promise.all(keys.map((key) => people.where('accountId').equals(key).toArray()));
        return new Map(keys.map((key, at) => [key, found[at] ?? []]));
      },
    });
    const followed = follow(
      query('of an account', ['people'], async (_, reading) =>
        ((await reading.held(rows, ['k'])).get('k') ?? []).map(({ displayName }) => displayName),
      ),
    );
    expect(await followed.next()).toEqual(['Ada']);
    await database.people.put(person('a', 'Ada L.', { accountId: of }));
    time.pass(pauseOfWrites);
    expect(await followed.next()).toEqual(['Ada L.']);
    await database.people.put(person('b', 'Ben', { accountId: of }));
    time.pass(pauseOfWrites);
    expect(await followed.next()).toEqual(['Ada L.', 'Ben']);
  });

  it('are never more than the limit', async () => {
    const rows = queries.hold<PersonId, Person, 'people'>({
      table: 'people',
      most: 2,
      fetch: () => Promise.resolve(new Map()),
    });
    await queries.once(
      query('many', ['people'], (_, reading) => reading.held(rows, ['a', 'b', 'c'] as PersonId[])),
    );
    expect(['a', 'b', 'c'].map((key) => rows.has(key as PersonId))).toEqual([false, true, true]);
  });
});

describe('a cached table', () => {
  it('is read once, and then only its changed rows', async () => {
    await database.people.bulkPut(['a', 'b', 'c'].map((key) => person(key, key)));
    const rows = new WholeRows<Person>(database.name, 'people');
    const followed = follow(
      query('whole', ['people'], async ({ people }, reading) => [
        ...(await rows.read(people, reading)).values(),
      ]),
    );
    expect(await followed.next()).toHaveLength(3);
    await database.people.put(person('b', 'changed'));
    await database.people.put(person('d', 'd'));
    await database.people.delete('a' as PersonId);
    time.pass(pauseOfWrites);
    expect((await followed.next()).map(({ displayName }) => displayName).sort()).toEqual([
      'c',
      'changed',
      'd',
    ]);
    expect(queries.counts()).toMatchObject([{ requests: 4, rows: 5 }]);
    await database.people.clear();
    time.pass(pauseOfWrites);
    expect(await followed.next()).toEqual([]);
  });
});
