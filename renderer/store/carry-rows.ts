/** Rows of carrying: links, what became of what, and the outbox. The mirror can be rebuilt; of these only links and counterparts can. */
import type { CarryKey, ConversationId, MessageId, Service } from '../model/index.ts';

/** A Mattermost and a Teams conversation that belong together, as this user's Isthmus knows it. */
export interface LinkRow {
  /** Both conversations' ids, so that the same link found twice is one row. */
  readonly id: string;
  readonly mattermost: ConversationId;
  readonly teams: ConversationId;
  readonly source:
    /** A pinned post with the link in its props. */
    | { readonly kind: 'post'; readonly messageId: MessageId }
    /** A direct message and a one-to-one chat of the same two people. */
    | { readonly kind: 'people' }
    | { readonly kind: 'preset' };
  readonly standing: LinkStanding;
  /** Whether this user has it carried. */
  readonly carried: boolean;
  /** What was written before these is not carried; each on its own service's clock, ms. */
  readonly since: Readonly<Record<Service, number>>;
}

export type LinkStanding =
  | { readonly kind: 'good' }
  /** The Teams conversation, or the Mattermost one, is not there or not for this user. */
  | { readonly kind: 'other-side-missing'; readonly service: Service }
  /** Whoever made it no longer administers the channel. */
  | { readonly kind: 'right-lost' }
  /** One of its conversations is linked otherwise by an older link. */
  | { readonly kind: 'contradicts'; readonly linkId: string };

/** A message and what it became on the other side. */
export interface CounterpartRow {
  /** The message that was written first. */
  readonly id: MessageId;
  readonly linkId: string;
  readonly origin: Service;
  /** In order; several when a long text was split. */
  readonly copies: readonly MessageId[];
  /** Whether the user wrote it: other people's text is not ours to carry, only our reactions and replies to it. */
  readonly mine: boolean;
  /** Both forms when they last agreed; null where one has not been seen yet. */
  readonly originBase: Snapshot | null;
  readonly copyBase: Snapshot | null;
  /** What was put before the text when it was carried, so that an edit puts it there again. */
  readonly dressing: Dressing;
  /** The user's own reactions when both sides last agreed, by the name of decide.ts. */
  readonly reactions: readonly string[];
}

export interface Dressing {
  /** It was carried long after it was written, and says when that was. */
  readonly late: boolean;
  /** What it answers is not carried, and is quoted in words. */
  readonly quotesInWords: boolean;
}

/** What of a message is compared: enough to tell that it changed, nothing to read. */
export interface Snapshot {
  /** A digest of subject, body, importance and files. */
  readonly text: string;
  readonly deleted: boolean;
}

/** A message that may have to be carried: one row each, gone when both sides agree. */
export interface OutboxRow {
  /** The message that changed, on whichever side. */
  readonly messageId: MessageId;
  readonly linkId: string;
  /** Where it was written. */
  readonly service: Service;
  /** Its createdAt on that service, ms: the order of carrying. */
  readonly at: number;
  readonly state: OutboxState;
}

export type OutboxState =
  | { readonly kind: 'queued' }
  /** Asked for, and not known whether it happened. `after`: newest createdAt on the other side when it began, on that side's clock. */
  | {
      readonly kind: 'sending';
      readonly act: OutboxAct;
      readonly after: number;
      readonly retryAt: number;
      readonly tries: number;
    }
  /** It did not happen and is tried again at `until` (ms, this machine's clock). */
  | { readonly kind: 'waiting'; readonly until: number; readonly why: WaitReason; readonly tries: number }
  /** The service said no: only the user (or a change of the message) moves it on. */
  | { readonly kind: 'failed'; readonly reason: CarryFailure };

/** What was asked for, as far as finding it again needs it. */
export type OutboxAct =
  /** `text` digests the document that was sent; `part` counts from 0. */
  | { readonly kind: 'send'; readonly key: CarryKey; readonly part: number; readonly text: string }
  /** Repeating these is harmless. */
  | { readonly kind: 'repeatable' };

export type WaitReason = 'offline' | 'throttled' | 'sign-in-needed' | 'root-not-carried' | 'other-attempt';

/** Why a service refused, in a word that the page turns into a sentence; `code` is the service's own. */
export type CarryFailure =
  | { readonly kind: 'forbidden'; readonly code: string }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'conversation-gone' }
  | { readonly kind: 'broken' };

/** What this installation knows of itself; one row. */
export interface ComputerRow {
  readonly key: 'computer';
  /** Random, made with the database: a rebuilt database is another computer, and takes the lease over as one. */
  readonly id: string;
}
