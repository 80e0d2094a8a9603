/**
 * Addresses that a post names apart from its text (`[a]: https://x.example`), as Mattermost's own parser reads them (read in
 * mattermost/marked, rules `def`, `reflink` and `nolink`): a line of its own, outside of lists and quotes, also right below a paragraph; the
 * address begins with a scheme, `/` or `#`; the last of a name counts. What else looks like one is text (`[note]: remember`).
 */
import type MarkdownIt from 'markdown-it';
import { endOfLabel } from './parse-quickly.ts';

type Parser = InstanceType<typeof MarkdownIt>;
type StateBlock = InstanceType<Parser['block']['State']>;
type StateInline = InstanceType<Parser['inline']['State']>;

interface Address {
  readonly href: string;
  readonly title: string;
}

/** What posts name, kept with each text that is read. */
const addresses = new WeakMap<object, Map<string, Address>>();

const definition = /^\[([^\]]{1,999})\]: *<?((?:\w*:(?:\/\/)?|\/|#)[^\s<>]+)>?(?: +["(]([^\n]+)[")])? *$/;
const second = /\s*\[([^\][]{0,999})\]/y;
/** As long as CommonMark lets a label be; longer ones would each be compared to the text's end. */
const longestLabel = 999;

const nameOf = (label: string): string => label.replace(/\s+/g, ' ').toLowerCase();

const readDefinition = (state: StateBlock, line: number, silent: boolean): boolean => {
  if (state.level > 0 || (state.sCount[line] ?? 0) - state.blkIndent >= 4) return false;
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  if (state.src.charAt(start) !== '[') return false;
  const [found, name = '', href = '', title = ''] =
    definition.exec(state.src.slice(start, state.eMarks[line])) ?? [];
  if (found === undefined || !state.md.validateLink(href)) return false;
  if (silent) return true;
  const known = addresses.get(state.env) ?? new Map<string, Address>();
  addresses.set(state.env, known.set(nameOf(name), { href, title }));
  state.line = line + 1;
  return true;
};

interface Found extends Address {
  readonly labelEnd: number;
  readonly end: number;
}

/** The address that brackets at `start` name, by a second pair of brackets or by themselves. */
const addressAt = (state: StateInline, start: number): Found | null => {
  const known = addresses.get(state.env);
  if (known === undefined) return null;
  const labelEnd = endOfLabel(state, start);
  if (labelEnd < 0) return null;
  second.lastIndex = labelEnd + 1;
  const [more = '', name = ''] = second.exec(state.src) ?? [];
  const end = labelEnd + 1 + more.length;
  if (end > state.posMax || (name === '' && labelEnd - start > longestLabel)) return null;
  const address = known.get(nameOf(name || state.src.slice(start + 1, labelEnd)));
  return address === undefined ? null : { ...address, labelEnd, end };
};

const readLink = (state: StateInline, silent: boolean): boolean => {
  const start = state.pos;
  if (state.src.charAt(start) !== '[') return false;
  const found = addressAt(state, start);
  if (found === null) return false;
  if (!silent) {
    const max = state.posMax;
    state.pos = start + 1;
    state.posMax = found.labelEnd;
    const open = state.push('link_open', 'a', 1);
    open.attrs = [
      ['href', found.href],
      ...(found.title === '' ? [] : [['title', found.title] as [string, string]]),
    ];
    state.linkLevel += 1;
    state.md.inline.tokenize(state);
    state.linkLevel -= 1;
    state.push('link_close', 'a', -1);
    state.posMax = max;
  }
  state.pos = found.end;
  return true;
};

const readImage = (state: StateInline, silent: boolean): boolean => {
  const start = state.pos;
  if (!state.src.startsWith('![', start)) return false;
  const found = addressAt(state, start + 1);
  if (found === null) return false;
  if (!silent) {
    const token = state.push('image', 'img', 0);
    token.attrs = [
      ['src', found.href],
      // The renderer's place for the text.
      ['alt', ''],
    ];
    token.content = state.src.slice(start + 2, found.labelEnd);
    token.children = [];
    state.md.inline.parse(token.content, state.md, state.env, token.children);
  }
  state.pos = found.end;
  return true;
};

/** Puts Mattermost's references in place of markdown-it's own. */
export const readMattermostReferences = (markdown: Parser): void => {
  markdown.block.ruler.at('reference', (state, line, _end, silent) => readDefinition(state, line, silent), {
    alt: ['paragraph', 'blockquote'],
  });
  markdown.inline.ruler.after('image', 'named_link', readLink);
  markdown.inline.ruler.after('image', 'named_image', readImage);
};
