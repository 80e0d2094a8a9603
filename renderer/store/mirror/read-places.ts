/** Keeps how far the user had read in conversations that have left the mirror, because they may come back. */
import type { ConversationId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { ReadPlaceRow } from '../rows.ts';

export const readPlaceRow = (
  { readPlaces }: IsthmusDatabase,
  id: ConversationId,
): Promise<ReadPlaceRow | undefined> => readPlaces.get(id);

/** Stores the row of a conversation that leaves the mirror. */
export const keepPlaceRow = async ({ readPlaces }: IsthmusDatabase, row: ReadPlaceRow): Promise<void> => {
  await readPlaces.put(row);
};

/** Removes the row of a conversation that has come back. Its own row has the read state again. */
export const forgetPlaceRow = ({ readPlaces }: IsthmusDatabase, id: ConversationId): Promise<void> =>
  readPlaces.delete(id);
