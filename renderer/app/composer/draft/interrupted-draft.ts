/** The draft that an edit interrupts: it stays in the database, together with the text of the edit, until the edit has ended. Pure. */
import type { MessageId } from '../../../model/index.ts';
import { commandIn } from '../command/command-text.ts';
import type { Typed } from './draft-keeper.ts';

export interface InterruptedDraft {
  readonly draft: Typed;
  /** The edited message; null if it is not sent yet, because only an edit of a sent message is kept. */
  readonly messageId: MessageId | null;
}

/** The interrupted draft, with the text of the edit so far. */
export const withEdit = ({ draft, messageId }: InterruptedDraft, edit: Typed): Typed =>
  messageId === null || edit.document.blocks.length === 0
    ? draft
    : { ...draft, edit: { messageId, ...edit } };

/** The draft without the command `text`, which was executed meanwhile; unchanged if it has another text. */
export const withoutCommand = (interrupted: InterruptedDraft, text: string): InterruptedDraft => {
  const { document, source } = interrupted.draft;
  return commandIn(document, source ?? null) === text
    ? { ...interrupted, draft: { document: { blocks: [] } } }
    : interrupted;
};

/** The draft to keep; null if it is empty. */
export const draftOrNone = (typed: Typed): Typed | null =>
  typed.document.blocks.length === 0 && typed.edit === undefined ? null : typed;
