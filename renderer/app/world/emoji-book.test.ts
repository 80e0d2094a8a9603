import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { account } from '../../../test/support/rows.ts';
import type { AccountId } from '../../model/index.ts';
import {
  customEmojiKey,
  IsthmusDatabase,
  writeCustomEmojiPicture,
  writeCustomEmojiTold,
} from '../../store/index.ts';
import { Queries } from '../queries/queries.ts';
import { realTime } from '../queries/testing/time.ts';
import { EmojiBook } from './emoji-book.ts';

/** The page's. */
let ours: IsthmusDatabase;
/** The engine's. */
let database: IsthmusDatabase;
let queries: Queries;
let wanted: string[];
let dropped: string[];
let book: EmojiBook;
let now: number;
beforeEach(async () => {
  const disk = { indexedDB: new IDBFactory(), IDBKeyRange };
  database = new IsthmusDatabase(disk);
  ours = new IsthmusDatabase(disk);
  queries = new Queries(ours, realTime);
  await database.open();
  await ours.open();
  wanted = [];
  dropped = [];
  now = 1_000;
  let made = 0;
  book = new EmojiBook({
    queries,
    want: (accountId, names) => {
      wanted.push(`${accountId}: ${names.join(' ')}`);
      return Promise.resolve();
    },
    now: () => now,
    most: 2,
    after: (_ms, call) => queueMicrotask(call),
    makeUrl: () => `blob:${(made += 1)}`,
    dropUrl: (url) => dropped.push(url),
    failed: (error) => {
      throw error;
    },
  });
});
afterEach(() => {
  queries.close();
  ours.close();
  database.close();
});

const keep = async (name: string, accountId: AccountId = account) => {
  await writeCustomEmojiTold(database, accountId, [{ name, ref: name }], 900);
  const row = { id: customEmojiKey(accountId, name), ref: name };
  await writeCustomEmojiPicture(database, row, new Blob(['png']), 900);
};
const url = (name: string, accountId: AccountId = account) => book.urlOf(accountId, name);

describe('custom emoji on the screen', () => {
  it('are shown if they are stored; missing ones are requested once, together', async () => {
    await keep('party');
    for (const name of ['party', 'boat', 'anchor', 'boat']) book.show(account, name);
    await vi.waitFor(() => expect(url('party')).toBe('blob:1'));
    expect(url('boat')).toBeNull();
    expect(wanted).toEqual([`${account}: anchor boat`]);
  });

  it('are shown when the engine has stored them, and listeners are called', async () => {
    const heard = vi.fn();
    book.subscribe(heard);
    book.show(account, 'boat');
    await vi.waitFor(() => expect(wanted).toHaveLength(1));
    await keep('boat');
    await vi.waitFor(() => expect(url('boat')).toBe('blob:1'));
    expect(heard).toHaveBeenCalled();
  });

  it('are those of the message’s account', async () => {
    const other = 'm-other' as AccountId;
    await keep('party', other);
    book.show(account, 'party');
    book.show(other, 'party');
    await vi.waitFor(() => expect(url('party', other)).not.toBeNull());
    expect(url('party')).toBeNull();
    expect(wanted).toEqual([`${account}: party`]);
  });

  it('lose their picture when the server has removed them, and its blob address is revoked', async () => {
    await keep('party');
    book.show(account, 'party');
    await vi.waitFor(() => expect(url('party')).toBe('blob:1'));
    await writeCustomEmojiTold(database, account, [{ name: 'party', ref: null }], 950);
    await vi.waitFor(() => expect(url('party')).toBeNull());
    expect(dropped).toEqual(['blob:1']);
  });

  it('are dropped first if they are not on the screen, and never while they are on it', async () => {
    for (const name of ['a', 'b', 'c']) await keep(name);
    book.show(account, 'a');
    const leave = book.show(account, 'b');
    await vi.waitFor(() => expect(url('b')).not.toBeNull());
    leave();
    book.show(account, 'c');
    await vi.waitFor(() => expect(url('c')).not.toBeNull());
    expect([url('a') !== null, url('b')]).toEqual([true, null]);
  });

  it('are requested again after an hour if a request did not bring them', async () => {
    book.show(account, 'a');
    await vi.waitFor(() => expect(wanted).toHaveLength(1));
    now += 60 * 60_000;
    book.show(account, 'b');
    await vi.waitFor(() => expect(wanted.at(-1)).toBe(`${account}: a b`));
  });
});
