import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { account, fileReference } from '../../../../test/support/rows.ts';
import { VirtualTime } from '../../../../test/support/virtual-time.ts';
import type { World } from '../../../connectors/world.ts';
import {
  type Change,
  failed,
  type FileId,
  type FileReference,
  type Result,
  type ServiceFailure,
  succeeded,
} from '../../../model/index.ts';
import type { IsthmusDatabase } from '../../../store/index.ts';
import { FailureJudge } from '../setbacks/failure-judge.ts';
import { SetbackBook } from '../setbacks/book.ts';
import { filePictures } from './picture-sources.ts';
import { Pictures } from './pictures.ts';

const start = 1_000_000;
const down: ServiceFailure = { kind: 'offline', reason: 'service-down', status: 502 };
const file = (id: string): FileReference => fileReference({ id: id as FileId });

let time: VirtualTime;
let database: IsthmusDatabase;
let pictures: Pictures<FileReference>;
/** Each request: its picture, and its time, ms since the start. */
let asked: [string, number][];
let stored: Change[];
let answers: Map<string, ServiceFailure>;
let vital: Result<null>;
let accountFailures: number;
let ready: boolean;

beforeEach(async () => {
  time = new VirtualTime(start);
  database = openDatabase();
  // Opening waits for a timer of the machine, which virtual time does not control.
  await database.open();
  asked = [];
  stored = [];
  answers = new Map();
  vital = succeeded(null);
  accountFailures = 0;
  ready = true;
  const unused = (): never => {
    throw new Error('not asked of the world');
  };
  const world: World = {
    now: time.now,
    after: time.after,
    random: () => 1,
    fetch: unused,
    openSocket: unused,
    accessToken: unused,
    log: unused,
  };
  const { signal } = new AbortController();
  pictures = new Pictures({
    world,
    source: filePictures({
      world,
      database,
      connector: {
        accountId: account,
        image: ({ id }) => {
          asked.push([id, time.now() - start]);
          const failure = answers.get(id);
          return Promise.resolve(failure ? failed(failure) : succeeded(new Blob(['bytes'])));
        },
      },
      store: (changes) => {
        stored.push(...changes);
        return Promise.resolve(true);
      },
    }),
    signal: () => signal,
    book: new SetbackBook(world, database, account),
    judge: new FailureJudge({
      world,
      connector: { vital: () => Promise.resolve(vital) },
      signal: () => signal,
      onAccountFailed: () => (accountFailures += 1),
    }),
    ready: () => ready,
  });
});
afterEach(() => database.close());

const kept = async () => (await database.pictures.toCollection().primaryKeys()).sort();

describe('pictures', () => {
  it('are fetched once each, one after the other, and stored', async () => {
    pictures.want([file('a'), file('b')]);
    await time.pass(1_000);
    expect(asked).toEqual([
      ['a', 300],
      ['b', 300],
    ]);
    expect(await database.pictures.get('a' as FileId)).toMatchObject({
      accountId: account,
      storedAt: start + 300,
    });
    pictures.want([file('a')]);
    await time.pass(1_000);
    expect(asked).toHaveLength(2);
    expect(pictures.errand.pending).toBe(false);
  });

  it('that are on the screen are fetched first', async () => {
    pictures.want([file('a'), file('b')]);
    pictures.wantNow(file('b'));
    await time.pass(1_000);
    expect(asked).toEqual([
      ['b', 0],
      ['a', 0],
    ]);
  });

  it('wait while no requests are allowed', async () => {
    ready = false;
    pictures.want([file('a')]);
    await time.pass(60_000);
    expect(asked).toEqual([]);
    ready = true;
    pictures.goOn();
    await time.pass(300);
    expect(await kept()).toEqual(['a']);
  });
});

describe('a picture that fails', () => {
  it('rests alone while others are fetched, and is tried again after its rest', async () => {
    answers.set('a', down);
    pictures.want([file('a'), file('b')]);
    await time.pass(5_299);
    expect(asked).toEqual([
      ['a', 300],
      ['b', 300],
    ]);
    answers.clear();
    await time.pass(1);
    expect(asked.at(-1)).toEqual(['a', 5_300]);
    expect(await kept()).toEqual(['a', 'b']);
  });

  it('makes the next ones wait if it is the third in a row', async () => {
    for (const id of ['a', 'b', 'c', 'd']) answers.set(id, down);
    pictures.want(['a', 'b', 'c', 'd'].map(file));
    await time.pass(5_299);
    expect(asked.map(([id]) => id)).toEqual(['a', 'b', 'c']);
    answers.clear();
    await time.pass(60_000);
    expect(await kept()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is not tried earlier because another one is wanted', async () => {
    answers.set('a', down);
    pictures.want([file('a')]);
    await time.pass(1_000);
    pictures.want([file('b')]);
    await time.pass(4_299);
    expect(asked).toEqual([
      ['a', 300],
      ['b', 1_300],
    ]);
  });

  it('starts a new count after a success', async () => {
    for (const id of ['a', 'c', 'd']) answers.set(id, down);
    pictures.want(['a', 'b', 'c', 'd', 'e'].map(file));
    await time.pass(300);
    expect(await kept()).toEqual(['b', 'e']);
  });

  it('is not counted while the whole account fails, and all wait until it works', async () => {
    answers.set('a', down);
    vital = failed(down);
    pictures.want([file('a'), file('b')]);
    await time.pass(600_000);
    expect(asked).toEqual([['a', 300]]);
    expect(accountFailures).toBe(1);
    answers.clear();
    pictures.goOn();
    await time.pass(300);
    expect(await kept()).toEqual(['a', 'b']);
  });

  it('is no failure if Isthmus’s own limit delayed it; it is tried when the limit allows', async () => {
    answers.set('a', { kind: 'throttled', retryAfterMs: 700, own: true });
    pictures.want([file('a'), file('b')]);
    await time.pass(300);
    answers.clear();
    await time.pass(699);
    expect(asked).toEqual([['a', 300]]);
    await time.pass(1);
    expect(asked.slice(1)).toEqual([
      ['a', 1_000],
      ['b', 1_000],
    ]);
  });

  it.each<ServiceFailure>([
    { kind: 'forbidden', status: 403, code: '' },
    { kind: 'not-found' },
    { kind: 'refused', status: 400, code: '' },
  ])(
    'is permanent ($kind): it is counted, and tried again only when it is on the screen',
    async (failure) => {
      answers.set('a', failure);
      pictures.want([file('a'), file('b')]);
      await time.pass(3_600_000);
      expect(asked.map(([id]) => id)).toEqual(['a', 'b']);
      expect(stored).toEqual([{ kind: 'discarded', reason: 'image-unavailable' }]);
      answers.clear();
      pictures.wantNow(file('a'));
      await time.pass(0);
      expect(await kept()).toEqual(['a', 'b']);
    },
  );

  it('is tried later if it was cancelled', async () => {
    answers.set('a', { kind: 'cancelled' });
    pictures.want([file('a'), file('b')]);
    await time.pass(60_000);
    expect(asked).toEqual([['a', 300]]);
    expect(stored).toEqual([]);
  });
});
