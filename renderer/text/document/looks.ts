/** Removes from a document what only the screen shows, because services have no form for it. */
import type { Block, Document, Inline } from './document.ts';

/** The document without looks, which is what writers write. The same object where it has none. */
export const withoutLooks = (document: Document): Document =>
  document.blocks.some(hasLook) ? { blocks: document.blocks.map(plainBlock) } : document;

const inlineHasLook = (inline: Inline): boolean =>
  'children' in inline
    ? inline.children.some(inlineHasLook)
    : inline.kind === 'text' && inline.look !== undefined;

const hasLook = (block: Block): boolean => {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return block.align !== undefined || block.children.some(inlineHasLook);
    case 'quote':
      return block.blocks.some(hasLook);
    case 'list':
      return block.items.some(({ blocks }) => blocks.some(hasLook));
    case 'table':
      return [...(block.header === null ? [] : [block.header]), ...block.rows].some((row) =>
        row.some((cell) => cell.some(inlineHasLook)),
      );
    case 'code':
    case 'rule':
      return false;
  }
};

const plainInlines = (inlines: readonly Inline[]): Inline[] =>
  inlines.map((inline): Inline => {
    if ('children' in inline) return { ...inline, children: plainInlines(inline.children) };
    return inline.kind === 'text' && inline.look !== undefined ? { kind: 'text', text: inline.text } : inline;
  });

const plainBlock = (block: Block): Block => {
  switch (block.kind) {
    case 'paragraph':
      return { kind: 'paragraph', children: plainInlines(block.children) };
    case 'heading':
      return { kind: 'heading', level: block.level, children: plainInlines(block.children) };
    case 'quote':
      return { ...block, blocks: block.blocks.map(plainBlock) };
    case 'list':
      return {
        ...block,
        items: block.items.map(({ checked, blocks }) => ({ checked, blocks: blocks.map(plainBlock) })),
      };
    case 'table':
      return {
        ...block,
        header: block.header?.map(plainInlines) ?? null,
        rows: block.rows.map((row) => row.map(plainInlines)),
      };
    case 'code':
    case 'rule':
      return block;
  }
};
