/** The user's drafts, as the list marks them. */
import { oneLine, type ConversationId } from '../../model/index.ts';
import type { DraftRow } from '../../store/index.ts';
import { plainOfDocument } from '../../text/document/index.ts';

export interface DraftMark {
  /** The draft in the conversation's own timeline, in one line, '' if it has only files; null if there is only one in a thread. */
  readonly text: string | null;
}

export type DraftMarks = ReadonlyMap<ConversationId, DraftMark>;

type DraftPlaceKey = Pick<DraftRow, 'conversationId' | 'threadId'>;

/** The part of a draft for a line of the list, characters. */
const most = 200;

/** A mark for each conversation with a draft. An empty draft has none. */
export const draftMarks = (
  rows: readonly Pick<DraftRow, keyof DraftPlaceKey | 'document'>[],
  withFiles: readonly DraftPlaceKey[],
): DraftMarks => {
  const marks = new Map<ConversationId, DraftMark>();
  const mark = ({ conversationId, threadId }: DraftPlaceKey, text: string): void => {
    const own = threadId === '' ? text : null;
    const known = marks.get(conversationId);
    if (!known || (own !== null && (known.text ?? '') === '')) marks.set(conversationId, { text: own });
  };
  for (const row of rows) {
    const text = oneLine(plainOfDocument(row.document).slice(0, most));
    if (text !== '') mark(row, text);
  }
  for (const place of withFiles) mark(place, '');
  return marks;
};

/** The same marks without those of one conversation, because the user sees the draft there. */
export const marksWithout = (marks: DraftMarks, open: ConversationId | null): DraftMarks => {
  if (open === null || !marks.has(open)) return marks;
  const others = new Map(marks);
  others.delete(open);
  return others;
};
