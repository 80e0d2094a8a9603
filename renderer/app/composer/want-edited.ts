/** Stores the wish to edit a message, sent or not. */
import { wantMessageEdited, wantUnsentEdited, type PageWrites, type WrittenText } from '../../store/index.ts';
import type { Document } from '../../text/document/index.ts';
import type { Task } from './box.ts';
import type { WriteSide } from './write-side.ts';

export type EditTask = Exclude<Task, { readonly kind: 'quote' }>;

/** The edited message and its place: the user writes on `side`; `other` is the other side of a pair. */
export interface EditPlace {
  readonly side: WriteSide;
  readonly other: WriteSide | undefined;
  /** Replaces mentions by people of `there`. */
  readonly mentionsThere: (
    document: Document,
    there: WriteSide,
    across: WriteSide | undefined,
  ) => Promise<Document>;
}

/** Rejects if the disk is full. `at`: this machine's clock, ms. */
export const wantTaskDone = async (
  database: PageWrites,
  editing: EditTask,
  outgoing: Document,
  { side, other, mentionsThere }: EditPlace,
  at: number,
): Promise<void> => {
  if (editing.kind === 'edit') {
    const { message } = editing;
    const { subject, importance, threadId } = message;
    const isAcross = message.conversationId === other?.conversation.id;
    const document = await (isAcross
      ? mentionsThere(outgoing, other, side)
      : mentionsThere(outgoing, side, other));
    const text: WrittenText = { document, subject, importance, threadId, quotes: null };
    await wantMessageEdited(database, message, text, at);
    return;
  }
  const { id, accountId, target, text: before, files: sent } = editing.outgoing;
  const files = sent.map(({ id: of, name, mimeType, bytes }) => ({ id: of, name, mimeType, bytes }));
  await wantUnsentEdited(
    database,
    { key: id, accountId, target },
    { text: { ...before, document: outgoing }, files },
    at,
  );
};
