/**
 * The inlines of Mattermost's Markdown as markdown-it's tokens. Mattermost's web app uses a marked of its own, older than CommonMark; its
 * rules stand here and in the `parse-….ts` beside (read in mattermost/marked, lib/marked.js). Blocks are none of markdown-it's: `lex-blocks.ts`.
 */
import MarkdownIt from 'markdown-it';
import { endOfAddress, hostsIn, isAddressAfter, schemeBefore, type FoundAddress } from '../../addresses.ts';
import { readMattermostAutolinks } from './parse-autolinks.ts';
import { readMattermostMarks } from './parse-marks.ts';
import { parseQuickly } from './parse-quickly.ts';
import { readMattermostReferences, type NamedAddresses } from './parse-references.ts';

type Parser = InstanceType<typeof MarkdownIt>;
type StateInline = InstanceType<Parser['inline']['State']>;

export type Token = ReturnType<Parser['parse']>[number];

/** What the parser is told with a text. */
export interface ParserSettings {
  readonly inlineLatex: boolean;
  /** What the post names apart from its text. */
  readonly addresses: NamedAddresses;
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
readMattermostAutolinks(markdown);
readMattermostMarks(markdown);
readMattermostReferences(markdown);
const readInline = parseQuickly(markdown);

const escapable = new Set('`*{}[]()#+-.!_>|~');
const isWord = (character: string | undefined): boolean => character !== undefined && /\w/.test(character);

markdown.inline.ruler.at('escape', (state, silent) => {
  if (state.src.charAt(state.pos) !== '\\' || state.pos + 1 >= state.posMax) return false;
  const next = state.src.charAt(state.pos + 1);
  const isLast = state.pos + 2 >= state.posMax;
  if (!escapable.has(next) && !(next === '\\' && (isLast || !isWord(state.src[state.pos + 2])))) return false;
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
  const to = endOfAddress(state.src, from, state.posMax);
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
  if (match === null || state.pos + match[0].length > state.posMax) return false;
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
  if (match === null || state.pos + match[0].length > state.posMax || !markdown.validateLink(match[2] ?? ''))
    return false;
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

/** MaxPostSize is 16,383 characters at most (facts, mattermost), which are twice as many UTF-16 units; what is longer stays text. */
export const longestParsed = 32_766;
/** Far below markdown-it's `maxNesting`, beyond which it would leave text out. */
const tooDeep =
  /^(?:[ \t]*(?:>|[*+-](?=\s)|\d{1,9}\.(?=\s))){25}|^[ \t]{80,}(?:>|[*+-](?=\s)|\d{1,9}\.(?=\s))/m;

/** Whether a text is parsed at all: longer and deeper ones are taken as they stand, so that no post can hold the reader up. */
export const isParsed = (source: string): boolean => source.length <= longestParsed && !tooDeep.test(source);

/** The tokens of a paragraph, a heading or a cell. */
export const inlineTokensOf = (text: string, settings: ParserSettings): Token[] =>
  readInline(text, { ...settings });

/** An attribute of a token, '' when it has none. */
export const attributeOf = (token: Token, name: string): string => String(token.attrGet(name) ?? '');
