/**
 * The normal form of a document: nothing empty in it, no white space at the ends of lines, tables of even rows, no deeper than a
 * person would read. Readers give it, writers rely on it.
 */
import type { Block, Cell, Document, Inline, ListItem, TableBlock } from './document.ts';
import { inlinesOf, runsOf, tidyRuns, type Run } from './runs.ts';

/** Lists and quotes in one another; what is deeper stands at this depth. */
export const deepestNesting = 12;

/** Documents that are known to be in their normal form: a reader's are asked for it again by every writer. */
const inNormalForm = new WeakSet<Document>();

/** The document in its normal form; the same object where it is one that this function gave. */
export const tidyDocument = (document: Document): Document => {
  if (inNormalForm.has(document)) return document;
  const tidy: Document = { blocks: tidyBlocks(document.blocks, 0) };
  inNormalForm.add(tidy);
  return tidy;
};

const tidyBlocks = (blocks: readonly Block[], depth: number): Block[] => {
  const tidy: Block[] = [];
  for (const block of blocks) tidyBlock(block, depth, tidy);
  return tidy;
};

const tidyBlock = (block: Block, depth: number, tidy: Block[]): void => {
  switch (block.kind) {
    case 'paragraph':
      for (const children of paragraphsOf(block.children)) tidy.push({ ...block, children });
      return;
    case 'heading': {
      const children = oneLine(block.children, ' ');
      if (children.length > 0) tidy.push({ ...block, children });
      return;
    }
    case 'code': {
      const text = block.text.replace(/\r\n?/g, '\n').replace(emptyFirstLines, '').trimEnd();
      if (text !== '') tidy.push({ ...block, text });
      return;
    }
    case 'rule':
      tidy.push(block);
      return;
    case 'quote': {
      if (depth >= deepestNesting) {
        for (const inner of block.blocks) tidyBlock(inner, depth, tidy);
        return;
      }
      const blocks = tidyBlocks(block.blocks, depth + 1);
      if (blocks.length > 0 || block.authorName !== null) tidy.push({ ...block, blocks });
      return;
    }
    case 'list': {
      if (depth >= deepestNesting) {
        for (const item of block.items) for (const inner of item.blocks) tidyBlock(inner, depth, tidy);
        return;
      }
      const items = block.items.map((item): ListItem => ({
        checked: item.checked,
        blocks: tidyBlocks(item.blocks, depth + 1),
      }));
      const start = block.ordered ? Math.min(999_999_999, Math.max(0, Math.trunc(block.start))) : 1;
      const filled = items.filter(({ blocks }) => blocks.length > 0);
      if (filled.length > 0) tidy.push({ ...block, start, items: filled });
      return;
    }
    case 'table':
      tidyTable(block, tidy);
  }
};

const emptyFirstLines = /^(?:[^\S\n]*\n)+/;

/** Two line breaks together end a paragraph. */
const paragraphsOf = (inlines: readonly Inline[]): (readonly Inline[])[] => {
  const [only] = inlines;
  // Most paragraphs are one text in one line.
  if (inlines.length === 1 && only?.kind === 'text' && !only.text.includes('\n')) {
    const text = only.text.trim();
    if (text === '') return [];
    return [text === only.text ? inlines : [{ ...only, text }]];
  }
  const runs = tidyRuns(runsOf(inlines));
  const paragraphs: Run[][] = [];
  let current: Run[] = [];
  for (let at = 0; at < runs.length; at += 1) {
    const run = runs[at];
    if (run === undefined) break;
    if (run.leaf.kind !== 'break') current.push(run);
    else if (runs[at + 1]?.leaf.kind === 'break' || runs[at + 1] === undefined) {
      paragraphs.push(current);
      current = [];
    } else if (current.length > 0) current.push(run);
  }
  paragraphs.push(current);
  return paragraphs.filter(({ length }) => length > 0).map(inlinesOf);
};

/** Breaks as spaces (headings), or each as one break (cells). */
const oneLine = (inlines: readonly Inline[], instead: ' ' | 'break'): Inline[] => {
  const runs = tidyRuns(runsOf(inlines));
  const single: Run[] = [];
  for (const [at, run] of runs.entries()) {
    if (run.leaf.kind !== 'break') single.push(run);
    else if (at > 0 && at < runs.length - 1 && runs[at - 1]?.leaf.kind !== 'break' && single.length > 0)
      single.push(instead === 'break' ? run : { ...run, leaf: { kind: 'text', text: ' ' } });
  }
  while (single.at(-1)?.leaf.kind === 'break') single.pop();
  return inlinesOf(instead === 'break' ? single : tidyRuns(single));
};

/** Cells of a table at most. No message writes out as many, but one long row makes all the others as long. */
const mostCells = 20_000;

const tidyTable = (table: TableBlock, tidy: Block[]): void => {
  const rowsWithHeader = table.header === null ? table.rows : [table.header, ...table.rows];
  const longest = rowsWithHeader.reduce((most, row) => Math.max(most, row.length), 0);
  const columns = Math.min(longest, Math.max(1, Math.floor(mostCells / rowsWithHeader.length)));
  const even = (row: readonly Cell[]): Cell[] => {
    const cells = withLastTogether(row, columns);
    return Array.from({ length: columns }, (_, at) => {
      const cell = cells[at] ?? [];
      return cell.length === 0 ? [] : oneLine(cell, 'break');
    });
  };
  const isFilled = (row: readonly Cell[]): boolean => row.some((cell) => cell.length > 0);
  const header = table.header === null ? null : even(table.header);
  const rows = table.rows.map(even).filter(isFilled);
  const filledHeader = header !== null && isFilled(header) ? header : null;
  if (filledHeader === null && rows.length === 0) return;
  const alignments = Array.from({ length: columns }, (_, at) => table.alignments[at] ?? null);
  tidy.push({ kind: 'table', alignments, header: filledHeader, rows });
};

/** The cells that no column is left for stand in the last one. */
const withLastTogether = (row: readonly Cell[], columns: number): readonly Cell[] =>
  row.length <= columns
    ? row
    : [
        ...row.slice(0, columns - 1),
        row
          .slice(columns - 1)
          .filter((cell) => cell.length > 0)
          .flatMap((cell, at): Cell => (at === 0 ? cell : [{ kind: 'text', text: ' ' }, ...cell])),
      ];
