/** Makes a document of the editor's content. `to-node.ts` does the opposite. */
import type { Mark, Node } from 'prosemirror-model';
import {
  inlinesOf,
  markBits,
  type Block,
  type Cell,
  type Document,
  type Inline,
  type Leaf,
  type LinkInline,
  type ListItem,
  type MarkKind,
  type Run,
} from '../../text/document/index.ts';
import { editorSchema, type LinkAttributes, type NodeAttributes } from './schema.ts';

const { nodes, marks } = editorSchema;

/**
 * The document of the editor's content, with empty paragraphs and white space, so that a draft comes back unchanged. `tidyDocument` makes
 * the normal form for sending.
 */
export const documentOfNode = (node: Node): Document => ({ blocks: blocksIn(node) });

const blocksIn = (node: Node): Block[] => node.children.map(blockOf);

const blockOf = (node: Node): Block => {
  const is = <Name extends keyof NodeAttributes>(name: Name): NodeAttributes[Name] | null =>
    node.type === nodes[name] ? (node.attrs as NodeAttributes[Name]) : null;
  if (node.type === nodes.rule) return { kind: 'rule' };
  const heading = is('heading');
  if (heading) return { kind: 'heading', level: heading.level, children: inlinesIn(node) };
  const quote = is('quote');
  if (quote) return { kind: 'quote', ...quote, blocks: blocksIn(node) };
  const list = is('list');
  if (list)
    return { kind: 'list', ordered: list.ordered, start: list.start, items: node.children.map(itemOf) };
  const code = is('code_block');
  if (code) return { kind: 'code', language: code.language, text: node.textContent };
  const table = is('table');
  if (table) {
    const rows = node.children.map((row): Cell[] => row.children.map(inlinesIn));
    const [first = null, ...others] = rows;
    return {
      kind: 'table',
      alignments: table.alignments,
      header: table.hasHeader ? first : null,
      rows: table.hasHeader ? others : rows,
    };
  }
  return { kind: 'paragraph', children: inlinesIn(node) };
};

const itemOf = (node: Node): ListItem => ({
  checked: (node.attrs as NodeAttributes['list_item']).checked,
  blocks: blocksIn(node),
});

const inlinesIn = (node: Node): Inline[] => {
  let link: LinkInline | null = null;
  const runs = node.children.map((child): Run => {
    const mark = child.marks.find(({ type }) => type === marks.link);
    link = mark === undefined ? null : sameLink(mark.attrs as LinkAttributes, link);
    return { leaf: leafOf(child), marks: bitsOf(child.marks), link };
  });
  return inlinesOf(runs);
};

/** Neighbours with one address and title are one link. */
const sameLink = ({ url, title }: LinkAttributes, before: LinkInline | null): LinkInline =>
  before?.url === url && before.title === title ? before : { kind: 'link', url, title, children: [] };

const bitsOf = (set: readonly Mark[]): number =>
  set.reduce((bits, { type }) => bits | (type.name in markBits ? markBits[type.name as MarkKind] : 0), 0);

const leafOf = (node: Node): Leaf => {
  if (node.isText) {
    const isCode = node.marks.some(({ type }) => type === marks.code);
    return { kind: isCode ? 'code' : 'text', text: node.text ?? '' };
  }
  if (node.type === nodes.emoji) {
    const { emoji, name, fileId } = node.attrs as NodeAttributes['emoji'];
    return { kind: 'emoji', emoji, name, ...(fileId === undefined ? {} : { fileId }) };
  }
  if (node.type === nodes.mention) return { kind: 'mention', ...(node.attrs as NodeAttributes['mention']) };
  if (node.type === nodes.image) return { kind: 'image', ...(node.attrs as NodeAttributes['image']) };
  return { kind: 'break' };
};
