/** Tables of a Teams body. */
import type { Alignment, Inline, TableBlock } from '../../document/index.ts';
import { alignmentOf } from './align.ts';
import type { HtmlElement, HtmlNode } from './nodes.ts';

interface ReadRow {
  readonly isHeader: boolean;
  readonly cells: readonly (readonly Inline[])[];
  readonly alignments: readonly Alignment[];
  /** For each cell, how many rows it is high. */
  readonly heights: readonly number[];
}

/** No table of a chat is wider; more columns than this are a trick. */
const widest = 100;
const tallest = 1_000;

/**
 * Reads `<table>`. The first row is the header when it stands in `<thead>` or holds header cells only. What stands where HTML has no
 * place for it is a cell, or a row, of its own: no word of it is lost.
 */
export const readTable = (
  element: HtmlElement,
  inner: (nodes: readonly HtmlNode[]) => Inline[],
): TableBlock => {
  const rows: ReadRow[] = [];
  const collect = (nodes: readonly HtmlNode[], inHead: boolean): void => {
    let stray: HtmlNode[] = [];
    const endStray = (): void => {
      if (stray.length > 0) rows.push(readRow(stray, inHead, inner));
      stray = [];
    };
    for (const node of nodes) {
      if (isNothing(node)) continue;
      const name = typeof node === 'string' ? '' : node.name;
      const isSection = name === 'thead' || name === 'tbody' || name === 'tfoot';
      if (name !== 'tr' && !isSection) {
        stray.push(node);
        continue;
      }
      endStray();
      const inside = typeof node === 'string' ? [] : node.children;
      if (isSection) collect(inside, name === 'thead');
      else rows.push(readRow(inside, inHead, inner));
    }
    endStray();
  };
  collect(element.children, false);
  const even = belowTallCells(rows);
  const [first, ...rest] = even;
  const header = first?.isHeader ? first : null;
  return {
    kind: 'table',
    alignments: first?.alignments ?? [],
    header: header?.cells ?? null,
    rows: (header ? rest : even).map(({ cells }) => cells),
  };
};

/** White space between rows and cells, and what has no text: captions stand above the table. */
const isNothing = (node: HtmlNode): boolean =>
  typeof node === 'string' ? node.trim() === '' : ['caption', 'colgroup', 'col'].includes(node.name);

const readRow = (
  row: readonly HtmlNode[],
  inHead: boolean,
  inner: (nodes: readonly HtmlNode[]) => Inline[],
): ReadRow => {
  const cells: Inline[][] = [];
  const alignments: Alignment[] = [];
  const heights: number[] = [];
  let isHeader = true;
  for (const node of row) {
    if (isNothing(node)) continue;
    if (typeof node === 'string' || (node.name !== 'td' && node.name !== 'th')) {
      isHeader = false;
      const stray = inner([node]);
      if (stray.length === 0) continue;
      cells.push(stray);
      alignments.push(null);
      heights.push(1);
      continue;
    }
    if (node.name === 'td') isHeader = false;
    cells.push(inner(node.children));
    alignments.push(alignmentOf(node));
    const height = spanOf(node.attributes.rowspan, tallest);
    heights.push(height);
    const span = spanOf(node.attributes.colspan, widest);
    for (let more = 1; more < span && cells.length < widest; more += 1) {
      cells.push([]);
      alignments.push(null);
      heights.push(height);
    }
  }
  return { isHeader: inHead || (isHeader && cells.length > 0), cells, alignments, heights };
};

const spanOf = (said: string | undefined, most: number): number =>
  Math.max(1, Math.min(most, Number.parseInt(said ?? '1', 10) || 1));

/** Below a cell of several rows an empty one keeps the columns of what follows. */
const belowTallCells = (rows: readonly ReadRow[]): readonly ReadRow[] => {
  if (rows.every(({ heights }) => heights.every((height) => height === 1))) return rows;
  let left: number[] = [];
  return rows.map((row) => {
    const cells: (readonly Inline[])[] = [];
    const alignments: Alignment[] = [];
    const heights: number[] = [];
    let next = 0;
    while (next < row.cells.length || (left[cells.length] ?? 0) > 0) {
      if (cells.length >= widest) break;
      const above = left[cells.length] ?? 0;
      cells.push(above > 0 ? [] : (row.cells[next] ?? []));
      alignments.push(above > 0 ? null : (row.alignments[next] ?? null));
      heights.push(above > 0 ? above : (row.heights[next] ?? 1));
      if (above === 0) next += 1;
    }
    left = heights.map((height) => height - 1);
    return { ...row, cells, alignments, heights };
  });
};
