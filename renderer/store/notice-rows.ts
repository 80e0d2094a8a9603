/** Rows of being told: what is to be decided, what came of it, and what the user chose. */
import type { AccountId, ConversationId, MessageId } from '../model/index.ts';

/** A new message about which it is not decided yet whether the user is told. */
export interface PendingNoticeRow {
  readonly messageId: MessageId;
  readonly accountId: AccountId;
  readonly conversationId: ConversationId;
  /** How it came: pushed, or asked for. */
  readonly source: 'live' | 'changes';
}

/** Why the user was not told of a message. */
export type SuppressedReason =
  /** It fills the mirror, or is the result of an act of this Isthmus: it is not new. */
  | 'not-new'
  /** The user wrote it. */
  | 'own'
  /** Nobody wrote it: somebody joined, renamed, called. */
  | 'system'
  | 'deleted'
  /** Rules of the organisation hide it. */
  | 'blocked'
  /** It has left the mirror, or its conversation has. */
  | 'gone'
  /** It is what another message became that is told itself. */
  | 'copy'
  /** What it became was told before it came. */
  | 'told-as-copy'
  /** It was read on one of its sides. */
  | 'read'
  /** Its conversation is on the screen, and the window has the focus. */
  | 'in-view'
  | 'muted'
  /** The user wants to be told of mentions only there. */
  | 'mentions-only'
  /** The user wants to be told of nothing there. */
  | 'nothing-wanted'
  | 'quiet-hours'
  /** The user's presence on a service says so. */
  | 'do-not-disturb'
  /** The user has paused notifications for a time. */
  | 'paused';

/** Why the user was not told although they were to be. */
export type NoticeFailure =
  /** There is nothing here that shows notifications. */
  | 'not-supported'
  /** The system did not take it. */
  | 'refused'
  /** Main did not answer. */
  | 'no-answer'
  /** Isthmus ended while it was being shown. It is not shown again: it may have been seen. */
  | 'interrupted';

/** What came of a new message. `handed`: it is being shown. */
export type NoticeOutcome =
  | { readonly kind: 'handed'; readonly as: 'message' | 'summary' }
  | { readonly kind: 'shown'; readonly as: 'message' | 'summary' }
  | { readonly kind: 'suppressed'; readonly reason: SuppressedReason }
  | { readonly kind: 'failed'; readonly reason: NoticeFailure };

/** One of the latest outcomes, to be looked at. */
export interface NoticeOutcomeRow {
  readonly messageId: MessageId;
  readonly accountId: AccountId;
  readonly conversationId: ConversationId;
  /** The message's, ms. */
  readonly createdAt: number;
  /** When it was decided, ms on this machine's clock. */
  readonly at: number;
  readonly outcome: NoticeOutcome;
}

/** How often an outcome came about, over the life of this database. */
export interface NoticeCountRow {
  readonly outcome: 'shown' | 'suppressed' | 'failed';
  /** The reason; for what was shown, as what. */
  readonly reason: SuppressedReason | NoticeFailure | 'message' | 'summary';
  readonly count: number;
}

/** What the user chose for all conversations; one row. */
export interface NoticeSettingsRow {
  readonly key: 'all';
  /** Words that count as a mention of the user, lower-cased. */
  readonly keywords: readonly string[];
  /** When nothing is told, in minutes of the local day, [from, to); over midnight where `to` is less. Null: never. */
  readonly quiet: { readonly from: number; readonly to: number } | null;
  /** Whether the user's do-not-disturb on a service holds here. */
  readonly followsDoNotDisturb: boolean;
}
