/** A document as plain text: what a person reads of it, line by line. */
import type { Block, Cell, Document, Inline, Leaf, ListBlock } from './document.ts';

/** The plain text of a document. Files have none; a picture elsewhere has its description. */
export const plainOfDocument = (document: Document): string => {
  const lines: string[] = [];
  for (const block of document.blocks) addBlock(block, lines);
  return lines.join('\n');
};

/** The plain text of inlines. */
export const plainOfInlines = (inlines: readonly Inline[]): string => {
  let text = '';
  for (const inline of inlines)
    text += 'children' in inline ? plainOfInlines(inline.children) : plainOfLeaf(inline);
  return text;
};

/** The plain text of one leaf. */
export const plainOfLeaf = (leaf: Leaf): string => {
  switch (leaf.kind) {
    case 'text':
    case 'code':
    case 'mention':
      return leaf.text;
    case 'break':
      return '\n';
    case 'emoji':
      return leaf.emoji ?? `:${leaf.name}:`;
    case 'image':
      return leaf.source.kind === 'web' ? leaf.alternative : '';
  }
};

const addBlock = (block: Block, lines: string[]): void => {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      lines.push(plainOfInlines(block.children));
      return;
    case 'code':
      lines.push(block.text);
      return;
    case 'rule':
      return;
    case 'quote':
      if (block.authorName !== null) lines.push(block.authorName);
      for (const inner of block.blocks) addBlock(inner, lines);
      return;
    case 'list':
      addList(block, lines);
      return;
    case 'table':
      for (const row of block.header === null ? block.rows : [block.header, ...block.rows])
        lines.push(row.map(plainOfCell).join('\t'));
  }
};

const plainOfCell = (cell: Cell): string => plainOfInlines(cell).replaceAll('\n', ' ');

const addList = (list: ListBlock, lines: string[]): void => {
  for (const [at, item] of list.items.entries()) {
    const inner: string[] = [];
    for (const block of item.blocks) addBlock(block, inner);
    const bullet = list.ordered ? `${list.start + at}. ` : '- ';
    const box = item.checked === null ? '' : item.checked ? '☑ ' : '☐ ';
    lines.push(bullet + box + inner.join('\n'));
  }
};
