/** Marks and code in a line as Mattermost's own parser reads them: `marks.ts` says where a mark ends, and what stands in it is read by itself. */
import type MarkdownIt from 'markdown-it';
import { MarksOfText } from '../marks.ts';

type Parser = InstanceType<typeof MarkdownIt>;
type StateInline = InstanceType<Parser['inline']['State']>;

const marksOf = new WeakMap<StateInline, MarksOfText>();
const tags = { strong: 'strong', emphasis: 'em', strike: 's' } as const;

const readMark = (state: StateInline, silent: boolean): boolean => {
  const sign = state.src.charAt(state.pos);
  // Silently: the end of a link's text is looked for, in which signs are passed one by one.
  if (silent || (sign !== '*' && sign !== '_' && sign !== '~')) return false;
  // An underscore opens nothing right after a letter of text.
  if (sign === '_' && /\w$/.test(state.pending.slice(-1))) return false;
  const marks = marksOf.get(state) ?? new MarksOfText(state.src);
  marksOf.set(state, marks);
  const { pos: start, posMax: end } = state;
  const mark = marks.at(start, end);
  if (mark === null) return false;
  const tag = tags[mark.kind];
  state.push(`${tag}_open`, tag, 1);
  state.pos = start + mark.length;
  state.posMax = mark.close;
  state.md.inline.tokenize(state);
  state.push(`${tag}_close`, tag, -1);
  state.pos = mark.close + mark.length;
  state.posMax = end;
  return true;
};

/** Where runs of backticks begin, by their length, in the text's order. */
const runsOf = new WeakMap<StateInline, ReadonlyMap<number, readonly number[]>>();

const runsIn = (text: string): ReadonlyMap<number, readonly number[]> => {
  const runs = new Map<number, number[]>();
  for (const { 0: run, index } of text.matchAll(/`+/g)) {
    const others = runs.get(run.length);
    if (others) others.push(index);
    else runs.set(run.length, [index]);
  }
  return runs;
};

/** The first of ascending numbers that is not below `least`, -1 for none. */
const firstFrom = (ascending: readonly number[], least: number): number => {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return ascending[low] ?? -1;
};

/** Code ends at as many backticks as opened it, within the mark or link that it stands in; white space at its ends does not count. */
const readCode = (state: StateInline, silent: boolean): boolean => {
  const { src, pos, posMax } = state;
  if (src.charAt(pos) !== '`') return false;
  let start = pos + 1;
  while (start < posMax && src.charAt(start) === '`') start += 1;
  const length = start - pos;
  const runs = runsOf.get(state) ?? runsIn(src);
  runsOf.set(state, runs);
  const close = firstFrom(runs.get(length) ?? [], start);
  const isCode = close >= 0 && close + length <= posMax;
  if (!silent && isCode) {
    const text = src.slice(start, close).replaceAll('\n', ' ');
    state.push('code_inline', 'code', 0).content = text.trim() || ' ';
  } else if (!silent) state.pending += src.slice(pos, start);
  state.pos = isCode ? close + length : start;
  return true;
};

/** Puts Mattermost's marks and code in place of markdown-it's own. */
export const readMattermostMarks = (markdown: Parser): void => {
  markdown.inline.ruler.at('emphasis', readMark);
  markdown.inline.ruler.at('backticks', readCode);
  markdown.inline.ruler.disable('strikethrough');
  // They would pair the signs that markdown-it's own rules leave.
  markdown.inline.ruler2.disable(['balance_pairs', 'strikethrough', 'emphasis']);
};
