import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { account } from '../../../../test/support/rows.ts';
import { VirtualTime } from '../../../../test/support/virtual-time.ts';
import type { CustomEmojiCapability, ToldEmoji } from '../../../connectors/custom-emoji.ts';
import type { World } from '../../../connectors/world.ts';
import { failed, succeeded } from '../../../model/index.ts';
import { customEmojiKey, type IsthmusDatabase } from '../../../store/index.ts';
import { FailureJudge } from '../setbacks/failure-judge.ts';
import { SetbackBook } from '../setbacks/book.ts';
import { EmojiReads } from './custom-emoji.ts';

let time: VirtualTime;
let database: IsthmusDatabase;
let emoji: EmojiReads;
/** The requests to the server, in order. */
let asked: string[];
/** The names that the server has. */
let has: Set<string>;
let ready: boolean;
/** The delay of the next search by Isthmus' own pace, ms; 0: none. */
let heldBack: number;

const toldOf = (names: Iterable<string>): readonly ToldEmoji[] =>
  [...names].map((name) => ({ name, ref: `id-${name}` }));

beforeEach(async () => {
  time = new VirtualTime(1_000_000);
  database = openDatabase();
  // Opening waits for a timer of the machine, which virtual time does not control.
  await database.open();
  asked = [];
  has = new Set(['party', 'boat']);
  ready = true;
  heldBack = 0;
  const unused = (): never => {
    throw new Error('not asked of the world');
  };
  const world: World = {
    ...{ now: time.now, after: time.after, random: () => 1, fetch: unused },
    ...{ openSocket: unused, accessToken: unused, log: unused },
  };
  const { signal } = new AbortController();
  const customEmoji: CustomEmojiCapability = {
    named: (names) => {
      asked.push(`named ${names.join(' ')}`);
      return Promise.resolve(succeeded(toldOf(names.filter((name) => has.has(name)))));
    },
    like: (part) => {
      asked.push(`like ${part}`);
      const retryAfterMs = heldBack;
      heldBack = 0;
      if (retryAfterMs > 0)
        return Promise.resolve(failed({ kind: 'throttled', retryAfterMs, own: true } as const));
      return Promise.resolve(succeeded(toldOf([...has].filter((name) => name.includes(part)))));
    },
    page: (page) => {
      asked.push(`page ${page}`);
      return Promise.resolve(succeeded(toldOf([...has].slice(2 * page, 2 * page + 2))));
    },
    picture: (ref) => {
      asked.push(`picture ${ref}`);
      const isThere = has.has(ref.slice(3));
      return Promise.resolve(isThere ? succeeded(new Blob(['png'])) : failed({ kind: 'not-found' }));
    },
  };
  emoji = new EmojiReads({
    ...{ world, database, connector: { accountId: account, customEmoji } },
    signal: () => signal,
    book: new SetbackBook(world, database, account),
    judge: new FailureJudge({
      world,
      connector: { vital: () => Promise.resolve(succeeded(null)) },
      signal: () => signal,
      onAccountFailed: () => undefined,
    }),
    ready: () => ready,
  });
});
afterEach(() => database.close());

const rowOf = (name: string) => database.customEmoji.get(customEmojiKey(account, name));

describe('custom emoji of a server', () => {
  it('are read in one request, and only those that exist get a picture', async () => {
    await emoji.want(['party', 'nothing', 'Not A Name']);
    await emoji.want(['boat']);
    await time.pass(1_000);
    expect(asked).toEqual(['named party nothing boat', 'picture id-party', 'picture id-boat']);
    expect((await rowOf('party'))?.bytes).not.toBeNull();
    expect(await rowOf('nothing')).toMatchObject({ ref: null });
    // Known emoji are not requested again.
    await emoji.want(['party', 'nothing', 'boat']);
    await time.pass(1_000);
    expect(asked).toHaveLength(3);
  });

  it('wait while the service cannot be reached', async () => {
    ready = false;
    await emoji.want(['party']);
    await time.pass(1_000);
    expect(asked).toEqual([]);
    ready = true;
    emoji.goOn();
    await time.pass(1_000);
    expect(asked).toEqual(['named party', 'picture id-party']);
  });

  it('are known to be deleted if their picture is missing', async () => {
    emoji.tell({ name: 'gone', ref: 'id-gone' });
    await time.pass(1_000);
    await emoji.want(['gone']);
    await time.pass(1_000);
    expect(asked).toEqual(['picture id-gone']);
    expect(await rowOf('gone')).toMatchObject({ ref: null, bytes: null });
  });

  it('are searched while the user types, only for the last letters, and once', async () => {
    for (const part of ['p', 'pa', 'par']) emoji.find(part);
    await time.pass(1_000);
    emoji.find('par');
    await time.pass(1_000);
    expect(asked).toEqual(['like par']);
    expect(await rowOf('party')).toMatchObject({ ref: 'id-party', bytes: null });
  });

  it('come page by page, to the last, and no picture of them is read', async () => {
    for (let times = 0; times < 4; times += 1) {
      emoji.find('');
      await time.pass(1_000);
    }
    expect(asked).toEqual(['page 0', 'page 1']);
  });

  it('do not end the list if they are known from an earlier start: the next page follows by itself', async () => {
    has = new Set(['party', 'boat', 'lantern', 'buoy', 'tide']);
    for (const name of ['party', 'boat']) emoji.tell({ name, ref: `id-${name}` });
    await time.pass(1_000);
    emoji.find('');
    await time.pass(2_000);
    expect(asked).toEqual(['page 0', 'page 1']);
    expect(await rowOf('buoy')).toMatchObject({ ref: 'id-buoy' });
    expect(await rowOf('tide')).toBeUndefined();
  });

  it('are not searched for a text that cannot be a name', async () => {
    for (const part of ['größe', 'my word!', 'a'.repeat(65)]) {
      emoji.find(part);
      await time.pass(1_000);
    }
    expect(asked).toEqual([]);
  });

  it('are searched again if Isthmus’s own limit delayed the search', async () => {
    heldBack = 3_000;
    emoji.find('par');
    await time.pass(2_000);
    expect(asked).toEqual(['like par']);
    await time.pass(3_000);
    expect(asked).toEqual(['like par', 'like par']);
    expect(await rowOf('party')).toMatchObject({ ref: 'id-party' });
  });

  it('that are made after their name was shown get their picture at once', async () => {
    has = new Set();
    await emoji.want(['party']);
    await time.pass(1_000);
    has.add('party');
    emoji.tell({ name: 'party', ref: 'id-party' });
    await time.pass(1_000);
    expect(asked).toEqual(['named party', 'picture id-party']);
    expect((await rowOf('party'))?.bytes).not.toBeNull();
  });
});
