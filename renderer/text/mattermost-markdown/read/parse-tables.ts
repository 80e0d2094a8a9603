/**
 * Tables as Mattermost's own parser reads them (read in mattermost/marked, rules `table` and `nptable`), which is not as GFM says: a row
 * may have more cells than the header, the line below the header fewer, header cells may be empty; a table ends at the first line that is
 * no row, does not begin within a paragraph, and there is none in a list.
 */
import type { Alignment } from '../../document/index.ts';

/** A table of a post, its cells as they are written, and the line that follows it. */
export interface WrittenTable {
  readonly alignments: readonly Alignment[];
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly end: number;
}

interface TableForm {
  readonly header: RegExp;
  readonly rule: RegExp;
  readonly row: RegExp;
  readonly isFramed: boolean;
}

/** `| a | b |` over `|---|---|`: every line of the table begins with a sign. */
const framed: TableForm = { header: /^ *\|.+$/, rule: /^ *\| *[-:][-:| ]*$/, row: /^ *\|/, isFramed: true };
/** `a | b` over `--- | ---`: some sign in each line. */
const open: TableForm = {
  header: /^ *[^ ][^|]*\|/,
  rule: /^ *[-:]+ *\|[-| :]*$/,
  row: /\|/,
  isFramed: false,
};

/** Cells between signs; one that is escaped is text, also in code. */
const cellsOf = (row: string): string[] => {
  if (row === '') return [];
  const cells: string[] = [];
  let start = 0;
  for (let at = row.indexOf('|'); at !== -1; at = row.indexOf('|', at + 1)) {
    if (row[at - 1] === '\\') continue;
    cells.push(row.slice(start, at).trim());
    start = at + 1;
  }
  return [...cells, row.slice(start).trim()];
};

/** A row without the signs at its ends. */
const unframed = (row: string): string =>
  row
    .replace(/^ *\| */, '')
    .replace(/\| *$/, '')
    .trimEnd();

const alignmentOf = (cell: string): Alignment => {
  if (/^-+:$/.test(cell)) return 'right';
  if (/^:-+:$/.test(cell)) return 'center';
  return /^:-+$/.test(cell) ? 'left' : null;
};

const tableAt = (lines: readonly string[], start: number, form: TableForm): WrittenTable | null => {
  const [header = '', rule = ''] = [lines[start], lines[start + 1]];
  // A line below the header that ends the text makes no table.
  if (start + 2 >= lines.length || !form.rule.test(rule) || !form.header.test(header)) return null;
  const cells = (row: string): string[] => cellsOf(form.isFramed ? unframed(row) : row.trimStart());
  const rows: string[][] = [];
  let end = start + 2;
  for (; end < lines.length && form.row.test(lines[end] ?? ''); end += 1) rows.push(cells(lines[end] ?? ''));
  return {
    alignments: unframed(rule)
      .split('|')
      .map((cell) => alignmentOf(cell.trim())),
    header: cells(header),
    rows,
    end,
  };
};

/** The table whose every line begins with a sign and that begins at a line, null for none. */
export const framedTableAt = (lines: readonly string[], start: number): WrittenTable | null =>
  tableAt(lines, start, framed);

/** The table without such a frame that begins at a line. */
export const openTableAt = (lines: readonly string[], start: number): WrittenTable | null =>
  tableAt(lines, start, open);
