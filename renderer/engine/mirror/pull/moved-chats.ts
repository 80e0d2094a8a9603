/** Tells which chats have moved by what is stored: the service's list names a newer message than the mirror has. */
import type { AccountId, ConversationId } from '../../../model/index.ts';
import { readConversationRowsOf, readCursorRowsOf, type IsthmusDatabase } from '../../../store/index.ts';

/**
 * Of the chats that the service's list named just now, those that have not moved. The mirror must have the newest message, and have asked for
 * changes since that was written: a message of the user's own is stored as soon as it is sent, before what others wrote shortly before it.
 */
export const readUnmovedChats = async (
  database: IsthmusDatabase,
  account: AccountId,
  listed: readonly ConversationId[],
): Promise<ReadonlySet<ConversationId>> => {
  const [rows, cursors] = await Promise.all([
    readConversationRowsOf(database, account),
    readCursorRowsOf(database, account),
  ]);
  const named = new Set(listed);
  const pulledAt = new Map(cursors.map((cursor) => [cursor.conversationId, cursor.pulledAt]));
  return new Set(
    rows
      .filter(
        ({ id, teamId, lastActivityAt, lastMessage }) =>
          named.has(id) &&
          teamId === null &&
          lastActivityAt > 0 &&
          (lastMessage?.createdAt ?? 0) >= lastActivityAt &&
          (pulledAt.get(id) ?? 0) >= lastActivityAt,
      )
      .map(({ id }) => id),
  );
};
