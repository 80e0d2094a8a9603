/** Finds which files of a message are pictures in its text. */
import type { FileId } from '../../model/index.ts';
import type { Block, Document, Inline } from '../../text/document/index.ts';

/** All pictures in the message's text and in forwarded messages, so that they are not shown a second time below. */
export const picturesIn = (documents: readonly Document[]): ReadonlySet<FileId> => {
  const ids = new Set<FileId>();
  for (const { blocks } of documents) for (const block of blocks) inBlock(block, ids);
  return ids;
};

const inBlock = (block: Block, ids: Set<FileId>): void => {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      inInlines(block.children, ids);
      return;
    case 'quote':
      for (const inner of block.blocks) inBlock(inner, ids);
      return;
    case 'list':
      for (const { blocks } of block.items) for (const inner of blocks) inBlock(inner, ids);
      return;
    case 'table':
      for (const row of [block.header ?? [], ...block.rows]) for (const cell of row) inInlines(cell, ids);
      return;
    case 'code':
    case 'rule':
  }
};

const inInlines = (inlines: readonly Inline[], ids: Set<FileId>): void => {
  for (const inline of inlines)
    if ('children' in inline) inInlines(inline.children, ids);
    else if (inline.kind === 'image' && inline.source.kind === 'file') ids.add(inline.source.fileId);
    else if (inline.kind === 'emoji' && inline.fileId !== undefined) ids.add(inline.fileId);
};
