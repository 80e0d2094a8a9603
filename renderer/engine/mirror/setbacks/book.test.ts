import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { account } from '../../../../test/support/rows.ts';
import type { World } from '../../../connectors/world.ts';
import type { ConversationId, ServiceFailure } from '../../../model/index.ts';
import { SetbackBook } from './book.ts';

const down: ServiceFailure = { kind: 'offline', reason: 'service-down', status: 502 };
const databases: ReturnType<typeof openDatabase>[] = [];
afterEach(() => databases.splice(0).forEach((database) => database.close()));

const setUp = () => {
  const database = openDatabase();
  databases.push(database);
  let now = 1_000_000;
  const unused = (): never => {
    throw new Error('not asked of the world');
  };
  const world: World = {
    now: () => now,
    random: () => 1,
    after: unused,
    fetch: unused,
    openSocket: unused,
    accessToken: unused,
    log: unused,
  };
  const open = () => new SetbackBook(world, database, account);
  return { database, open, book: open(), setClock: (at: number) => void (now = at) };
};

it('a resource that fails once or twice rests without a row; the third time it has a row with its reason', async () => {
  const { book, database } = setUp();
  book.failed('history', 'c', down);
  expect(book.wait('history', 'c')).toBe(5_000);
  book.failed('history', 'c', down);
  await book.written();
  expect(await database.setbacks.count()).toBe(0);
  expect(book.failed('history', 'c', down)?.lasting).toBe(true);
  await book.written();
  expect(await database.setbacks.toArray()).toEqual([
    {
      accountId: account,
      what: 'history',
      of: 'c',
      reason: 'service-fails',
      status: 502,
      failures: 3,
      since: 1_000_000,
      until: 1_020_000,
    },
  ]);
});

it('a success of the resource ends its rest; a success of another does not', async () => {
  const { book, database } = setUp();
  for (let failures = 0; failures < 5; failures += 1) book.failed('history', 'c', down);
  book.succeeded('changes', 'c');
  book.succeeded('history', 'd');
  expect(book.rest('history', 'c')?.failures).toBe(5);
  book.succeeded('history', 'c');
  await book.written();
  expect(book.rest('history', 'c')).toBeNull();
  expect(await database.setbacks.count()).toBe(0);
});

it('after a start each is tried once, and its count of failures stays', async () => {
  const { book, open } = setUp();
  for (let failures = 0; failures < 8; failures += 1) book.failed('members', 'c', down);
  await book.written();
  const next = open();
  await next.load();
  expect(next.wait('members', 'c')).toBe(0);
  expect(next.rest('members', 'c')?.lasting).toBe(true);
  next.failed('members', 'c', down);
  expect(next.wait('members', 'c')).toBe(1_280_000);
});

it('a clock that was set back delays nothing for longer than the longest pause', () => {
  const { book, setClock } = setUp();
  book.failed('history', 'c', down);
  setClock(1_000_000 - 86_400_000);
  expect(book.wait('history', 'c')).toBe(0);
});

describe('a conversation that the user opens', () => {
  const id = 'c' as ConversationId;
  const failing = () => {
    const { book, ...rest } = setUp();
    for (let failures = 0; failures < 4; failures += 1) {
      for (const what of ['history', 'changes', 'members'] as const) book.failed(what, id, down);
      book.failed('history', 'd', down);
      book.failed('people', id, down);
    }
    return { book, ...rest };
  };

  it('is tried at once, all of it, and nothing else', async () => {
    const { book } = failing();
    const others = [book.wait('history', 'd'), book.wait('people', id)];
    expect(book.releaseOf(id)).toBe(true);
    expect((['history', 'changes', 'members'] as const).map((what) => book.wait(what, id))).toEqual([
      0, 0, 0,
    ]);
    expect([book.wait('history', 'd'), book.wait('people', id)]).toEqual(others);
    expect(Math.min(...others)).toBeGreaterThan(0);
    await book.written();
  });

  it('rests longer than before when it fails again', async () => {
    const { book } = failing();
    const before = book.wait('history', id);
    book.releaseOf(id);
    book.failed('history', id, down);
    expect([book.rest('history', id)?.failures, book.wait('history', id)]).toEqual([5, 2 * before]);
    await book.written();
  });

  it('reports whether a part of it rested', async () => {
    const { book, setClock } = failing();
    expect(book.releaseOf('other' as ConversationId)).toBe(false);
    expect([book.releaseOf(id), book.releaseOf(id)]).toEqual([true, false]);
    book.failed('changes', id, down);
    setClock(1_000_000 + 86_400_000);
    expect(book.releaseOf(id)).toBe(false);
    await book.written();
  });
});
