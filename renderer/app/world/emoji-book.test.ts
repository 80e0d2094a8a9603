import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { account } from '../../../test/support/rows.ts';
import type { AccountId } from '../../model/index.ts';
import { customEmojiKey, writeCustomEmojiPicture, writeCustomEmojiTold } from '../../store/index.ts';
import { EmojiBook } from './emoji-book.ts';
import { BookSetting } from './testing/book-setting.ts';

let setting: BookSetting<string>;
let book: EmojiBook;
beforeEach(async () => {
  setting = await BookSetting.open<string>(2);
  book = new EmojiBook(setting.options);
});
afterEach(() => setting.close());

const keep = async (name: string, accountId: AccountId = account) => {
  await writeCustomEmojiTold(setting.database, accountId, [{ name, ref: name }], 900);
  const row = { id: customEmojiKey(accountId, name), ref: name };
  await writeCustomEmojiPicture(setting.database, row, new Blob(['png']), 900);
};
const url = (name: string, accountId: AccountId = account) => book.urlOf(accountId, name);

describe('custom emoji on the screen', () => {
  it('are shown if they are stored; missing ones are requested once, together', async () => {
    await keep('party');
    for (const name of ['party', 'boat', 'anchor', 'boat']) book.show(account, name);
    await vi.waitFor(() => expect(url('party')).toBe('blob:1'));
    expect(url('boat')).toBeNull();
    expect(setting.wanted).toEqual([`${account}: anchor boat`]);
  });

  it('are shown when the engine has stored them, and listeners are called', async () => {
    const heard = vi.fn();
    book.subscribe(heard);
    book.show(account, 'boat');
    await vi.waitFor(() => expect(setting.wanted).toHaveLength(1));
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
    expect(setting.wanted).toEqual([`${account}: party`]);
  });

  it('lose their picture when the server has removed them, and its blob address is revoked', async () => {
    await keep('party');
    book.show(account, 'party');
    await vi.waitFor(() => expect(url('party')).toBe('blob:1'));
    await writeCustomEmojiTold(setting.database, account, [{ name: 'party', ref: null }], 950);
    await vi.waitFor(() => expect(url('party')).toBeNull());
    expect(setting.dropped).toEqual(['blob:1']);
  });

  it('are setting.dropped first if they are not on the screen, and never while they are on it', async () => {
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
    await vi.waitFor(() => expect(setting.wanted).toHaveLength(1));
    setting.now += 60 * 60_000;
    book.show(account, 'b');
    await vi.waitFor(() => expect(setting.wanted.at(-1)).toBe(`${account}: a b`));
  });
});
