/** Tells which chats have moved by what is stored: the service's list names a newer message than the mirror has. */
import type { AccountId, ConversationId } from '../../../model/index.ts';
import { readConversationRowsOf, type IsthmusDatabase } from '../../../store/index.ts';

/** Of the chats of an account: those that have not moved. What the service's list does not tell is not among them. */
export const readUnmovedChats = async (
  database: IsthmusDatabase,
  account: AccountId,
): Promise<ReadonlySet<ConversationId>> => {
  const rows = await readConversationRowsOf(database, account);
  return new Set(
    rows
      .filter(
        ({ teamId, lastActivityAt, lastMessage }) =>
          teamId === null && lastActivityAt > 0 && (lastMessage?.createdAt ?? 0) >= lastActivityAt,
      )
      .map(({ id }) => id),
  );
};
