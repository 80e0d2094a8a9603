/** What a connector tells the engine, whether it was pulled or arrived by itself. Applying one twice changes nothing. */
import type { ConversationFacts, Membership, Team } from './conversation.ts';
import type { ConversationId, MessageId, PersonId, TeamId } from './ids.ts';
import type { Deleter, Message } from './message.ts';
import type { Person, Presence } from './person.ts';

export type Change =
  | { readonly kind: 'message'; readonly message: Message }
  /** The service says that it is gone and no longer serves it: what is in the mirror becomes a tombstone. */
  | {
      readonly kind: 'message-gone';
      readonly id: MessageId;
      readonly conversationId: ConversationId;
      readonly at: number;
      /** Who deleted it; absent where the service does not tell. */
      readonly by?: Deleter;
    }
  | { readonly kind: 'conversation'; readonly conversation: ConversationFacts }
  /** The user no longer sees it (left, removed, deleted): it leaves the mirror with its messages. */
  | { readonly kind: 'conversation-gone'; readonly id: ConversationId }
  | { readonly kind: 'members'; readonly membership: Membership }
  | { readonly kind: 'read'; readonly conversationId: ConversationId; readonly readAt: number }
  | { readonly kind: 'team'; readonly team: Team }
  | { readonly kind: 'team-gone'; readonly id: TeamId }
  | { readonly kind: 'person'; readonly person: Person }
  /** What a message of this time (ms) calls somebody: it counts where nobody else names them. */
  | { readonly kind: 'name'; readonly personId: PersonId; readonly name: string; readonly at: number }
  | { readonly kind: 'presence'; readonly personId: PersonId; readonly presence: Presence }
  /** Something that came in and was not used, and why; only counted. */
  | { readonly kind: 'discarded'; readonly reason: DiscardReason };

/** Every reason to put something aside, each with a counter in the mirror (design, decision 6). */
export type DiscardReason =
  | 'malformed-message'
  | 'malformed-conversation'
  | 'unknown-conversation-type'
  | 'malformed-person'
  | 'malformed-event'
  | 'malformed-date'
  | 'unknown-event'
  | 'unknown-message-type'
  | 'edit-history-copy'
  | 'ephemeral-message'
  | 'event-for-unknown-conversation'
  | 'older-than-stored'
  | 'forbidden-conversation'
  | 'changes-refused'
  | 'image-unavailable'
  | 'beyond-depth';

/** Whether an answer tells the present form of a message, or that it is gone. */
export const speaksOf = (changes: readonly Change[], id: MessageId): boolean =>
  changes.some(
    (change) =>
      (change.kind === 'message' && change.message.id === id) ||
      (change.kind === 'message-gone' && change.id === id),
  );
