/** Teams' HTML as a tree. */
import type { Message, PersonId } from '../../model/index.ts';
import type { RichNode } from './nodes.ts';
import { purify } from './purify.ts';
import { treeOf, verbatim } from './tree.ts';

/** The tree of an HTML body; empty paragraphs at either end (Teams leaves them) are taken off. */
export const teamsNodes = (
  html: string,
  message: Pick<Message, 'files' | 'mentions'>,
  me: PersonId | null,
): readonly RichNode[] => trimmed(treeOf(purify(html), { message, me, text: verbatim }));

const trimmed = (nodes: readonly RichNode[]): readonly RichNode[] => {
  const first = nodes.findIndex((node) => !isBlank(node));
  const last = nodes.findLastIndex((node) => !isBlank(node));
  return first < 0 ? [] : nodes.slice(first, last + 1);
};

const isBlank = (node: RichNode): boolean => {
  if (node.kind === 'text') return node.text.trim() === '';
  if (node.kind !== 'element') return false;
  if (node.tag === 'br') return true;
  return (node.tag === 'p' || node.tag === 'div' || node.tag === 'span') && node.children.every(isBlank);
};
