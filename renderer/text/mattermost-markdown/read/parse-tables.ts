/**
 * Tables as Mattermost's own parser reads them (read in mattermost/marked, rules `table` and `nptable`), which is not as GFM says: a row
 * may have more cells than the header, the line below the header fewer, header cells may be empty; a table ends at the first line that is
 * no row, does not begin within a paragraph, and there is none in a list.
 */
import type MarkdownIt from 'markdown-it';

type Parser = InstanceType<typeof MarkdownIt>;
type BlockRule = ReturnType<Parser['block']['ruler']['getRules']>[number];
type StateBlock = Parameters<BlockRule>[0];

/** `| a | b |` over `|---|---|`: every line of the table begins with a sign. */
const framed = { header: /^\|.+$/, rule: /^\| *[-:][-:| ]*$/, row: /^\|/ };
/** `a | b` over `--- | ---`: some sign in each line. */
const open = { header: /^.[^|]*\|/, rule: /^[-:]+ *\|[-| :]*$/, row: /\|/ };

/** What Mattermost takes for a heading or code before it looks for a table without a frame. */
const comesFirst = /^(?:#{1,6} +\S|`{3,}[^`~]*$|~{3,}[^`~]*$)/;

/** The text of a line within its container. */
const lineOf = (state: StateBlock, line: number): string =>
  state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);

const isWithin = (state: StateBlock, line: number): boolean => {
  const indent = (state.sCount[line] ?? 0) - state.blkIndent;
  return indent >= 0 && indent < 4;
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
const unframed = (row: string): string => row.replace(/^\| */, '').replace(/\| *$/, '').trimEnd();

const alignmentOf = (cell: string): string => {
  if (/^-+:$/.test(cell)) return 'right';
  if (/^:-+:$/.test(cell)) return 'center';
  return /^:-+$/.test(cell) ? 'left' : '';
};

/** Which kind of table begins at a line, null for none. */
const kindAt = (state: StateBlock, line: number, end: number): typeof framed | null => {
  if (line + 1 >= end || !isWithin(state, line) || (state.sCount[line + 1] ?? 0) < state.blkIndent)
    return null;
  // A line below the header that ends the text makes no table.
  if (state.src.charAt(state.eMarks[line + 1] ?? 0) !== '\n') return null;
  const header = lineOf(state, line);
  const rule = lineOf(state, line + 1);
  if (open.rule.test(rule) && open.header.test(header) && !comesFirst.test(header)) return open;
  return framed.rule.test(rule) && framed.header.test(header) ? framed : null;
};

/** Reads one table, or says that there is none. */
const readTable: BlockRule = (state, startLine, endLine, silent) => {
  // Within a list there are none.
  if (state.listIndent >= 0) return false;
  const kind = kindAt(state, startLine, endLine);
  if (kind === null) return false;
  if (silent) return true;
  const rowOf = (line: number): string[] => {
    const text = lineOf(state, line);
    return cellsOf(kind === framed ? unframed(text) : text);
  };
  const alignments = unframed(lineOf(state, startLine + 1))
    .split('|')
    .map((cell) => alignmentOf(cell.trim()));
  let end = startLine + 2;
  while (end < endLine && (state.sCount[end] ?? 0) >= state.blkIndent && kind.row.test(lineOf(state, end)))
    end += 1;
  state.push('table_open', 'table', 1).map = [startLine, end];
  state.push('thead_open', 'thead', 1);
  pushRow(state, startLine, rowOf(startLine), alignments, 'th');
  state.push('thead_close', 'thead', -1);
  if (end > startLine + 2) {
    state.push('tbody_open', 'tbody', 1);
    for (let line = startLine + 2; line < end; line += 1) pushRow(state, line, rowOf(line), alignments, 'td');
    state.push('tbody_close', 'tbody', -1);
  }
  state.push('table_close', 'table', -1);
  state.line = end;
  return true;
};

const pushRow = (
  state: StateBlock,
  line: number,
  cells: readonly string[],
  alignments: readonly string[],
  tag: 'td' | 'th',
): void => {
  state.push('tr_open', 'tr', 1);
  for (const [at, cell] of cells.entries()) {
    const alignment = alignments[at] ?? '';
    const opened = state.push(`${tag}_open`, tag, 1);
    if (alignment !== '') opened.attrs = [['style', `text-align:${alignment}`]];
    const inline = state.push('inline', '', 0);
    inline.content = cell;
    inline.children = [];
    inline.map = [line, line + 1];
    state.push(`${tag}_close`, tag, -1);
  }
  state.push('tr_close', 'tr', -1);
};

/** Puts Mattermost's tables in place of markdown-it's own. */
export const readMattermostTables = (markdown: Parser): void => {
  markdown.block.ruler.at('table', readTable, { alt: [] });
};
