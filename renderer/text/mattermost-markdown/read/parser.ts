/**
 * Mattermost's Markdown as markdown-it's tokens. Mattermost's web app uses a marked of its own, older than CommonMark; what people
 * notice of the difference is set here (read in mattermost/marked, lib/marked.js): its set of escapes, which delimiters open and close,
 * no continuation of list items without indentation, `1)` is no list, a mark without anything after it is text.
 */
import MarkdownIt from 'markdown-it';
import { endOfAddress, hostsIn, isAddressAfter, schemeBefore, type FoundAddress } from '../../addresses.ts';
import { readMattermostAutolinks } from './parse-autolinks.ts';
import { readMattermostFences } from './parse-fences.ts';
import { parseQuickly } from './parse-quickly.ts';
import { readMattermostReferences } from './parse-references.ts';
import { readMattermostTables } from './parse-tables.ts';

type Parser = InstanceType<typeof MarkdownIt>;
type StateInline = InstanceType<Parser['inline']['State']>;
type BlockRule = ReturnType<Parser['block']['ruler']['getRules']>[number];
type StateBlock = Parameters<BlockRule>[0];

export type Token = ReturnType<Parser['parse']>[number];

/** What the parser is told with a text. */
export interface ParserSettings {
  readonly inlineLatex: boolean;
}

const markdown = new MarkdownIt({
  html: false,
  linkify: false,
  breaks: true,
  typographer: false,
  maxNesting: 100,
});

// Odd addresses stay as they are written; scripts and data are no addresses (markdown-it's own validateLink).
markdown.normalizeLink = (url) => url;
markdown.normalizeLinkText = (text) => text;
// Entities must be told from text: `&#58;smile:` is no emoji.
markdown.core.ruler.disable('text_join');
readMattermostAutolinks(markdown);
readMattermostFences(markdown);
readMattermostReferences(markdown);
readMattermostTables(markdown);
parseQuickly(markdown);

const escapable = new Set('`*{}[]()#+-.!_>|~');
const isWord = (character: string | undefined): boolean => character !== undefined && /\w/.test(character);
const isSpace = (character: string | undefined): boolean =>
  character === undefined || character.trim() === '';

markdown.inline.ruler.at('escape', (state, silent) => {
  if (state.src.charAt(state.pos) !== '\\') return false;
  const next = state.src.charAt(state.pos + 1);
  if (!escapable.has(next) && !(next === '\\' && !isWord(state.src[state.pos + 2]))) return false;
  if (!silent) {
    const token = state.push('text_special', '', 0);
    token.content = next;
    token.markup = `\\${next}`;
    token.info = 'escape';
  }
  state.pos += 2;
  return true;
});

markdown.inline.ruler.after('text', 'address', (state, silent) => {
  // Silently: markdown-it looks for the end of a link's text, in which there are no addresses.
  if (silent || state.linkLevel > 0 || state.src.charAt(state.pos) !== ':') return false;
  const name = schemeBefore(state.src.slice(Math.max(0, state.pos - 10), state.pos));
  if (name === '' || !state.pending.endsWith(name) || !isAddressAfter(name, state.src, state.pos))
    return false;
  const from = state.pos - name.length;
  const to = endOfAddress(state.src, from);
  if (to <= state.pos + 1) return false;
  state.pending = state.pending.slice(0, -name.length);
  pushAddress(state, state.src.slice(from, to));
  state.pos = to;
  return true;
});

const pushAddress = (state: StateInline, url: string, text = url): void => {
  const open = state.push('link_open', 'a', 1);
  open.attrs = [['href', url]];
  open.markup = 'linkify';
  open.info = 'auto';
  state.push('text', '', 0).content = text;
  state.push('link_close', 'a', -1).markup = 'linkify';
};

const hosts = new WeakMap<StateInline, { readonly found: readonly FoundAddress[]; next: number }>();

/** The first address without a scheme that begins at `pos` or after it; asked in the text's order. */
const hostAt = (state: StateInline): FoundAddress | null => {
  let known = hosts.get(state);
  if (!known) hosts.set(state, (known = { found: hostsIn(state.src), next: 0 }));
  while ((known.found[known.next]?.from ?? Infinity) < state.pos) known.next += 1;
  return known.found[known.next] ?? null;
};

/** Where markdown-it's rule for text stops, so that the other rules are asked. */
const stop = /[\n!#$%&*+\-:<=>@[\]\\^_`{}~]/;

markdown.inline.ruler.before('text', 'host', (state, silent) => {
  if (silent || state.linkLevel > 0) return false;
  const host = hostAt(state);
  if (host === null || host.to > state.posMax) return false;
  if (host.from === state.pos) {
    pushAddress(state, host.url, state.src.slice(host.from, host.to));
    state.pos = host.to;
    return true;
  }
  const before = state.src.slice(state.pos, host.from);
  if (stop.test(before)) return false;
  state.pending += before;
  state.pos = host.from;
  return true;
});

const latex = /\$([^$\n]+)\$(?!\w)/y;

markdown.inline.ruler.after('escape', 'inline_latex', (state, silent) => {
  if (state.src.charAt(state.pos) !== '$' || state.env.inlineLatex !== true) return false;
  latex.lastIndex = state.pos;
  const match = latex.exec(state.src);
  if (match === null) return false;
  if (!silent) state.push('code_inline', 'code', 0).content = match[0];
  state.pos += match[0].length;
  return true;
});

/** `![alt](address =100x50 "title")`: Mattermost's size of a picture. */
const sizedImage =
  /!\[([^[\]\n]*)\]\(<?([^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)>? +=(\d*)(?:x(\d*))?(?: +"[^"\n]*")? *\)/y;

markdown.inline.ruler.before('image', 'sized_image', (state, silent) => {
  if (!state.src.startsWith('![', state.pos)) return false;
  sizedImage.lastIndex = state.pos;
  const match = sizedImage.exec(state.src);
  if (match === null || !markdown.validateLink(match[2] ?? '')) return false;
  if (!silent) {
    const token = state.push('image', 'img', 0);
    token.attrs = [
      ['src', match[2] ?? ''],
      // The renderer's place for the text.
      ['alt', ''],
      ['width', match[3] ?? ''],
      ['height', match[4] ?? ''],
    ];
    token.content = match[1] ?? '';
    token.children = [];
    state.md.inline.parse(token.content, state.md, state.env, token.children);
  }
  state.pos += match[0].length;
  return true;
});

/** Delimiters open before and close after anything but white space; an underscore not within words. */
class MattermostInline extends markdown.inline.State {
  override scanDelims(start: number): { can_open: boolean; can_close: boolean; length: number } {
    const mark = this.src.charAt(start);
    let end = start;
    while (end < this.posMax && this.src.charAt(end) === mark) end += 1;
    const before = start > 0 ? this.src[start - 1] : undefined;
    const after = end < this.posMax ? this.src[end] : undefined;
    const isUnderscore = mark === '_';
    return {
      can_open: !isSpace(after) && !(isUnderscore && isWord(before)),
      // Two underscores close within a word, too (`__a__b`).
      can_close: !isSpace(before) && !(isUnderscore && end - start < 2 && isLetter(after)),
      length: end - start,
    };
  }
}
const isLetter = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character);
markdown.inline.State = MattermostInline;

/** markdown-it's own rule of this name: the one that is missing when it is switched off. */
const ownRule = (name: string): BlockRule => {
  const all = markdown.block.ruler.getRules('');
  markdown.block.ruler.disable(name);
  const others = markdown.block.ruler.getRules('');
  markdown.block.ruler.enable(name);
  const rule = all.find((one) => !others.includes(one));
  if (!rule) throw new Error(`markdown-it has no rule ${name}`);
  return rule;
};

const interrupting = ['paragraph', 'reference', 'blockquote'];

/** Lets a block rule of markdown-it's see only lines that Mattermost takes for that block. */
const onlyWhere = (name: string, alternatives: string[], matches: (line: string) => boolean): void => {
  const rule = ownRule(name);
  markdown.block.ruler.at(
    name,
    (state, startLine, endLine, silent) =>
      matches(lineOf(state, startLine)) && rule(state, startLine, endLine, silent),
    { alt: alternatives },
  );
};

const lineOf = (state: StateBlock, line: number): string =>
  state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);

const ownList = ownRule('list');
markdown.block.ruler.at(
  'list',
  (state, startLine, endLine, silent) => {
    const line = lineOf(state, startLine);
    if (!/^(?:[*+-]|\d{1,9}\.)\s+\S/.test(line)) return false;
    // Any number interrupts a paragraph in Mattermost; CommonMark only lets 1 do so.
    const interrupts =
      silent && state.parentType === 'paragraph' && /^\d/.test(line) && isIndentedEnough(state, startLine);
    return interrupts || ownList(state, startLine, endLine, silent);
  },
  { alt: interrupting },
);

const isIndentedEnough = (state: StateBlock, line: number): boolean => {
  const indent = (state.sCount[line] ?? 0) - state.blkIndent;
  return indent >= 0 && indent < 4;
};

onlyWhere('heading', interrupting, (line) => /^#{1,6}\s+\S/.test(line) && !/^#+\s+#+\s*$/.test(line));
onlyWhere('blockquote', [...interrupting, 'list'], (line) => /^>\s*\S/.test(line));

/** A heading is the one line above a line of at least two signs, also right below a paragraph; the last sign tells its rank. */
markdown.block.ruler.at(
  'lheading',
  (state, startLine, endLine, silent) => {
    const under = startLine + 1;
    if (under >= endLine || (state.sCount[under] ?? 0) < state.blkIndent || endsItem(state, startLine))
      return false;
    if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
    const [, sign] = /^[=-]+([=-]) *$/.exec(lineOf(state, under)) ?? [];
    if (sign === undefined) return false;
    if (silent) return true;
    const tag = sign === '=' ? 'h1' : 'h2';
    state.push('heading_open', tag, 1).map = [startLine, under + 1];
    const inline = state.push('inline', '', 0);
    inline.content = lineOf(state, startLine).trim();
    inline.children = [];
    inline.map = [startLine, under];
    state.push('heading_close', tag, -1);
    state.line = under + 1;
    return true;
  },
  { alt: ['paragraph'] },
);

/** A line that is not indented ends a list item (CommonMark would take it into the item's paragraph). */
const endsItem = (state: StateBlock, line: number): boolean => {
  const indent = state.sCount[line] ?? 0;
  return state.listIndent >= 0 && indent >= 0 && indent < state.blkIndent;
};

markdown.block.ruler.before(
  'paragraph',
  'unindented',
  (state, startLine, _endLine, silent) =>
    silent && state.parentType === 'paragraph' && endsItem(state, startLine),
  { alt: ['paragraph'] },
);

/** MaxPostSize is 16,383 characters at most (facts, mattermost), which are twice as many UTF-16 units; what is longer stays text. */
export const longestParsed = 32_766;
/** Far below markdown-it's `maxNesting`, beyond which it would leave text out. */
const tooDeep =
  /^(?:[ \t]*(?:>|[*+-](?=\s)|\d{1,9}\.(?=\s))){25}|^[ \t]{80,}(?:>|[*+-](?=\s)|\d{1,9}\.(?=\s))/m;

/** Whether a text is parsed at all: longer and deeper ones are taken as they stand, so that no post can hold the reader up. */
export const isParsed = (source: string): boolean => source.length <= longestParsed && !tooDeep.test(source);

/** The tokens of a post. */
export const tokensOf = (source: string, settings: ParserSettings): Token[] =>
  markdown.parse(source, { ...settings });

/** An attribute of a token, '' when it has none. */
export const attributeOf = (token: Token, name: string): string => String(token.attrGet(name) ?? '');
