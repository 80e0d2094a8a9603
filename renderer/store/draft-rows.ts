/** Rows of drafts. Only this database has them, so they cannot be rebuilt. */
import type { AccountId, CarryKey, ConversationId, MessageId } from '../model/index.ts';
import type { Document } from '../text/document/index.ts';
import type { WrittenFile } from './attempt-rows.ts';

/** The place of a draft: a conversation as the list shows it (of a pair, the Mattermost one), or a thread of it. */
export interface DraftPlace {
  readonly conversationId: ConversationId;
  /** '' in the conversation's own timeline. */
  readonly threadId: MessageId | '';
  readonly accountId: AccountId;
}

/** A message that the user is writing. There is one per place. */
export interface DraftRow extends DraftPlace {
  /** The key of the later message. It is made with the draft, so that a sent draft that comes back is not sent twice. */
  readonly key: CarryKey;
  /** The document of the box, not normalised yet. */
  readonly document: Document;
  /** The Markdown that was typed, where it was written as such: `document` is what it says. */
  readonly source?: string;
  /** An edit of a message that is under way: what was begun before it is kept in `document`. */
  readonly edit?: { readonly messageId: MessageId; readonly document: Document; readonly source?: string };
  /** When it was last changed, ms on this machine's clock. */
  readonly at: number;
}

/** A file of a draft, in the order of `at`. */
export interface DraftFileRow extends DraftPlace, WrittenFile {
  readonly at: number;
}
