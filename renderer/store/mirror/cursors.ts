/** Reads and writes cursors: how far each conversation has been pulled. */
import type { AccountId, ConversationId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';
import type { CursorRow } from '../rows.ts';
import { getRows } from '../many-rows.ts';

export const readCursorRow = (
  { cursors }: Reads<'cursors'>,
  id: ConversationId,
): Promise<CursorRow | undefined> => cursors.get(id);

/** The cursors of these conversations, in their order; undefined for those that have none. */
export const readCursorRows = (
  { cursors }: Reads<'cursors'>,
  ids: readonly ConversationId[],
): Promise<(CursorRow | undefined)[]> => getRows(cursors, ids);

/** All cursors of an account. */
export const readCursorRowsOf = ({ cursors }: Reads<'cursors'>, account: AccountId): Promise<CursorRow[]> =>
  cursors.where('accountId').equals(account).toArray();

/** Writes a cursor. */
export const writeCursorRow = async ({ cursors }: IsthmusDatabase, row: CursorRow): Promise<void> => {
  await cursors.put(row);
};

/** Writes a cursor in a transaction of its own. Does nothing if the conversation has left the mirror and its cursor with it. */
export const moveCursorRow = (database: IsthmusDatabase, row: CursorRow): Promise<void> =>
  database.transaction('rw', database.cursors, async () => {
    if (await database.cursors.get(row.conversationId)) await database.cursors.put(row);
  });

/**
 * Writes the first cursor of a new conversation, of which nothing has been pulled yet. A cursor that is there already stays. Call it within the
 * transaction that stores the conversation.
 */
export const startCursorRow = async (
  { cursors }: IsthmusDatabase,
  accountId: AccountId,
  conversationId: ConversationId,
): Promise<void> => {
  if (await cursors.get(conversationId)) return;
  await cursors.put({
    conversationId,
    accountId,
    history: { kind: 'unstarted' },
    changes: null,
    pulledAt: 0,
  });
};

/**
 * Notes that a message was stored alone which is newer than the pulled ones. Messages before it may be missing until changes are pulled to
 * the end. Call it within the transaction that stores it.
 */
export const openGap = async ({ cursors }: IsthmusDatabase, id: ConversationId): Promise<void> => {
  const row = await cursors.get(id);
  if (row && row.changes !== null) await cursors.put({ ...row, walking: true });
};
