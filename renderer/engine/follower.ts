/**
 * What follows from what the mirror stores (design, decision 15): people, carrying, later notices and the index. The mirror calls each
 * follower within its own transaction, so that nothing that was stored is ever overlooked, whenever the engine dies. It knows none of
 * them by name: the one list is `followers.ts`.
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
  Person,
  Service,
} from '../model/index.ts';
import type { IsthmusDatabase } from '../store/index.ts';

/** Where a batch comes from: what is new can be told from what is only filled in later. */
export type BatchSource =
  /** The service pushed it just now, or was asked for the present form of what it had just pushed. */
  | 'live'
  /** What has changed since the service was last asked, and its lists as they are now. */
  | 'changes'
  /** Older messages, which fill the mirror. */
  | 'history'
  /** What came of an act of this Isthmus, and what it had to read for one. */
  | 'own';

/** What was told. */
export interface FollowedBatch {
  /** As it was before this batch. */
  readonly account: Account;
  readonly source: BatchSource;
  readonly changes: readonly Change[];
}

/** What came of it in the mirror. */
export interface WrittenBatch {
  /** The messages that are new or changed, as stored. */
  readonly messages: readonly Message[];
  /** How many of them took the place of an older form. */
  readonly replaced: number;
  readonly people: readonly WrittenPerson[];
  /** Conversations came, left, or are of another kind, at another address or of other people than before. */
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
  /** Conversations whose unread messages have to be counted again: it has become known that some stand on the other side, too. */
  readonly recount: readonly ConversationId[];
}

/** What is to be done after the transaction: said once, and only when everything of it is stored. */
export type MirrorNews =
  /** The account's mirror is up to date; said each time that this is looked at. */
  | { readonly kind: 'current'; readonly account: AccountId; readonly service: Service }
  /** The database refused to store for want of room. */
  | { readonly kind: 'disk-full' }
  /** The user may have chosen anew, on another computer, what is carried. */
  | { readonly kind: 'choices-stale' }
  /** Messages came into the outbox. */
  | { readonly kind: 'outbox-filled' }
  /** Who is whom has changed. */
  | { readonly kind: 'people-changed' }
  /** What decides which conversations are linked may have changed. */
  | { readonly kind: 'links-touched' }
  /** Where the user has read on, or something came that may have been read on the other side of its link. */
  | { readonly kind: 'read-moved'; readonly where: ReadonlySet<ConversationId> };

/** A follower keeps nothing in memory: what it knows is in its tables. It rejects only for what the database refuses. */
export interface Follower {
  /** What `follow`, `countedElsewhere` and `forgetConversation` read and write. */
  tables(database: IsthmusDatabase): readonly Table[];
  /** Called within the transaction that stores a batch, before unread messages are counted. */
  follow(database: IsthmusDatabase, batch: FollowedBatch, written: WrittenBatch): Promise<Followed>;
  /** Which of these unread messages of a conversation count elsewhere, and not here. Called within that transaction, after `follow`. */
  countedElsewhere(
    database: IsthmusDatabase,
    conversation: Conversation,
    unread: readonly Message[],
  ): Promise<ReadonlySet<MessageId>>;
  /** Conversations of a service that are to be kept current though nobody looks at them; rejects for what the database refuses. */
  keptCurrent(database: IsthmusDatabase, service: Service): Promise<readonly ConversationId[]>;
  /** Called within the transaction in which a conversation leaves the mirror. */
  forgetConversation(database: IsthmusDatabase, id: ConversationId): Promise<void>;
  /** An account was signed out: called when its people have left the mirror and before all else of it does, and again after an interruption. */
  forgetAccount(database: IsthmusDatabase, id: AccountId): Promise<void>;
}
