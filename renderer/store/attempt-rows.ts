/** Rows of sending: acts that the user wants done in a conversation, each at most once. They cannot be rebuilt. */
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

/** An act that is not done yet, or whose outcome is not known yet. */
export interface AttemptRow {
  /** Random, made once, and the same for every request of this act. If the service keeps keys, the act's message is recognised by it. */
  readonly key: CarryKey;
  readonly accountId: AccountId;
  readonly target: ConversationId;
  /** Acts of one lane are done one after the other. */
  readonly lane: string;
  /** When it was wanted, ms by this machine's clock. It is later than every earlier act of its lane, so it gives the order. */
  readonly at: number;
  readonly want: AttemptWant;
  readonly state: AttemptState;
  /** How far its files have been uploaded; absent before the first upload starts. */
  readonly files?: readonly CarriedFile[];
}

export type AttemptWant =
  | { readonly kind: 'send'; readonly text: WrittenText; readonly files: readonly WrittenFile[] }
  /**
   * `files`: the new files if the message was not sent yet; a sent message keeps its files. Absent: the files stay. `edition`: the edition
   * of the message that the user saw, by `editionOf`. Any other edition is not overwritten. Absent: any edition is overwritten.
   */
  | {
      readonly kind: 'edit';
      readonly of: ActsOn;
      readonly text: WrittenText;
      readonly files?: readonly WrittenFile[];
      readonly edition?: number;
    }
  | { readonly kind: 'remove'; readonly of: ActsOn }
  /** Pins a message that is there, for everybody in its conversation, or takes the pin away. */
  | {
      readonly kind: 'pin';
      readonly of: Extract<ActsOn, { readonly kind: 'message' }>;
      readonly set: boolean;
    }
  /** Sets or removes the user's reaction to a message of the service. */
  | {
      readonly kind: 'react';
      readonly of: Extract<ActsOn, { readonly kind: 'message' }>;
      readonly reaction: WrittenReaction;
      readonly set: boolean;
    };

/** An emoji, or a custom emoji of the server by its name. */
export type WrittenReaction = Pick<Reaction, 'emoji' | 'name'>;

/** The number of a message's edition. Two editions with the same number are the same edition; two with the same text need not be. */
export const editionOf = ({ editedAt }: Pick<Message, 'editedAt'>): number => editedAt ?? 0;

/** What an edit, a deletion or a reaction changes: a message, or the future message of an act that is still open. */
export type ActsOn =
  { readonly kind: 'message'; readonly id: MessageId } | { readonly kind: 'attempt'; readonly key: CarryKey };

/** A message as the user wrote it. Its mentions name people of the account. */
export interface WrittenText {
  readonly document: Document;
  readonly subject: string | null;
  readonly importance: Message['importance'];
  /** The answered root; '' in the conversation's own timeline. */
  readonly threadId: MessageId | '';
  /** The quoted message of this conversation, if the service has quotes; else null. */
  readonly quotes: MessageId | null;
}

/** A file that the user attaches. */
export interface WrittenFile {
  /** The page makes it. A picture in the text names its file by it. */
  readonly id: FileId;
  readonly name: string;
  readonly mimeType: string | null;
  readonly bytes: Blob;
}

/** The state of an open act. */
export type AttemptState = Exclude<OutboxState, { readonly kind: 'failed' | 'discarded' }>;

/** An act that has ended, for the pages. Failed acts wait here for the user. No loop of the engine reads this table. */
export interface SettledAttemptRow extends Omit<AttemptRow, 'state'> {
  readonly state: SettledState;
}

export type SettledState =
  /** `made`: the message that was sent, or changed. */
  | { readonly kind: 'done'; readonly made: MessageId }
  /** The service refused. Only the user can start it again. */
  | { readonly kind: 'failed'; readonly reason: AttemptFailure }
  /** The user cancelled it. */
  | { readonly kind: 'discarded' };

export type AttemptFailure =
  | CarryFailure
  /** The service does not accept one of its files. The message is not sent without it, because it would mean something else. */
  | { readonly kind: 'file-not-taken'; readonly of: FileId; readonly why: InsteadOfFile }
  /** The message was edited by another client after the user had seen it. That edition is not overwritten without the user's consent. */
  | { readonly kind: 'edited-since' };
