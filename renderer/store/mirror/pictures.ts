/** Reads and writes small pictures, which are kept for reading off-line. */
import type { FileId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';
import type { PictureRow } from '../rows.ts';

/** Whether a picture is stored. Its bytes are not read. */
export const hasPictureRow = async ({ pictures }: Reads<'pictures'>, id: FileId): Promise<boolean> =>
  (await pictures.where('fileId').equals(id).count()) > 0;

export const readPictureRow = (
  { pictures }: Reads<'pictures'>,
  id: FileId,
): Promise<PictureRow | undefined> => pictures.get(id);

/** Stores a picture. Rejects if the disk is full. */
export const writePictureRow = async ({ pictures }: IsthmusDatabase, row: PictureRow): Promise<void> => {
  await pictures.put(row);
};
