/** Rows of notices: new messages to decide about, the outcomes, and the user's choices. */
import type {
  AccountId,
  ConversationId,
  MessageId,
  OwnSettingKind,
  QuietHours,
  Service,
} from '../model/index.ts';

/** A new message for which the engine has not decided yet whether the user is told. */
export interface PendingNoticeRow {
  readonly messageId: MessageId;
  readonly accountId: AccountId;
  readonly conversationId: ConversationId;
  /** How it arrived: the service pushed it, or the engine asked for it. */
  readonly source: 'live' | 'changes';
}

/** Why the user was not told of a message. */
export type SuppressedReason =
  /** It is not new: it fills the mirror, or an act of this Isthmus made it. */
  | 'not-new'
  /** The user wrote it. */
  | 'own'
  /** Nobody wrote it: a person joined, renamed or called. */
  | 'system'
  | 'deleted'
  /** Rules of the organisation hide it. */
  | 'blocked'
  /** It or its conversation has left the mirror. */
  | 'gone'
  /** It is a copy of another message, and the user is told of that one. */
  | 'copy'
  /** The user was told of its copy before it arrived. */
  | 'told-as-copy'
  /** It was read already, on one of its sides. */
  | 'read'
  /** Its conversation is on the screen, and the window has the focus. */
  | 'in-view'
  | 'muted'
  /** The user wants to be told of mentions only there. */
  | 'mentions-only'
  /** The user wants to be told of nothing there. */
  | 'nothing-wanted'
  | 'quiet-hours'
  /** The user's presence on a service is "do not disturb". */
  | 'do-not-disturb'
  /** The user has paused notifications for a time. */
  | 'paused';

/** Why a notification was not shown although it should have been. */
export type NoticeFailure =
  /** This system cannot show notifications. */
  | 'not-supported'
  /** The system refused it. */
  | 'refused'
  /** Main did not answer. */
  | 'no-answer'
  /** Isthmus ended while it was being shown. It is not shown again, because the user may have seen it. */
  | 'interrupted';

/** The outcome for a new message. `handed`: it is being shown. */
export type NoticeOutcome =
  | { readonly kind: 'handed'; readonly as: 'message' | 'summary' }
  | { readonly kind: 'shown'; readonly as: 'message' | 'summary' }
  | { readonly kind: 'suppressed'; readonly reason: SuppressedReason }
  | { readonly kind: 'failed'; readonly reason: NoticeFailure };

/** One of the latest outcomes, for people who want to check them. */
export interface NoticeOutcomeRow {
  readonly messageId: MessageId;
  readonly accountId: AccountId;
  readonly conversationId: ConversationId;
  /** The message's creation, ms. */
  readonly createdAt: number;
  /** When it was decided, ms on this machine's clock. */
  readonly at: number;
  readonly outcome: NoticeOutcome;
}

/** How often an outcome occurred since this database was made. */
export interface NoticeCountRow {
  readonly outcome: 'shown' | 'suppressed' | 'failed';
  /** The reason; for a shown notification, its form. */
  readonly reason: SuppressedReason | NoticeFailure | 'message' | 'summary';
  readonly count: number;
}

/** The user's choices for all conversations; one row. */
export interface NoticeSettingsRow {
  readonly key: 'all';
  /** Words and phrases that count as a mention of the user, as they typed them (`tidyKeywords`). */
  readonly keywords: readonly string[];
  /** Null: never. */
  readonly quiet: QuietHours | null;
  /** Whether messages in threads in which the user takes part count as a mention of them. */
  readonly followsThreads: boolean;
  /** On which services the user's do-not-disturb holds here, too. */
  readonly followsDoNotDisturb: Readonly<Record<Service, boolean>>;
  /** When each was chosen, ms (`DatedSetting`); what was never chosen is absent. */
  readonly changedAt: Readonly<Partial<Record<OwnSettingKind, number>>>;
}

/** A change of these: what is left out stays as it is. */
export type NoticeSettingsChange = Partial<
  Pick<NoticeSettingsRow, 'keywords' | 'quiet' | 'followsThreads'> & {
    readonly followsDoNotDisturb: Partial<NoticeSettingsRow['followsDoNotDisturb']>;
  }
>;
