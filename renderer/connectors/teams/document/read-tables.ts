/** Tables of a Teams body. */
import type { Alignment, Inline, TableBlock } from '../../../model/index.ts';
import type { HtmlElement, HtmlNode } from './nodes.ts';

interface ReadRow {
  readonly isHeader: boolean;
  readonly cells: readonly (readonly Inline[])[];
  readonly alignments: readonly Alignment[];
}

/** No table of a chat is wider; more columns than this are a trick. */
const widest = 100;

/** Reads `<table>`. The first row is the header when it stands in `<thead>` or holds header cells only. */
export const readTable = (
  element: HtmlElement,
  inner: (nodes: readonly HtmlNode[]) => Inline[],
): TableBlock => {
  const rows: ReadRow[] = [];
  const collect = (nodes: readonly HtmlNode[], inHead: boolean): void => {
    for (const node of nodes) {
      if (typeof node === 'string') continue;
      if (node.name === 'tr') rows.push(readRow(node, inHead, inner));
      else if (node.name === 'thead' || node.name === 'tbody' || node.name === 'tfoot')
        collect(node.children, node.name === 'thead');
    }
  };
  collect(element.children, false);
  const [first, ...rest] = rows;
  const header = first?.isHeader ? first : null;
  return {
    kind: 'table',
    alignments: first?.alignments ?? [],
    header: header?.cells ?? null,
    rows: (header ? rest : rows).map(({ cells }) => cells),
  };
};

const readRow = (
  row: HtmlElement,
  inHead: boolean,
  inner: (nodes: readonly HtmlNode[]) => Inline[],
): ReadRow => {
  const cells: Inline[][] = [];
  const alignments: Alignment[] = [];
  let isHeader = true;
  for (const node of row.children) {
    if (typeof node === 'string' || (node.name !== 'td' && node.name !== 'th')) continue;
    if (node.name === 'td') isHeader = false;
    cells.push(inner(node.children));
    alignments.push(alignmentOf(node));
    const span = Math.min(widest, Number.parseInt(node.attributes.colspan ?? '1', 10) || 1);
    for (let more = 1; more < span && cells.length < widest; more += 1) {
      cells.push([]);
      alignments.push(null);
    }
  }
  return { isHeader: inHead || (isHeader && cells.length > 0), cells, alignments };
};

const alignmentOf = ({ attributes }: HtmlElement): Alignment => {
  const style = /text-align\s*:\s*(left|center|right)/i.exec((attributes.style ?? '').slice(0, 500))?.[1];
  const said = (style ?? attributes.align ?? '').toLowerCase();
  return said === 'left' || said === 'center' || said === 'right' ? said : null;
};
