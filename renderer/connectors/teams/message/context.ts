/** What the mapping of a message needs besides the payload. */
import type { AccountId, ConversationId, PersonId } from '../../../model/index.ts';
import type { TeamsPlace } from '../ids.ts';

export interface MessageContext {
  readonly accountId: AccountId;
  /** The user, for `mentionsMe`. */
  readonly me: PersonId;
  readonly conversationId: ConversationId;
  readonly place: TeamsPlace;
}
