/** The row of a choice for a conversation. */
import type { AccountId, ConversationId, DatedChoice } from '../model/index.ts';

/** One choice for one conversation: the latest of its kind, in one row. */
export type OwnChoiceRow = DatedChoice & {
  readonly conversationId: ConversationId;
  readonly accountId: AccountId;
};
