/**
 * Addresses that a post names apart from its text (`[a]: https://x.example`), as Mattermost's own parser reads them (read in
 * mattermost/marked, rules `def`, `reflink` and `nolink`): a line of its own, outside of lists and quotes, also right below a paragraph; the
 * address begins with a scheme, `/` or `#`; the last of a name counts. What else looks like one is text (`[note]: remember`).
 */
import MarkdownIt from 'markdown-it';
import { endOfLabel } from './parse-quickly.ts';

type Parser = InstanceType<typeof MarkdownIt>;
type StateInline = InstanceType<Parser['inline']['State']>;

/** Where a name leads. */
export interface NamedAddress {
  readonly href: string;
  readonly title: string;
}

/** What a post names, by name. */
export type NamedAddresses = ReadonlyMap<string, NamedAddress>;

const markdownIt = new MarkdownIt();

const definition = /^ *\[([^\]]{1,999})\]: *<?((?:\w*:(?:\/\/)?|\/|#)[^\s<>]+)>?(?: +["(]([^\n]+)[")])? *$/;
const second = /\s*\[([^\][]{0,999})\]/y;
/** As long as CommonMark lets a label be; longer ones would each be compared to the text's end. */
const longestLabel = 999;

const nameOf = (label: string): string => label.replace(/\s+/g, ' ').toLowerCase();

/** The name and address that a line tells; null for what only looks like it, or leads to a script. */
export const definitionOf = (line: string): (NamedAddress & { readonly name: string }) | null => {
  const [found, name = '', href = '', title = ''] = line.includes(']:') ? (definition.exec(line) ?? []) : [];
  return found === undefined || !markdownIt.validateLink(href) ? null : { name: nameOf(name), href, title };
};

interface Found extends NamedAddress {
  readonly labelEnd: number;
  readonly end: number;
}

/** The address that brackets at `start` name, by a second pair of brackets or by themselves. */
const addressAt = (state: StateInline, start: number): Found | null => {
  const known = (state.env as { readonly addresses: NamedAddresses }).addresses;
  if (known.size === 0) return null;
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

/** Adds Mattermost's references, which are read with `addresses` in the parser's environment. */
export const readMattermostReferences = (markdown: Parser): void => {
  markdown.inline.ruler.after('image', 'named_link', readLink);
  markdown.inline.ruler.after('image', 'named_image', readImage);
};
