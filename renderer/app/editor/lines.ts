/** Finds the lines within a paragraph, which begin after a break, and makes a line a paragraph of its own. */
import type { Node, ResolvedPos } from 'prosemirror-model';
import type { EditorState, Transaction } from 'prosemirror-state';
import { editorSchema } from './schema.ts';

const { nodes } = editorSchema;

/** The character for a leaf in the text of a line (U+FFFC, object replacement). Text itself does not hold it. */
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

/** The text from the start of the line to the cursor; null if there is no cursor, or no text at it. */
export const textBefore = ({ selection }: EditorState): string | null => {
  const { $from, empty } = selection;
  if (!empty || !$from.parent.inlineContent || $from.parent.type.spec.code === true) return null;
  const start = lineStart($from);
  return $from.parent.textBetween(start - $from.start(), $from.parentOffset, null, leafSign);
};

/** Longer than any name. */
const longestName = 100;

/**
 * The text that may hold a typed name: the last characters before the cursor, within its line; null as above. It is bounded, because each
 * key reads it, and a long text must not cost more.
 */
export const wordsBefore = ({ selection }: EditorState): string | null => {
  const { $from, empty } = selection;
  return !empty || !$from.parent.inlineContent || $from.parent.type.spec.code === true
    ? null
    : lineBefore($from);
};

/** The last characters before a position, within its line. */
export const lineBefore = ({ parent, parentOffset }: ResolvedPos): string => {
  const from = Math.max(0, parentOffset - longestName);
  const text = parent.textBetween(from, parentOffset, null, (leaf) =>
    leaf.type === nodes.break ? '\n' : leafSign,
  );
  return text.slice(text.lastIndexOf('\n') + 1);
};

const isBreak = (node: Node | null | undefined): boolean => node?.type === nodes.break;

/** Makes the line at `pos` a paragraph of its own, by replacing the breaks around it by splits. Returns the position in it. */
export const withOwnParagraph = (transaction: Transaction, pos: number): number => {
  const end = lineEnd(transaction.doc.resolve(pos));
  if (isBreak(transaction.doc.nodeAt(end))) transaction.delete(end, end + 1).split(end);
  const start = lineStart(transaction.doc.resolve(pos));
  if (!isBreak(transaction.doc.resolve(start).nodeBefore)) return pos;
  transaction.delete(start - 1, start).split(start - 1);
  // A break takes 1 position. The end of a paragraph and the start of the next take 2.
  return pos + 1;
};
