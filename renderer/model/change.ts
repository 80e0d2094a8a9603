/** What a connector tells the engine, from an answer or from an event. A change that is applied twice changes nothing more. */
import type { ConversationFacts, Membership, Team } from './conversation.ts';
import type { ConversationId, MessageId, PersonId, TeamId } from './ids.ts';
import type { Deleter, Message } from './message.ts';
import type { ServiceChoice } from './own-choice.ts';
import type { Person, Presence } from './person.ts';

export type Change =
  | { readonly kind: 'message'; readonly message: Message }
  /** The service says that the message is deleted, and no longer serves it. Its row becomes a tombstone. */
  | {
      readonly kind: 'message-gone';
      readonly id: MessageId;
      readonly conversationId: ConversationId;
      readonly at: number;
      /** Who deleted it; absent if the service does not tell. */
      readonly by?: Deleter;
    }
  | { readonly kind: 'conversation'; readonly conversation: ConversationFacts }
  /** The user no longer sees the conversation (left, removed, deleted). It is removed from the mirror with its messages. */
  | { readonly kind: 'conversation-gone'; readonly id: ConversationId }
  | { readonly kind: 'members'; readonly membership: Membership }
  | { readonly kind: 'read'; readonly conversationId: ConversationId; readonly readAt: number }
  /** The user has chosen something of this conversation that its service keeps. */
  | { readonly kind: 'chosen'; readonly conversationId: ConversationId; readonly choice: ServiceChoice }
  | { readonly kind: 'team'; readonly team: Team }
  | { readonly kind: 'team-gone'; readonly id: TeamId }
  | { readonly kind: 'person'; readonly person: Person }
  /** The name that a message gives to somebody; `at`: when it was written, ms. It counts if the directory has no name for them. */
  | { readonly kind: 'name'; readonly personId: PersonId; readonly name: string; readonly at: number }
  | { readonly kind: 'presence'; readonly personId: PersonId; readonly presence: Presence }
  /** Something that came in and is not used, with the reason. It is only counted. */
  | { readonly kind: 'discarded'; readonly reason: DiscardReason };

/** All reasons why something that came in is not used. The mirror has a counter for each (design, decision 6). */
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
  | 'author-register'
  | 'asked-too-often'
  | 'ephemeral-message'
  | 'event-for-unknown-conversation'
  | 'older-than-stored'
  | 'forbidden-conversation'
  | 'changes-refused'
  | 'image-unavailable'
  | 'beyond-depth';

/** Whether these changes tell the present form of this message, or that it is deleted. */
export const speaksOf = (changes: readonly Change[], id: MessageId): boolean =>
  changes.some(
    (change) =>
      (change.kind === 'message' && change.message.id === id) ||
      (change.kind === 'message-gone' && change.id === id),
  );
