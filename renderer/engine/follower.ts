/**
 * A follower derives something from what the mirror stores (design, decision 15): who is whom, what is to be carried, later notices and the
 * search index. The mirror calls each follower within its own transaction, so that nothing that was stored is overlooked, whenever the
 * engine dies. The mirror knows no follower by name; `followers.ts` lists them.
 */
import type { Table } from 'dexie';
import type {
  Account,
  AccountId,
  Change,
  Conversation,
  ConversationId,
  Message,
  MessageId,
  PersonId,
  Person,
  Service,
} from '../model/index.ts';
import type { IsthmusDatabase } from '../store/index.ts';

/** Where a batch comes from. A follower can tell news from old messages that only fill the mirror. */
export type BatchSource =
  /** The service pushed it just now, or was asked for the present form of what it had just pushed. */
  | 'live'
  /** What has changed since the service was last asked, and the service's present lists. */
  | 'changes'
  /** Older messages, which fill the mirror. */
  | 'history'
  /** Results of an act of this Isthmus, and what it had to read for one. */
  | 'own';

/** The changes that the service told. */
export interface FollowedBatch {
  /** The account as it was before this batch. */
  readonly account: Account;
  readonly source: BatchSource;
  readonly changes: readonly Change[];
  /** When it came, ms on this machine's clock; null if nobody wants to know. */
  readonly heardAt: number | null;
}

/** What a batch changed in the mirror. */
export interface WrittenBatch {
  /** The messages that are new or changed, as stored. */
  readonly messages: readonly Message[];
  /** Those of them of which the mirror held no form before. */
  readonly added: ReadonlySet<MessageId>;
  /** How many of these replaced an older form. */
  readonly replaced: number;
  /** The forms that the mirror held before, by id. */
  readonly before: ReadonlyMap<MessageId, Message>;
  readonly people: readonly WrittenPerson[];
  /** Whether a conversation came, left, or changed its kind, its address or its people. */
  readonly reshaped: boolean;
  /** The conversations in which the user has read on. */
  readonly read: ReadonlySet<ConversationId>;
}

export interface WrittenPerson {
  /** Null for somebody who was not in the mirror. */
  readonly before: Person | null;
  readonly now: Person;
}

export interface Followed {
  readonly news: readonly MirrorNews[];
  /**
   * Conversations whose unread messages have to be counted again, because some of them are now known to be on the other side of a link too.
   */
  readonly recount: readonly ConversationId[];
}

/** What is to be done after the transaction. It is said once, when all of the transaction is stored. */
export type MirrorNews =
  /** The account's mirror is up to date. This is said each time that it is checked. */
  | { readonly kind: 'current'; readonly account: AccountId; readonly service: Service }
  /** The database refused to store for want of room. */
  | { readonly kind: 'disk-full' }
  /** Somebody else types. */
  | {
      readonly kind: 'typing';
      readonly account: AccountId;
      readonly conversationId: ConversationId;
      readonly threadId: MessageId | '';
      readonly personId: PersonId;
    }
  /** A register of the author lease was written in this direct channel. */
  | {
      readonly kind: 'register-written';
      readonly account: AccountId;
      readonly conversationId: ConversationId;
    }
  /** A service says something to this user alone. It is no message of the mirror. */
  | { readonly kind: 'only-for-user'; readonly message: Message }
  /** The user may have chosen on another computer what is carried. */
  | { readonly kind: 'choices-stale' }
  /** Conversations came, left, or changed their kind, their address or their people. */
  | { readonly kind: 'conversations-reshaped' }
  /** The user's computer that carried has given that up. */
  | { readonly kind: 'lease-free' }
  /** New messages came about which the user may have to be told. */
  | { readonly kind: 'notices-pending' }
  /** These the user was told of, and they have changed since. */
  | { readonly kind: 'notices-changed'; readonly messages: ReadonlySet<MessageId> }
  /** Messages came into the outbox. */
  | { readonly kind: 'outbox-filled' }
  /** Messages came or changed in these linked conversations, by these people. */
  | { readonly kind: 'linked-moved'; readonly authors: ReadonlyMap<ConversationId, ReadonlySet<PersonId>> }
  /** People have disconnected, and a relay has to look at what they wrote shortly before. */
  | { readonly kind: 'authors-left'; readonly account: AccountId }
  /** Who is whom has changed. */
  | { readonly kind: 'people-changed' }
  /** What decides which conversations are linked may have changed. */
  | { readonly kind: 'links-touched' }
  /** Conversations in which the user has read on, or which got a message that may have been read on the other side of a link already. */
  | { readonly kind: 'read-moved'; readonly where: ReadonlySet<ConversationId> };

/** A follower keeps nothing in memory: its tables hold all it knows. It rejects only when the database refuses. */
export interface Follower {
  /** What `follow`, `countedElsewhere` and `forgetConversation` read and write. */
  tables(database: IsthmusDatabase): readonly Table[];
  /** Called within the transaction that stores a batch, before unread messages are counted. */
  follow(database: IsthmusDatabase, batch: FollowedBatch, written: WrittenBatch): Promise<Followed>;
  /** Which of these unread messages count in another conversation and not in this one. Called within that transaction, after `follow`. */
  countedElsewhere(
    database: IsthmusDatabase,
    conversation: Conversation,
    unread: readonly Message[],
  ): Promise<ReadonlySet<MessageId>>;
  /** Conversations of a service that are to be kept current even if nobody looks at them. Rejects when the database refuses. */
  keptCurrent(database: IsthmusDatabase, service: Service): Promise<readonly ConversationId[]>;
  /** Called within the transaction in which a conversation leaves the mirror. */
  forgetConversation(database: IsthmusDatabase, id: ConversationId): Promise<void>;
  /**
   * An account was signed out. Called after its people have left the mirror and before everything else of it leaves, and again after an
   * interruption.
   */
  forgetAccount(database: IsthmusDatabase, id: AccountId): Promise<void>;
}
