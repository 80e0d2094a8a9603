/**
 * Fences of code as Mattermost's own parser reads them (read in mattermost/marked, rule `fences`): nothing beside the opening signs is of
 * either kind (`~~~a~~~` is text); the closing line begins with the very signs that opened, and more of both kinds may follow; a fence
 * that never closes is text, unless the post ends with an empty line.
 */
import type MarkdownIt from 'markdown-it';

type Parser = InstanceType<typeof MarkdownIt>;
type StateBlock = InstanceType<Parser['block']['State']>;

const opening = /^(`{3,}|~{3,})([^`~]*)$/;
const closing = /^[`~]* *$/;

/** For each text that is read: signs that nothing closes from a line on, by the end of what they stand in. */
const neverClosed = new WeakMap<object, Map<string, number>>();

const lineOf = (state: StateBlock, line: number): string =>
  state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);

const closes = (state: StateBlock, line: number, marker: string): boolean => {
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  return (
    state.src.startsWith(marker, start) &&
    (state.sCount[line] ?? 0) - state.blkIndent < 4 &&
    closing.test(state.src.slice(start + marker.length, state.eMarks[line]))
  );
};

/** The line that closes, or the one at which what it stands in ends. */
const endOfFence = (state: StateBlock, from: number, end: number, marker: string): number => {
  const known = neverClosed.get(state.env) ?? new Map<string, number>();
  neverClosed.set(state.env, known);
  const key = `${marker} ${end} ${state.blkIndent}`;
  if (from >= (known.get(key) ?? Infinity)) return end;
  let line = from;
  while (line < end && !closes(state, line, marker)) {
    // A line that stands further out ends a list item, and the fence in it.
    if (!state.isEmpty(line) && (state.sCount[line] ?? 0) < state.blkIndent) return line;
    line += 1;
  }
  if (line >= end) known.set(key, from);
  return line;
};

const readFence = (state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean => {
  if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4 || startLine + 1 >= endLine) return false;
  const [, marker, info = ''] = opening.exec(lineOf(state, startLine)) ?? [];
  if (marker === undefined) return false;
  const end = endOfFence(state, startLine + 1, endLine, marker);
  const isClosed = end < endLine && closes(state, end, marker);
  if (!isClosed && state.level === 0 && !state.src.endsWith('\n')) return false;
  if (silent) return true;
  const token = state.push('fence', 'code', 0);
  token.info = info;
  token.markup = marker;
  token.content = state.getLines(startLine + 1, end, state.sCount[startLine] ?? 0, true);
  state.line = end + (isClosed ? 1 : 0);
  token.map = [startLine, state.line];
  return true;
};

/** Puts Mattermost's fences in place of markdown-it's own. */
export const readMattermostFences = (markdown: Parser): void => {
  markdown.block.ruler.at('fence', readFence, { alt: ['paragraph', 'reference', 'blockquote', 'list'] });
};
