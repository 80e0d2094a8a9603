import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account } from '../../../test/support/rows.ts';
import { type AccountId, isCustomEmojiName } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import {
  customEmojiKey,
  forgetCustomEmoji,
  isEmojiNameDue,
  isEmojiPictureDue,
  readCustomEmoji,
  readEmojiNamesBeginning,
  readEmojiNamesHolding,
  writeCustomEmojiPicture,
  writeCustomEmojiTold,
} from './custom-emoji.ts';

const day = 24 * 60 * 60_000;
const other = 'm-other' as AccountId;
const key = (name: string) => customEmojiKey(account, name);

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

const tell = (names: readonly string[], accountId = account) =>
  writeCustomEmojiTold(
    database,
    accountId,
    names.map((name) => ({ name, ref: `id-${name}` })),
    1,
  );
const rowOf = async (name: string) => (await readCustomEmoji(database, [key(name)])).get(key(name));

describe('custom emoji', () => {
  it('have names that a server accepts', () => {
    expect(['party-parrot', '+2', 'a_b', 'x'.repeat(64)].every(isCustomEmojiName)).toBe(true);
    expect(['', 'Party', 'a b', 'x'.repeat(65), 'ä', 'a|b'].some(isCustomEmojiName)).toBe(false);
  });

  it('are read again after a week, and unknown ones after a day', () => {
    expect(isEmojiNameDue(undefined, 0)).toBe(true);
    expect(isEmojiNameDue({ ref: 'a', toldAt: 0 }, 7 * day)).toBe(false);
    expect(isEmojiNameDue({ ref: 'a', toldAt: 0 }, 7 * day + 1)).toBe(true);
    expect(isEmojiNameDue({ ref: null, toldAt: 0 }, day)).toBe(false);
    expect(isEmojiNameDue({ ref: null, toldAt: 0 }, day + 1)).toBe(true);
  });

  it('need a picture if they have none, and again three days after a refusal', () => {
    const bytes = new Blob(['png']);
    expect(isEmojiPictureDue({ ref: 'a', bytes: null, picturedAt: 0 }, 1)).toBe(true);
    expect(isEmojiPictureDue({ ref: 'a', bytes: null, picturedAt: 1 }, 3 * day)).toBe(false);
    expect(isEmojiPictureDue({ ref: 'a', bytes: null, picturedAt: 1 }, 3 * day + 2)).toBe(true);
    expect(isEmojiPictureDue({ ref: 'a', bytes, picturedAt: 1 }, 9 * day)).toBe(false);
    expect(isEmojiPictureDue({ ref: null, bytes: null, picturedAt: 0 }, 9 * day)).toBe(false);
  });

  it('of two accounts are not mixed', async () => {
    await tell(['party']);
    await tell(['parrot'], other);
    expect(await readEmojiNamesBeginning(database, account, 'pa', 9)).toEqual(['party']);
    expect(await readEmojiNamesHolding(database, other, 'rr', 9)).toEqual(['parrot']);
    expect(await rowOf('parrot')).toBeUndefined();
  });

  it('are found by the beginning and by a part of their name, without deleted ones', async () => {
    await tell(['party', 'parrot', 'big-party', 'pa_gone']);
    const gone = await rowOf('pa_gone');
    if (gone) await forgetCustomEmoji(database, gone, 5);
    expect(await readEmojiNamesBeginning(database, account, 'pa', 9)).toEqual(['parrot', 'party']);
    expect(await readEmojiNamesBeginning(database, account, 'pa', 1)).toEqual(['parrot']);
    expect(await readEmojiNamesHolding(database, account, 'party', 9)).toEqual(['big-party', 'party']);
    expect(await rowOf('pa_gone')).toMatchObject({ ref: null, toldAt: 5 });
  });

  it('keep their picture as long as the name means the same emoji', async () => {
    await tell(['party']);
    const row = await rowOf('party');
    if (!row) throw new Error('no row');
    await writeCustomEmojiPicture(database, row, new Blob(['png']), 7);
    await tell(['party']);
    expect((await rowOf('party'))?.bytes).not.toBeNull();
    await writeCustomEmojiTold(database, account, [{ name: 'party', ref: 'another' }], 8);
    expect(await rowOf('party')).toMatchObject({ ref: 'another', bytes: null, picturedAt: 0 });
    // The picture of the earlier emoji comes too late.
    await writeCustomEmojiPicture(database, row, new Blob(['png']), 9);
    expect((await rowOf('party'))?.bytes).toBeNull();
  });

  it('lose the pictures that were read longest ago, and keep their names', async () => {
    await tell(['a', 'b', 'c']);
    for (const [at, name] of ['a', 'b', 'c'].entries()) {
      const row = await rowOf(name);
      if (row) await writeCustomEmojiPicture(database, row, new Blob([name]), at + 1, 2);
    }
    const kept = await Promise.all(['a', 'b', 'c'].map(async (name) => (await rowOf(name))?.bytes !== null));
    expect(kept).toEqual([false, false, true]);
    expect(await rowOf('a')).toMatchObject({ ref: 'id-a', picturedAt: 0 });
  });
});
