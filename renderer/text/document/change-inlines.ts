/** A document with its texts changed, and everything around them as it was. */
import type { Block, Document, Inline } from './document.ts';

/** `change` gets what stands in one paragraph, heading or cell of a table, and returns what stands there instead. Code is left as it is. */
export const changeInlines = (
  { blocks }: Document,
  change: (inlines: readonly Inline[]) => readonly Inline[],
): Document => {
  const block = (one: Block): Block => {
    switch (one.kind) {
      case 'paragraph':
      case 'heading':
        return { ...one, children: change(one.children) };
      case 'quote':
        return { ...one, blocks: one.blocks.map(block) };
      case 'list':
        return { ...one, items: one.items.map((item) => ({ ...item, blocks: item.blocks.map(block) })) };
      case 'table':
        return {
          ...one,
          header: one.header?.map(change) ?? null,
          rows: one.rows.map((row) => row.map(change)),
        };
      case 'code':
      case 'rule':
        return one;
    }
  };
  return { blocks: blocks.map(block) };
};
