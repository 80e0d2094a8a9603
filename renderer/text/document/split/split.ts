/**
 * A document in parts that each fit the other side's limit. Cut at the border of blocks where that will do, else between items, rows
 * (the header is repeated), lines of code (the fence is opened again), sentences, words, and only then between graphemes; never within
 * a link or a mention. The same document is always cut in the same way, so that an edit can be laid over the parts one by one.
 */
import type { Block, Document, ListBlock, QuoteBlock, TableBlock } from '../index.ts';
import { tidyDocument } from '../index.ts';
import { mostThatFit } from './most-that-fit.ts';
import { splitInlines } from './split-inlines.ts';

/** Whether a document can be sent as it is; the more is in a document, the less it fits. */
export type Fits = (document: Document) => boolean;

/** What fits of a block, and what is left of it. */
interface Cut {
  readonly head: Block | null;
  readonly tail: readonly Block[];
}

/**
 * The parts of a document, in order; one for a document that fits. What is too large even alone (a limit smaller than a single
 * grapheme with its markup) makes a part of its own all the same: nothing is left out.
 */
export const splitDocument = (document: Document, fits: Fits): readonly Document[] => {
  const tidy = tidyDocument(document);
  if (fits(tidy)) return [tidy];
  const parts: Document[] = [];
  for (let rest = tidy.blocks; rest.length > 0;) {
    const [blocks, left] = firstPart(rest, (some) => fits({ blocks: some }));
    parts.push({ blocks });
    rest = left;
  }
  return parts;
};

type FitBlocks = (blocks: readonly Block[]) => boolean;

const firstPart = (
  blocks: readonly Block[],
  fit: FitBlocks,
): readonly [readonly Block[], readonly Block[]] => {
  const whole = mostThatFit(blocks.length, (most) => fit(blocks.slice(0, most)));
  const before = blocks.slice(0, whole);
  const next = blocks[whole];
  if (next === undefined) return [before, []];
  const after = blocks.slice(whole + 1);
  // A heading stays with what it heads.
  if (whole > 1 && before.at(-1)?.kind === 'heading') return [before.slice(0, -1), blocks.slice(whole - 1)];
  // A block that fits a part of its own is not cut.
  if (whole > 0 && fit([next])) return [before, [next, ...after]];
  const { head, tail } = cut(next, (part) => fit([...before, part]), whole === 0);
  return head === null
    ? [before, [...tail, ...after]]
    : [
        [...before, head],
        [...tail, ...after],
      ];
};

type FitBlock = (block: Block) => boolean;

/** Cuts a block that does not fit. `must`: something has to be taken, whether it fits or not. */
const cut = (block: Block, fit: FitBlock, must: boolean): Cut => {
  switch (block.kind) {
    case 'paragraph':
    case 'heading': {
      const [head, tail] = splitInlines(block.children, (children) => fit({ ...block, children }), must);
      return {
        head: head.length === 0 ? null : { ...block, children: head },
        tail: tail.length === 0 ? [] : [{ ...block, children: tail }],
      };
    }
    case 'code':
      return cutCode(block, fit, must);
    case 'list':
      return cutList(block, fit, must);
    case 'table':
      return cutTable(block, fit, must);
    case 'quote':
      return cutQuote(block, fit, must);
    case 'rule':
      return must ? { head: block, tail: [] } : { head: null, tail: [block] };
  }
};

const cutCode = (block: Extract<Block, { kind: 'code' }>, fit: FitBlock, must: boolean): Cut => {
  const lines = block.text.split('\n');
  const code = (text: string): Block => ({ ...block, text });
  const whole = mostThatFit(lines.length, (most) => fit(code(lines.slice(0, most).join('\n'))));
  if (whole > 0)
    return { head: code(lines.slice(0, whole).join('\n')), tail: [code(lines.slice(whole).join('\n'))] };
  const [line = '', ...others] = lines;
  const [head, tail] = splitInlines([{ kind: 'text', text: line }], (some) => fit(code(textOf(some))), must);
  if (head.length === 0) return { head: null, tail: [block] };
  return { head: code(textOf(head)), tail: [code([textOf(tail), ...others].join('\n'))] };
};

const textOf = (inlines: readonly { readonly kind: string; readonly text?: string }[]): string =>
  inlines.map(({ text }) => text ?? '').join('');

/** An item that is cut goes on as blocks of its own, so that no second bullet or number stands before the rest of it. */
const cutList = (list: ListBlock, fit: FitBlock, must: boolean): Cut => {
  const from = (start: number): ListBlock => ({
    ...list,
    start: list.ordered ? list.start + start : 1,
    items: list.items.slice(start),
  });
  const first = (items: ListBlock['items']): ListBlock => ({ ...list, items });
  const whole = mostThatFit(list.items.length, (most) => fit(first(list.items.slice(0, most))));
  if (whole > 0)
    return {
      head: first(list.items.slice(0, whole)),
      tail: whole === list.items.length ? [] : [from(whole)],
    };
  const [item] = list.items;
  if (!item) return { head: null, tail: [] };
  const [blocks, left] = partOf(item.blocks, (some) => fit(first([{ ...item, blocks: some }])), must);
  const rest = list.items.length > 1 ? [from(1)] : [];
  if (blocks.length === 0) return { head: null, tail: [list] };
  return { head: first([{ ...item, blocks }]), tail: [...left, ...rest] };
};

const cutQuote = (quote: QuoteBlock, fit: FitBlock, must: boolean): Cut => {
  const [blocks, left] = partOf(quote.blocks, (some) => fit({ ...quote, blocks: some }), must);
  if (blocks.length === 0) return { head: null, tail: [quote] };
  // The author stands before the first part only.
  return {
    head: { ...quote, blocks },
    tail: left.length === 0 ? [] : [{ ...quote, authorName: null, blocks: left }],
  };
};

/** Like `firstPart`, of what stands in another block, where taking nothing is possible unless it must be. */
const partOf = (
  blocks: readonly Block[],
  fit: FitBlocks,
  must: boolean,
): readonly [readonly Block[], readonly Block[]] => {
  const whole = mostThatFit(blocks.length, (most) => fit(blocks.slice(0, most)));
  const before = blocks.slice(0, whole);
  const next = blocks[whole];
  if (next === undefined) return [before, []];
  if (whole > 0) return [before, blocks.slice(whole)];
  const { head, tail } = cut(next, (part) => fit([part]), must);
  const after = blocks.slice(1);
  return head === null ? [[], blocks] : [[head], [...tail, ...after]];
};

/** Rows with the header over every part; a row too long even alone goes on as a paragraph per cell. */
const cutTable = (table: TableBlock, fit: FitBlock, must: boolean): Cut => {
  const rows = (some: TableBlock['rows']): TableBlock => ({ ...table, rows: some });
  const whole = mostThatFit(table.rows.length, (most) => fit(rows(table.rows.slice(0, most))));
  if (whole > 0)
    return {
      head: rows(table.rows.slice(0, whole)),
      tail: whole === table.rows.length ? [] : [rows(table.rows.slice(whole))],
    };
  if (!must) return { head: null, tail: [table] };
  const [row = [], ...others] =
    table.header === null || fit(rows([])) ? table.rows : [table.header, ...table.rows];
  const cells = row
    .filter((cell) => cell.length > 0)
    .map((children): Block => ({ kind: 'paragraph', children }));
  const header = table.header !== null && fit(rows([])) ? table.header : null;
  const rest: readonly Block[] = others.length === 0 ? [] : [{ ...table, header, rows: others }];
  const [first, ...left] = cells;
  if (!first) return { head: null, tail: rest };
  const taken = fit(first) ? { head: first, tail: [] } : cut(first, fit, true);
  return { head: taken.head, tail: [...taken.tail, ...left, ...rest] };
};
