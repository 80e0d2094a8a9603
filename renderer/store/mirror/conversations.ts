/** Reads and writes conversations, with the values that are derived from their messages. */
import type { AccountId, Conversation, ConversationId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';
import { getRows, putRows } from '../many-rows.ts';

export const readConversationRow = (
  { conversations }: Reads<'conversations'>,
  id: ConversationId,
): Promise<Conversation | undefined> => conversations.get(id);

/** These conversations, in their order; undefined for those that are not in the mirror. */
export const readConversationRows = (
  { conversations }: Reads<'conversations'>,
  ids: readonly ConversationId[],
): Promise<(Conversation | undefined)[]> => getRows(conversations, ids);

/** All conversations of all accounts. */
export const readAllConversations = ({ conversations }: Reads<'conversations'>): Promise<Conversation[]> =>
  conversations.toArray();

/** All conversations of an account. */
export const readConversationRowsOf = (
  { conversations }: Reads<'conversations'>,
  account: AccountId,
): Promise<Conversation[]> => conversations.where('accountId').equals(account).toArray();

/** The ids of all conversations of an account. */
export const readConversationIdsOf = (
  { conversations }: Reads<'conversations'>,
  account: AccountId,
): Promise<ConversationId[]> => conversations.where('accountId').equals(account).primaryKeys();

export const writeConversationRows = async (
  { conversations }: IsthmusDatabase,
  rows: readonly Conversation[],
): Promise<void> => {
  await putRows(conversations, rows);
};
