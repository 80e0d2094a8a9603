/** Conversations and accounts leave the mirror with everything in them. */
import type { AccountId, ConversationId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import { readConversationIdsOf } from './conversations.ts';
import { removeMessagesOf } from './messages.ts';
import { removeMissingRootsOf } from './missing-roots.ts';

/** All that is in a conversation, and what is kept of it, but not its own row. Runs within the transaction in which it leaves. */
export const removeConversationContents = async (
  database: IsthmusDatabase,
  id: ConversationId,
): Promise<void> => {
  await removeMessagesOf(database, id);
  await removeMissingRootsOf(database, id);
  await database.members.delete(id);
  await database.cursors.delete(id);
  await database.setbacks.where('of').equals(id).delete();
};

/** A conversation's own row. Runs within the transaction in which it leaves. */
export const removeConversationRow = (
  { conversations }: IsthmusDatabase,
  id: ConversationId,
): Promise<void> => conversations.delete(id);

/**
 * What is left of an account, in transactions of its own; its own row goes last. Resumable: what is left after an interruption goes the
 * next time.
 */
export const removeAccountRows = async (database: IsthmusDatabase, id: AccountId): Promise<void> => {
  for (const conversationId of await readConversationIdsOf(database, id))
    // Conversation by conversation, so that no transaction grows with the mirror.
    await database.transaction('rw', database.messages, database.conversations, async () => {
      await removeMessagesOf(database, conversationId);
      await removeConversationRow(database, conversationId);
    });
  const tables = [
    database.presences,
    database.missingRoots,
    database.teams,
    database.members,
    database.readPlaces,
    database.cursors,
    database.pictures,
    database.discards,
    database.intents,
    database.drafts,
    database.draftFiles,
    database.setbacks,
  ];
  await database.transaction('rw', [...tables, database.accounts], async () => {
    for (const table of tables) await table.where('accountId').equals(id).delete();
    await database.accounts.delete(id);
  });
};
