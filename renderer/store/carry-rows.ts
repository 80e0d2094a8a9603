/** Rows of carrying: links, what became of what, and the outbox. The mirror can be rebuilt; of these only links and counterparts can. */
import type { ConversationId, MessageId, Service } from '../model/index.ts';

/** A Mattermost and a Teams conversation that belong together, as this user's Isthmus knows it. */
export interface LinkRow {
  /** Both conversations' ids, so that the same link found twice is one row. */
  readonly id: string;
  readonly mattermost: ConversationId;
  readonly teams: ConversationId;
  /** Whether this user has it carried. */
  readonly carried: boolean;
  /** What was written before these is not carried; each on its own service's clock, ms. */
  readonly since: Readonly<Record<Service, number>>;
}

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
  /** The user's own reactions when both sides last agreed, by the name of decide.ts. */
  readonly reactions: readonly string[];
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
  /** `text` digests the document that was sent, `version` is the message's that it was made of. */
  | { readonly kind: 'send'; readonly text: string; readonly version: number }
  /** Repeating these is harmless. */
  | { readonly kind: 'repeatable' };

export type WaitReason = 'offline' | 'throttled' | 'sign-in-needed' | 'root-not-carried' | 'other-attempt';

/** Why a service refused, in a word that the page turns into a sentence; `code` is the service's own. */
export type CarryFailure =
  | { readonly kind: 'forbidden'; readonly code: string }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'too-long' }
  /** The conversation, or the message there, is not there any more. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'broken' };

/** What this installation knows of itself; one row. */
export interface ComputerRow {
  readonly key: 'computer';
  /** Random, made with the database: a rebuilt database is another computer, and takes the lease over as one. */
  readonly id: string;
}
