/** Rows that only the store knows; everything else in the database is a model type. */
import type {
  AccountId,
  CarryKey,
  ConversationId,
  DiscardReason,
  FileId,
  MessageId,
  NoticeLevel,
  PersonId,
  Presence,
  SetbackKind,
  SetbackReason,
} from '../model/index.ts';
import type { WrittenFile, WrittenReaction, WrittenText } from './attempt-rows.ts';

/** How far one conversation has been pulled. Positions and cursors are the connector's own words, opaque here. */
export interface CursorRow {
  readonly conversationId: ConversationId;
  readonly accountId: AccountId;
  readonly history: HistoryCursor;
  /** From where `changes` goes on; null while no first page has been read. */
  readonly changes: string | null;
  /** When changes were last pulled to the end, on this machine's clock, ms; only for pacing. */
  readonly pulledAt: number;
  /** More pages of changes follow: they come newest first, so what is stored has a gap before it. Absent is no. */
  readonly walking?: boolean;
}

export type HistoryCursor =
  | { readonly kind: 'unstarted' }
  /** The next older page starts at `position`. `oldest` is the smallest createdAt read so far (ms), for the depth limit. */
  | { readonly kind: 'partial'; readonly position: string; readonly oldest: number }
  | { readonly kind: 'complete' }
  /** Ended at the configured depth; older messages stay on the service. */
  | { readonly kind: 'limited'; readonly position: string; readonly oldest: number };

/** How far the user had read in a conversation that has gone, where Isthmus alone keeps it: it may come back. */
export interface ReadPlaceRow {
  readonly conversationId: ConversationId;
  readonly accountId: AccountId;
  /** As a conversation's own, ms. */
  readonly readAt: number;
}

/** Whether somebody is at work, of those whom the engine asks about; nobody else has a row. */
export interface PresenceRow {
  readonly id: PersonId;
  readonly accountId: AccountId;
  readonly presence: Presence;
}

/** A root that replies answer and the mirror does not hold: when it comes, its replies are there already. */
export interface MissingRootRow {
  readonly id: MessageId;
  readonly accountId: AccountId;
  readonly conversationId: ConversationId;
}

/** A counted reason to put something aside; one row per account and reason. */
export interface DiscardRow {
  readonly accountId: AccountId;
  readonly reason: DiscardReason;
  readonly count: number;
}

/** Something that has failed again and again by itself; gone when it works again. What fails once or twice has no row. */
export interface SetbackRow {
  readonly accountId: AccountId;
  readonly what: SetbackKind;
  /** The conversation, person, message or file that it is about; '' for a question about all of them. */
  readonly of: string;
  readonly reason: SetbackReason;
  /** The answer's HTTP status; null where there was none, or it says nothing. */
  readonly status: number | null;
  /** How often in a row. */
  readonly failures: number;
  /** When it failed first, ms on this machine's clock. */
  readonly since: number;
  /** It is not asked again before this, ms on this machine's clock. */
  readonly until: number;
}

/** A cached small picture. */
export interface PictureRow {
  readonly fileId: FileId;
  readonly accountId: AccountId;
  readonly bytes: Blob;
  readonly storedAt: number;
}

/** What the user looks at: one row, written by the app page, read by the engine to decide what to pull first. */
export interface AttentionRow {
  readonly key: 'app';
  readonly conversationId: ConversationId | null;
  readonly focused: boolean;
  /** The user scrolled to the oldest stored message: more history is wanted now. */
  readonly wantsOlder: boolean;
  readonly at: number;
}

/** Intents: what the user wants done. Written by the app page, carried out and removed by the engine. */
export type IntentRow =
  /** Show this picture: the engine fetches it into `pictures`. */
  | (IntentBase & { readonly kind: 'picture'; readonly fileId: FileId; readonly messageId: MessageId })
  /** The user has seen this conversation up to `readAt` (createdAt of the newest message seen, ms). */
  | (IntentBase & { readonly kind: 'read'; readonly readAt: number })
  /** Link this Mattermost conversation with a Teams one. Stays with its failure until the user has seen it. */
  | (IntentBase & {
      readonly kind: 'link';
      readonly teams: ConversationId;
      readonly failure: LinkIntentFailure | null;
    })
  /** Take the link away, for everybody. `conversationId` is the Mattermost one. */
  | (IntentBase & {
      readonly kind: 'unlink';
      readonly linkId: string;
      readonly failure: LinkIntentFailure | null;
    })
  /** Whether the user has the link carried. `conversationId` is the Mattermost one. */
  | (IntentBase & {
      readonly kind: 'carry';
      readonly linkId: string;
      readonly carried: boolean;
      readonly failure: LinkIntentFailure | null;
    })
  /** Try a message again that failed, waits, or was discarded. */
  | (IntentBase & { readonly kind: 'retry'; readonly messageId: MessageId })
  /** Give up carrying a message. */
  | (IntentBase & { readonly kind: 'discard'; readonly messageId: MessageId })
  /** Send this message into its conversation. */
  | (UnsentIntent & { readonly kind: 'send' } & ComposedMessage)
  /** Another text, and other files, for a message that was not sent yet. */
  | (UnsentIntent & { readonly kind: 'edit-unsent' } & ComposedMessage)
  /** Do not send it. What has arrived already is deleted. */
  | (UnsentIntent & { readonly kind: 'remove-unsent' })
  /** Try a message again that waits or was refused. */
  | (UnsentIntent & { readonly kind: 'send-again' })
  /** Set the user's reaction to this message, or take it back. */
  | (ActIntentBase & {
      readonly kind: 'react';
      readonly reaction: WrittenReaction;
      readonly set: boolean;
    })
  /** Another text for a message that is there; `edition` (`editionOf`) is the one that the user had before them. */
  | (ActIntentBase & { readonly kind: 'edit'; readonly text: WrittenText; readonly edition: number })
  /** Delete a message that is there. */
  | (ActIntentBase & { readonly kind: 'remove' })
  /** What was refused of this is not wanted any more; `key` is the attempt's. */
  | (IntentBase & { readonly kind: 'let-go'; readonly key: CarryKey })
  /** Of what the user wants to be told in this conversation. */
  | (IntentBase & { readonly kind: 'choose-notices'; readonly level: NoticeLevel | null })
  /** Mute this conversation until then, ms, or `forEver`; null: no longer. */
  | (IntentBase & { readonly kind: 'mute'; readonly until: number | null })
  /** Whatever is in the way of this account: try now, and not when it would be tried by itself. */
  | (Pick<IntentBase, 'id' | 'accountId' | 'at'> & { readonly kind: 'try-account' });

/** Why a link was not made, taken away, or switched; `code` is the service's own. Off-line is no failure: it is tried again. */
export type LinkIntentFailure =
  /** The user does not administer the channel, or is not in it. */
  | { readonly kind: 'no-right' }
  /** One of the two conversations is linked already. */
  | { readonly kind: 'linked-already'; readonly linkId: string }
  /** One of the two is not there any more. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly code: string };

/** A message as the user composed it. */
export interface ComposedMessage {
  readonly text: WrittenText;
  readonly files: readonly WrittenFile[];
}

/** What is wanted of a message that its user writes in Isthmus; `key` is the message's own, from the first to the last. */
interface UnsentIntent extends IntentBase {
  readonly key: CarryKey;
}

/** What is wanted of a message that is there. */
interface ActIntentBase extends IntentBase {
  readonly messageId: MessageId;
}

interface IntentBase {
  /** Assigned by the database, in order. */
  readonly id?: number;
  readonly accountId: AccountId;
  readonly conversationId: ConversationId;
  readonly at: number;
}

/** A table that follows from others, and by which version of its rule it was filled. */
export interface DerivedRow {
  readonly table: 'twins';
  readonly rule: number;
}

/** What the engine tells about itself; one row. */
export interface EngineRow {
  readonly key: 'engine';
  /** Changes whenever the engine page starts. */
  readonly startedAt: number;
  readonly state:
    | { readonly kind: 'running' }
    | { readonly kind: 'paused'; readonly by: 'user' | 'sleep' }
    /** The disk is full: nothing more is stored until there is room. */
    | { readonly kind: 'disk-full' }
    | { readonly kind: 'failed'; readonly reason: string };
}
