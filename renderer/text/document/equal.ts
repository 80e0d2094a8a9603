/** Decides whether two documents say the same in the same way, however they are nested. */
import type { Block, Cell, Document, Inline, Leaf } from './document.ts';
import { withoutLooks } from './looks.ts';
import { plainOfInlines } from './plain.ts';
import { inlinesOf, runsOf, tidyRuns, type Run } from './runs.ts';
import { tidyDocument } from './tidy.ts';

/** Whether both say the same with equivalent formatting. */
export const isEquivalent = (one: Document, other: Document): boolean =>
  JSON.stringify(canonicalForm(one)) === JSON.stringify(canonicalForm(other));

/**
 * A form that equivalent documents share. Beside the normal form: an emoji is its character, a link whose text is its address is that
 * text, a mention is whom it means (each service shows its own name), a no-break space is a space.
 */
export const canonicalForm = (document: Document): unknown =>
  tidyDocument({ blocks: tidyDocument(withoutLooks(document)).blocks.map(simpleBlock) }).blocks.map(
    flatBlock,
  );

const simpleBlock = (block: Block): Block => {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return { ...block, children: simpleInlines(block.children) };
    case 'quote':
      return { ...block, blocks: block.blocks.map(simpleBlock) };
    case 'list':
      return {
        ...block,
        items: block.items.map((item) => ({ ...item, blocks: item.blocks.map(simpleBlock) })),
      };
    case 'table':
      return {
        ...block,
        header: block.header?.map(simpleInlines) ?? null,
        rows: block.rows.map((row) => row.map(simpleInlines)),
      };
    case 'code':
      return { ...block, text: block.text.replaceAll('\u00a0', ' ') };
    case 'rule':
      return block;
  }
};

const simpleInlines = (inlines: readonly Inline[]): Inline[] =>
  inlinesOf(
    runsOf(inlines.flatMap(withoutAutolink)).map((run): Run => ({ ...run, leaf: simpleLeaf(run.leaf) })),
  );

/** Without the scheme that readers add to a bare `www.` address. */
const bare = (address: string): string => address.replace(/^(?:https?:\/\/|mailto:)/i, '').replace(/\/$/, '');

const withoutAutolink = (inline: Inline): Inline[] => {
  if (!('children' in inline)) return [inline];
  const children = inline.children.flatMap(withoutAutolink);
  if (inline.kind !== 'link') return [{ ...inline, children }];
  if (bare(plainOfInlines(inline.children)) === bare(inline.url)) return children;
  return [{ ...inline, title: bare(inline.title) === bare(inline.url) ? '' : inline.title, children }];
};

const simpleLeaf = (leaf: Leaf): Leaf => {
  switch (leaf.kind) {
    case 'text':
    case 'code':
      return { kind: leaf.kind, text: leaf.text.replaceAll('\u00a0', ' ') };
    case 'emoji':
      return { kind: 'text', text: leaf.emoji ?? `:${leaf.name}:` };
    case 'break':
    case 'mention':
    case 'image':
      return leaf;
  }
};

const flatBlock = (block: Block): unknown => {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return { ...block, children: flatInlines(block.children) };
    case 'quote':
      return { ...block, blocks: block.blocks.map(flatBlock) };
    case 'list':
      return {
        ...block,
        items: block.items.map((item) => ({ ...item, blocks: item.blocks.map(flatBlock) })),
      };
    case 'table':
      return {
        ...block,
        header: block.header?.map(flatCell) ?? null,
        rows: block.rows.map((row) => row.map(flatCell)),
      };
    case 'code':
    case 'rule':
      return block;
  }
};

const flatCell = (cell: Cell): unknown => flatInlines(cell);

const flatInlines = (inlines: readonly Inline[]): unknown =>
  tidyRuns(runsOf(inlines)).map(({ leaf, marks, link }) => ({
    leaf: leaf.kind === 'mention' ? { kind: leaf.kind, target: leaf.target } : leaf,
    marks,
    ...(link === null ? {} : { url: link.url, title: link.title }),
  }));
