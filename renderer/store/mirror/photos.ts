/** Photos of people, small, kept for the list and beside messages. */
import type { Person, PersonId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';
import type { PhotoRow } from '../rows.ts';

/** More are not kept: those that were read longest ago go. About 10 kB each. */
const mostKept = 2_000;
/** So many go at once, so that not every new one has to make room. */
const madeRoomFor = 100;

/** Where the service does not tell that a photo has changed it is read again after this, ms. */
const photoAge = 7 * 24 * 60 * 60_000;
/** Who had none then, or whose photo was refused, may have one by now, ms. */
const noneAge = 3 * 24 * 60 * 60_000;

/** Whether a person's photo is to be read: it is not known, has changed, or may have changed. `now` is this machine's clock, ms. */
export const isPhotoDue = (
  { photoStamp }: Pick<Person, 'photoStamp'>,
  row: Pick<PhotoRow, 'bytes' | 'stamp' | 'readAt'> | undefined,
  now: number,
): boolean => {
  if (photoStamp === '') return false;
  if (!row) return true;
  if (row.stamp !== (photoStamp ?? '')) return true;
  if (row.bytes === null) return now - row.readAt > noneAge;
  return photoStamp === undefined && now - row.readAt > photoAge;
};

/** The photos of these people by id; those that were never read are left out. */
export const readPhotos = async (
  { photos }: Reads<'photos'>,
  ids: readonly PersonId[],
): Promise<Map<PersonId, PhotoRow>> => {
  const rows = await photos.bulkGet([...ids]);
  return new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : [])));
};

/** Keeps a photo, or that there is none. Rejects where the disk does not take it. */
export const writePhotoRow = async (
  database: IsthmusDatabase,
  row: PhotoRow,
  most: number = mostKept,
): Promise<void> => {
  const { photos } = database;
  await database.transaction('rw', photos, async () => {
    await photos.put(row);
    const excess = (await photos.count()) - most;
    if (excess <= 0) return;
    const oldest = await photos
      .orderBy('readAt')
      .limit(excess + Math.min(madeRoomFor, most >> 1))
      .primaryKeys();
    await photos.bulkDelete(oldest.filter((id) => id !== row.id));
  });
};
