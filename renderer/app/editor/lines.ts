/** Lines within a paragraph: where one begins after a break, and how it is made a paragraph of its own. */
import type { Node, ResolvedPos } from 'prosemirror-model';
import type { EditorState, Transaction } from 'prosemirror-state';
import { editorSchema } from './schema.ts';

const { nodes } = editorSchema;

/** What a leaf counts as in the text of a line; text has no such character of its own (U+FFFC, object replacement). */
export const leafSign = '\ufffc';

/** The position where the line of `at` begins, within its paragraph. */
const lineStart = (at: ResolvedPos): number => {
  let start = at.start();
  at.parent.forEach((child, offset) => {
    const end = at.start() + offset + child.nodeSize;
    if (child.type === nodes.break && end <= at.pos) start = end;
  });
  return start;
};

/** Where a line ends: at the next break, or with its paragraph. */
const lineEnd = (at: ResolvedPos): number => {
  let end = at.end();
  at.parent.forEach((child, offset) => {
    const start = at.start() + offset;
    if (child.type === nodes.break && start >= at.pos && start < end) end = start;
  });
  return end;
};

/** The text from the start of the line to the cursor; null where there is no cursor in a line that is text. */
export const textBefore = ({ selection }: EditorState): string | null => {
  const { $from, empty } = selection;
  if (!empty || !$from.parent.inlineContent || $from.parent.type.spec.code === true) return null;
  const start = lineStart($from);
  return $from.parent.textBetween(start - $from.start(), $from.parentOffset, null, leafSign);
};

/** More than any name has. */
const longestName = 100;

/**
 * What a name that is being typed can stand in: the last characters before the cursor, of its line where that is shorter; null as above. Each key
 * asks for it, so it costs the same in a long text.
 */
export const wordsBefore = ({ selection }: EditorState): string | null => {
  const { $from, empty } = selection;
  return !empty || !$from.parent.inlineContent || $from.parent.type.spec.code === true
    ? null
    : lineBefore($from);
};

/** The last characters before a position, of its line where that is shorter. */
export const lineBefore = ({ parent, parentOffset }: ResolvedPos): string => {
  const from = Math.max(0, parentOffset - longestName);
  const text = parent.textBetween(from, parentOffset, null, (leaf) =>
    leaf.type === nodes.break ? '\n' : leafSign,
  );
  return text.slice(text.lastIndexOf('\n') + 1);
};

const isBreak = (node: Node | null | undefined): boolean => node?.type === nodes.break;

/**
 * Makes the line at `pos` a paragraph of its own, by splits in the place of the breaks around it. Returns the position in it.
 */
export const withOwnParagraph = (transaction: Transaction, pos: number): number => {
  const end = lineEnd(transaction.doc.resolve(pos));
  if (isBreak(transaction.doc.nodeAt(end))) transaction.delete(end, end + 1).split(end);
  const start = lineStart(transaction.doc.resolve(pos));
  if (!isBreak(transaction.doc.resolve(start).nodeBefore)) return pos;
  transaction.delete(start - 1, start).split(start - 1);
  // The break (1) has gone, and the end of one paragraph and the start of the next (2) have come.
  return pos + 1;
};
