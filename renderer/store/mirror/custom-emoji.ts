/** Custom emoji of Mattermost servers: which names there are, and the pictures of those that were shown. */
import type { AccountId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';
import type { CustomEmojiKey, CustomEmojiRow } from '../rows.ts';

/** More pictures are not kept: those that were read longest ago go. About 20 kB each. */
const mostPictures = 1_000;
/** So many go at once, so that not every new one has to make room. */
const madeRoomFor = 50;

/** A server does not tell that an emoji was deleted, so a name is asked for again after this, ms. */
const nameAge = 7 * 24 * 60 * 60_000;
/** A name that the server did not have may have been taken while nobody listened, ms. */
const unknownAge = 24 * 60 * 60_000;
/** A picture that could not be had is asked for again after this, ms. */
const pictureAge = 3 * 24 * 60 * 60_000;

/** The key of a name (without colons) in an account: two accounts never share an emoji. */
export const customEmojiKey = (accountId: AccountId, name: string): CustomEmojiKey => `${accountId}|${name}`;

/** Whether the server is to be asked for this name. `now` is this machine's clock, ms. */
export const isEmojiNameDue = (
  row: Pick<CustomEmojiRow, 'ref' | 'toldAt'> | undefined,
  now: number,
): boolean => row === undefined || now - row.toldAt > (row.ref === null ? unknownAge : nameAge);

/** Whether the picture of a known emoji is to be read. `now` is this machine's clock, ms. */
export const isEmojiPictureDue = (
  { ref, bytes, picturedAt }: Pick<CustomEmojiRow, 'ref' | 'bytes' | 'picturedAt'>,
  now: number,
): boolean => ref !== null && bytes === null && (picturedAt === 0 || now - picturedAt > pictureAge);

/** The rows of these keys; names that were never asked for are left out. */
export const readCustomEmoji = async (
  { customEmoji }: Reads<'customEmoji'>,
  keys: readonly CustomEmojiKey[],
): Promise<Map<CustomEmojiKey, CustomEmojiRow>> => {
  const rows = await customEmoji.bulkGet([...keys]);
  return new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : [])));
};

/** Names of an account's emoji that begin with `part` (lower case), in their order, `most` at most. */
export const readEmojiNamesBeginning = async (
  { customEmoji }: Reads<'customEmoji'>,
  accountId: AccountId,
  part: string,
  most: number,
): Promise<readonly string[]> => {
  const rows = await customEmoji
    .where('[accountId+name]')
    .between([accountId, part], [accountId, `${part}\uffff`])
    .filter(({ ref }) => ref !== null)
    .limit(most)
    .toArray();
  return rows.map(({ name }) => name);
};

/** Names of an account's emoji that hold `part` (lower case), in their order, `most` at most. */
export const readEmojiNamesHolding = async (
  { customEmoji }: Reads<'customEmoji'>,
  accountId: AccountId,
  part: string,
  most: number,
): Promise<readonly string[]> => {
  const rows = await customEmoji
    .where('[accountId+name]')
    .between([accountId, ''], [accountId, '\uffff'])
    .filter(({ ref, name }) => ref !== null && name.includes(part))
    .limit(most)
    .toArray();
  return rows.map(({ name }) => name);
};

/** What a server told of names: its own id of each, or null where it has none. A picture stays as long as the id is the same. */
export const writeCustomEmojiTold = (
  database: IsthmusDatabase,
  accountId: AccountId,
  told: readonly Pick<CustomEmojiRow, 'name' | 'ref'>[],
  toldAt: number,
): Promise<void> =>
  database.transaction('rw', database.customEmoji, async () => {
    const keys = told.map(({ name }) => customEmojiKey(accountId, name));
    const before = await database.customEmoji.bulkGet(keys);
    await database.customEmoji.bulkPut(
      told.map(({ name, ref }, at) => {
        const known = before[at];
        const picture =
          known?.ref === ref
            ? { bytes: known.bytes, picturedAt: known.picturedAt }
            : { bytes: null, picturedAt: 0 };
        return { id: customEmojiKey(accountId, name), accountId, name, ref, toldAt, ...picture };
      }),
    );
  });

/** Keeps the picture of an emoji, or that it cannot be had. Does nothing if the name means another emoji by now. */
export const writeCustomEmojiPicture = (
  database: IsthmusDatabase,
  { id, ref }: Pick<CustomEmojiRow, 'id' | 'ref'>,
  bytes: Blob | null,
  picturedAt: number,
  most: number = mostPictures,
): Promise<void> =>
  database.transaction('rw', database.customEmoji, async () => {
    const row = await database.customEmoji.get(id);
    if (row?.ref !== ref) return;
    await database.customEmoji.put({ ...row, bytes, picturedAt });
    const pictured = database.customEmoji.where('picturedAt').above(0);
    const excess = (await pictured.count()) - most;
    if (excess <= 0) return;
    const oldest = await pictured.limit(excess + Math.min(madeRoomFor, most >> 1)).toArray();
    await database.customEmoji.bulkPut(
      oldest.filter((one) => one.id !== id).map((one) => ({ ...one, bytes: null, picturedAt: 0 })),
    );
  });

/** The server has this emoji no more. */
export const forgetCustomEmoji = (
  database: IsthmusDatabase,
  { id, ref }: Pick<CustomEmojiRow, 'id' | 'ref'>,
  toldAt: number,
): Promise<void> =>
  database.transaction('rw', database.customEmoji, async () => {
    const row = await database.customEmoji.get(id);
    if (row?.ref !== ref) return;
    await database.customEmoji.put({ ...row, ref: null, toldAt, bytes: null, picturedAt: 0 });
  });
