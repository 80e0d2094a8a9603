/** Rows of sending: what the user wants written in a conversation, once at most. They cannot be rebuilt. */
import type {
  AccountId,
  CarryKey,
  ConversationId,
  FileId,
  Message,
  MessageId,
  Reaction,
} from '../model/index.ts';
import type { Document } from '../text/document/index.ts';
import type { CarriedFile, CarryFailure, InsteadOfFile, OutboxState } from './carry-rows.ts';

/** An act that is still to be done, or of which it has to be found out whether it was. */
export interface AttemptRow {
  /** Random, made once: the same for every request of this act, so that what it made can be recognised where a service keeps it. */
  readonly key: CarryKey;
  readonly accountId: AccountId;
  readonly target: ConversationId;
  /** Acts of one lane go one after the other. */
  readonly lane: string;
  /** When it was wanted, ms by this machine's clock, and later than what was wanted in its lane before: the order. */
  readonly at: number;
  readonly want: AttemptWant;
  readonly state: AttemptState;
  /** Its files, as far as they have got to the service; absent before the first was looked at. */
  readonly files?: readonly CarriedFile[];
}

export type AttemptWant =
  | { readonly kind: 'send'; readonly text: WrittenText; readonly files: readonly WrittenFile[] }
  /**
   * `files`: what else changes if the message turns out not to be sent; a sent one keeps its files. Absent: they stay. `edition`: which
   * edition of the message the user had before them, as `editionOf` tells it. Another one is not written over. Absent: any is.
   */
  | {
      readonly kind: 'edit';
      readonly of: ActsOn;
      readonly text: WrittenText;
      readonly files?: readonly WrittenFile[];
      readonly edition?: number;
    }
  | { readonly kind: 'remove'; readonly of: ActsOn }
  /** Sets the user's reaction to a message that is there, or takes it back. */
  | {
      readonly kind: 'react';
      readonly of: Extract<ActsOn, { readonly kind: 'message' }>;
      readonly reaction: WrittenReaction;
      readonly set: boolean;
    };

/** An emoji, or a custom emoji of the server by its name. */
export type WrittenReaction = Pick<Reaction, 'emoji' | 'name'>;

/** Which edition of a message this is: two with the same text may differ, and two with one number never do. */
export const editionOf = ({ editedAt }: Pick<Message, 'editedAt'>): number => editedAt ?? 0;

/** What an edit, a deletion or a reaction is of: a message, or what an act of which it is not known yet whether it was done will have made. */
export type ActsOn =
  { readonly kind: 'message'; readonly id: MessageId } | { readonly kind: 'attempt'; readonly key: CarryKey };

/** A message as the user wrote it; mentions point at people of the account. */
export interface WrittenText {
  readonly document: Document;
  readonly subject: string | null;
  readonly importance: Message['importance'];
  /** The root that is answered; '' in the conversation's own timeline. */
  readonly threadId: MessageId | '';
  /** A message of the conversation that is quoted, where the service has quotes; null elsewhere. */
  readonly quotes: MessageId | null;
}

/** A file that the user takes along. */
export interface WrittenFile {
  /** Made by whoever takes it along; pictures in the text are shown by it. */
  readonly id: FileId;
  readonly name: string;
  readonly mimeType: string | null;
  readonly bytes: Blob;
}

/** How an act stands while it is open. */
export type AttemptState = Exclude<OutboxState, { readonly kind: 'failed' | 'discarded' }>;

/** An act that came to its end, as pages show it: what waits for the user is here, and nothing that runs reads it. */
export interface SettledAttemptRow extends Omit<AttemptRow, 'state'> {
  readonly state: SettledState;
}

export type SettledState =
  /** `made`: the message that was sent, or changed. */
  | { readonly kind: 'done'; readonly made: MessageId }
  /** The service said no: only the user moves it on. */
  | { readonly kind: 'failed'; readonly reason: AttemptFailure }
  /** The user gave it up. */
  | { readonly kind: 'discarded' };

export type AttemptFailure =
  | CarryFailure
  /** The service does not take one of its files: without it the message says something else. */
  | { readonly kind: 'file-not-taken'; readonly of: FileId; readonly why: InsteadOfFile }
  /** The message was edited elsewhere after the user had seen it: that edition is not written over unasked. */
  | { readonly kind: 'edited-since' };
