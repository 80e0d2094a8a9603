/** Removes conversations and accounts from the mirror, with everything in them. */
import type { AccountId, ConversationId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import { readConversationIdsOf } from './conversations.ts';
import { removeMessagesOf } from './messages.ts';
import { removeMissingRootsOf } from './missing-roots.ts';

/** Removes everything of a conversation except its own row. Call it within the transaction that removes the conversation. */
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

/** Removes a conversation's own row. Call it within the transaction that removes the conversation. */
export const removeConversationRow = (
  { conversations }: IsthmusDatabase,
  id: ConversationId,
): Promise<void> => conversations.delete(id);

/**
 * Removes what is left of an account, in transactions of its own. The account's own row is removed last. After an interruption the next call
 * removes the rest.
 */
export const removeAccountRows = async (database: IsthmusDatabase, id: AccountId): Promise<void> => {
  for (const conversationId of await readConversationIdsOf(database, id))
    // One conversation in each transaction, so that no transaction becomes too large.
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
    database.photos,
    database.customEmoji,
    database.commandLists,
    database.privateWords,
    database.discards,
    database.intents,
    database.drafts,
    database.draftFiles,
    database.setbacks,
    database.ownChoices,
  ];
  await database.transaction('rw', [...tables, database.accounts], async () => {
    for (const table of tables) await table.where('accountId').equals(id).delete();
    await database.accounts.delete(id);
  });
};
