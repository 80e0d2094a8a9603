/** Rows of what the user has begun to write; nobody else has them, and they cannot be rebuilt. */
import type { AccountId, CarryKey, ConversationId, MessageId } from '../model/index.ts';
import type { Document } from '../text/document/index.ts';
import type { WrittenFile } from './attempt-rows.ts';

/** Where somebody writes: a conversation as the list shows it (of a pair the Mattermost one), or a thread of it. */
export interface DraftPlace {
  readonly conversationId: ConversationId;
  /** '' in the conversation's own timeline. */
  readonly threadId: MessageId | '';
  readonly accountId: AccountId;
}

/** A message that is being written; one per place. */
export interface DraftRow extends DraftPlace {
  /** Under this it is sent: made with the draft, so that a draft which was sent and came back is not sent twice. */
  readonly key: CarryKey;
  /** As it stands in the box, not yet in its normal form. */
  readonly document: Document;
  /** When it was last changed, ms on this machine's clock. */
  readonly at: number;
}

/** A file of a draft, in the order of `at`. */
export interface DraftFileRow extends DraftPlace, WrittenFile {
  readonly at: number;
}
