/** How far the user had read in conversations that have gone: they may come back. */
import type { ConversationId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { ReadPlaceRow } from '../rows.ts';

export const readPlaceRow = (
  { readPlaces }: IsthmusDatabase,
  id: ConversationId,
): Promise<ReadPlaceRow | undefined> => readPlaces.get(id);

/** The conversation leaves the mirror. */
export const keepPlaceRow = async ({ readPlaces }: IsthmusDatabase, row: ReadPlaceRow): Promise<void> => {
  await readPlaces.put(row);
};

/** The conversation is back, and says so itself. */
export const forgetPlaceRow = ({ readPlaces }: IsthmusDatabase, id: ConversationId): Promise<void> =>
  readPlaces.delete(id);
