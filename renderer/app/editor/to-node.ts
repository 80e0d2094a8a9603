/** Makes the editor's node of a document. `from-node.ts` does the opposite. */
import type { Mark, Node } from 'prosemirror-model';
import {
  markBits,
  runsOf,
  withoutLooks,
  type Block,
  type Document,
  type Inline,
  type ListItem,
  type MarkKind,
  type Run,
  type TableBlock,
} from '../../text/document/index.ts';
import { editorSchema, type LinkAttributes, type NodeAttributes } from './schema.ts';

const { nodes, marks } = editorSchema;

/** The editor's node of a document; one without blocks has an empty paragraph. Looks are left out. */
export const nodeOfDocument = (document: Document): Node =>
  nodes.doc.create(null, blocksOf(withoutLooks(document).blocks));

/** A node that holds blocks needs at least one. */
const blocksOf = (blocks: readonly Block[]): readonly Node[] =>
  blocks.length === 0 ? [nodes.paragraph.create()] : blocks.map(nodeOfBlock);

const nodeOfBlock = (block: Block): Node => {
  switch (block.kind) {
    case 'paragraph':
      return nodes.paragraph.create(null, nodesOfInlines(block.children));
    case 'heading':
      return nodes.heading.create({ level: block.level }, nodesOfInlines(block.children));
    case 'quote':
      return nodes.quote.create(
        { authorName: block.authorName, messageId: block.messageId },
        blocksOf(block.blocks),
      );
    case 'list':
      return nodes.list.create({ ordered: block.ordered, start: block.start }, itemsOf(block.items));
    case 'code':
      return nodes.code_block.create({ language: block.language }, textOf(block.text));
    case 'table':
      return nodeOfTable(block);
    case 'rule':
      return nodes.rule.create();
  }
};

const textOf = (text: string): readonly Node[] => (text === '' ? [] : [editorSchema.text(text)]);

const itemsOf = (items: readonly ListItem[]): readonly Node[] =>
  (items.length === 0 ? [{ checked: null, blocks: [] }] : items).map(({ checked, blocks }) =>
    nodes.list_item.create({ checked }, blocksOf(blocks)),
  );

const nodeOfTable = ({ alignments, header, rows }: TableBlock): Node => {
  const attributes: NodeAttributes['table'] = { alignments, hasHeader: header !== null };
  const all = header === null ? rows : [header, ...rows];
  return nodes.table.create(
    attributes,
    (all.length === 0 ? [[]] : all).map((row) =>
      nodes.table_row.create(
        null,
        (row.length === 0 ? [[]] : row).map((cell) => nodes.table_cell.create(null, nodesOfInlines(cell))),
      ),
    ),
  );
};

/** The nodes of a line's inlines, with their marks. */
export const nodesOfInlines = (inlines: readonly Inline[]): readonly Node[] =>
  runsOf(inlines).flatMap((run) => nodeOfRun(run) ?? []);

const kindsOfMarks = Object.keys(markBits) as readonly MarkKind[];

const marksOf = ({ marks: bits, link }: Run): Mark[] => [
  ...(link === null
    ? []
    : [marks.link.create({ url: link.url, title: link.title } satisfies LinkAttributes)]),
  ...kindsOfMarks.filter((kind) => (bits & markBits[kind]) !== 0).map((kind) => marks[kind].create()),
];

const nodeOfRun = (run: Run): Node | null => {
  const { leaf } = run;
  switch (leaf.kind) {
    case 'text':
      return leaf.text === '' ? null : editorSchema.text(leaf.text, marksOf(run));
    case 'code': {
      const text = leaf.text.replaceAll('\n', ' ');
      return text === '' ? null : editorSchema.text(text, marks.code.create().addToSet(marksOf(run)));
    }
    case 'break':
      return nodes.break.create(null, null, marksOf(run));
    case 'emoji': {
      const { emoji, name, fileId } = leaf;
      return nodes.emoji.create({ emoji, name, fileId }, null, marksOf(run));
    }
    case 'mention':
      return nodes.mention.create({ target: leaf.target, text: leaf.text }, null, marksOf(run));
    case 'image': {
      const { source, alternative, width, height } = leaf;
      const attributes: NodeAttributes['image'] = { source, alternative, width, height };
      return nodes.image.create(attributes, null, marksOf(run));
    }
  }
};
