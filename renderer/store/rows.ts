/** Rows that are no types of the model, and no intents. */
import type { StatusNote } from './status-note.ts';
import type {
  AccountId,
  CarrierStanding,
  CarryPause,
  ConversationId,
  DiscardReason,
  FileId,
  Message,
  MessageId,
  PersonId,
  Presence,
  ServerCommand,
  SetbackKind,
  SetbackReason,
  TeamId,
} from '../model/index.ts';

/** How far one conversation has been pulled. Only the connector knows the content of positions and cursors. */
export interface CursorRow {
  readonly conversationId: ConversationId;
  readonly accountId: AccountId;
  readonly history: HistoryCursor;
  /** The cursor from which `changes` continues; null before the first page was read. */
  readonly changes: string | null;
  /** When changes were last pulled to the end, on this machine's clock, ms; only for pacing. */
  readonly pulledAt: number;
  /** Whether more pages of changes follow. Pages come newest first, so messages before the stored ones may be missing. Absent: no. */
  readonly walking?: boolean;
  /** When the last walk through changes began, on this machine's clock, ms. Absent: before this was noted, or there was none. */
  readonly walkedFrom?: number;
}

export type HistoryCursor =
  | { readonly kind: 'unstarted' }
  /** The next older page starts at `position`. `oldest` is the smallest createdAt read so far (ms), for the depth limit. */
  | { readonly kind: 'partial'; readonly position: string; readonly oldest: number }
  | { readonly kind: 'complete' }
  /** It ended at the configured depth. Older messages are not in the mirror. */
  | { readonly kind: 'limited'; readonly position: string; readonly oldest: number };

/** How far the user had read in a conversation that has left the mirror, if only Isthmus keeps that. The conversation may come back. */
export interface ReadPlaceRow {
  readonly conversationId: ConversationId;
  readonly accountId: AccountId;
  /** Like the conversation's `readAt`, ms. */
  readonly readAt: number;
}

/** The presence of a person. Only people about whom the engine asks have a row. */
export interface PresenceRow {
  readonly id: PersonId;
  readonly accountId: AccountId;
  readonly presence: Presence;
}

/** A root that is not in the mirror although replies to it are. When it arrives, its replies have to be counted. */
export interface MissingRootRow {
  readonly id: MessageId;
  readonly accountId: AccountId;
  readonly conversationId: ConversationId;
}

/** How many items were discarded; one row per account and reason. */
export interface DiscardRow {
  readonly accountId: AccountId;
  readonly reason: DiscardReason;
  readonly count: number;
}

/** A request that has failed several times in a row. The row is removed when it works again. After one or two failures there is no row. */
export interface SetbackRow {
  readonly accountId: AccountId;
  readonly what: SetbackKind;
  /** The conversation, person, message or file that it concerns; '' if it concerns all. */
  readonly of: string;
  readonly reason: SetbackReason;
  /** The answer's HTTP status; null if there was none, or if it is of no use. */
  readonly status: number | null;
  /** How often in a row. */
  readonly failures: number;
  /** When it failed first, ms on this machine's clock. */
  readonly since: number;
  /** The request is not made again before this time, ms on this machine's clock. */
  readonly until: number;
}

/** A cached small picture. */
export interface PictureRow {
  readonly fileId: FileId;
  readonly accountId: AccountId;
  readonly bytes: Blob;
  readonly storedAt: number;
}

/** The photo of a person, small, as it was read last. */
export interface PhotoRow {
  readonly id: PersonId;
  readonly accountId: AccountId;
  /** Null: the service has none, or gives it to nobody. */
  readonly bytes: Blob | null;
  /** The person's `photoStamp` then; '' where the service has no stamps. */
  readonly stamp: string;
  /** ms on this machine's clock. */
  readonly readAt: number;
}

/** An account's id and a name without colons. */
export type CustomEmojiKey = `${string}|${string}`;

/** A custom emoji of a Mattermost server, by its name in one account; or that the server has none of that name. */
export interface CustomEmojiRow {
  /** Made by `customEmojiKey`. */
  readonly id: CustomEmojiKey;
  readonly accountId: AccountId;
  /** Without colons. */
  readonly name: string;
  /** The service's own id of the emoji; null: the server has none of this name, or has it no more. */
  readonly ref: string | null;
  /** When the server was asked, or told it, ms on this machine's clock. */
  readonly toldAt: number;
  /** The picture; null: it cannot be had, or was not read yet. */
  readonly bytes: Blob | null;
  /** When the picture was asked for, ms on this machine's clock; 0: never, or it was given up to make room. */
  readonly picturedAt: number;
}

/** What the user looks at, in one row. The app page writes it; the engine reads it to decide what to pull first. */
export interface AttentionRow {
  readonly key: 'app';
  readonly conversationId: ConversationId | null;
  readonly focused: boolean;
  /** The user has scrolled to the oldest stored message, so more history is needed now. */
  readonly wantsOlder: boolean;
  readonly at: number;
}

/** The commands that a server offers in a team. */
export interface CommandListRow {
  readonly teamId: TeamId;
  readonly accountId: AccountId;
  readonly commands: readonly ServerCommand[];
  /** ms on this machine's clock. */
  readonly readAt: number;
}

/** What a service has said to this user alone. It is no message: it is never carried, and each start of the engine removes it. */
export interface PrivateWordsRow {
  readonly id: MessageId;
  readonly accountId: AccountId;
  readonly conversationId: ConversationId;
  readonly message: Message;
}

/** A table that is derived from others, and the version of the rule that filled it. */
export interface DerivedRow {
  readonly table: 'twins';
  readonly rule: number;
}

/** The engine's state; one row. */
export interface EngineRow {
  readonly key: 'engine';
  /** Changes whenever the engine page starts. */
  readonly startedAt: number;
  readonly state:
    | { readonly kind: 'running' }
    | { readonly kind: 'paused'; readonly by: 'user' | 'sleep' }
    /** The disk is full. Nothing more is stored until there is room. */
    | { readonly kind: 'disk-full' }
    /** An account is signed in that does not belong on this computer, by the preset's relay. Nothing runs until it is signed out. */
    | { readonly kind: 'wrong-account' }
    | { readonly kind: 'failed'; readonly reason: string };
  /** The engine ends it when its time has come, so what stands here holds. */
  readonly carryPause: CarryPause;
  /** Who carries; only on a relay. Absent: it is not known yet. */
  readonly carrier?: CarrierStanding;
  /** What else the engine of a relay tells; only on a desktop that is it. Absent: it is not known yet. */
  readonly relay?: StatusNote;
}
