/** Reads and writes roots that are not in the mirror yet, although replies to them are. */
import type { ConversationId, MessageId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { MissingRootRow } from '../rows.ts';
import { deleteRows, putRows } from '../many-rows.ts';

export const readMissingRoots = (
  { missingRoots }: IsthmusDatabase,
  conversation: ConversationId,
): Promise<MessageId[]> => missingRoots.where('conversationId').equals(conversation).primaryKeys();

export const writeMissingRoots = async (
  { missingRoots }: IsthmusDatabase,
  rows: readonly MissingRootRow[],
): Promise<void> => {
  await putRows(missingRoots, rows);
};

/** Removes the rows of roots that have arrived. */
export const removeMissingRoots = async (
  { missingRoots }: IsthmusDatabase,
  ids: readonly MessageId[],
): Promise<void> => {
  await deleteRows(missingRoots, ids);
};

/** Removes the rows of a conversation that leaves the mirror. */
export const removeMissingRootsOf = async (
  { missingRoots }: IsthmusDatabase,
  conversation: ConversationId,
): Promise<void> => {
  await missingRoots.where('conversationId').equals(conversation).delete();
};
