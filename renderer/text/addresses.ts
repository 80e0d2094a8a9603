/**
 * Bare addresses in a post, which Mattermost makes links of: `http(s)://`, `ftp://`, `mailto:` and `tel:` (the schemes it links unless
 * the server names others), `www.` and `host.tld/` (read in mattermost/marked, rule `url`).
 */

/** What may stand before the colon. */
const scheme = /(?:^|[^\w.+-])(https?|ftp|mailto|tel)$/i;
const hostAhead =
  /(?<![\p{L}\w@.:/-])(?:www\d{0,3}\.(?=[\p{L}\d])|[\p{L}\d](?:[\p{L}\d-]*\.)+\p{L}{2,4}\/)/giu;

/** What every address without a scheme has in it; most texts do not. */
const hostLike = /www\d{0,3}\.|\.\p{L}{2,4}\//iu;

/** Besides white space: what no address written by a person has in it. */
const ending = new Set(['<', '>', '|', '\\', '"', '`']);

/** Brackets in brackets; without a bound many addresses that open one would each be read to the text's end. */
const mostOpen = 8;

/** Signs that end a sentence rather than an address. */
const trailing = new Set(['?', '!', '.', ',', ':', ';', '*', '_', '~', "'", '"', '`', '»', '”', '’']);

/**
 * Where an address that begins at `start` ends, `most` at the latest: at white space or a sign no address has, without a sentence's signs and
 * brackets left open.
 */
export const endOfAddress = (text: string, start: number, most = text.length): number => {
  let end = start;
  let round = 0;
  let square = 0;
  let lastBalanced = start;
  for (; end < most; end += 1) {
    const character = text.charAt(end);
    if (ending.has(character) || character.trim() === '') break;
    if (character === '(') round += 1;
    else if (character === '[') square += 1;
    else if (character === ')' && (round -= 1) < 0) break;
    else if (character === ']' && (square -= 1) < 0) break;
    if (round === 0 && square === 0) lastBalanced = end + 1;
    else if (round + square > mostOpen) break;
  }
  end = lastBalanced;
  while (end > start && trailing.has(text.charAt(end - 1))) end -= 1;
  return end;
};

/** The scheme that stands before a colon, '' when none does. */
export const schemeBefore = (text: string): string => scheme.exec(text.slice(-10))?.[1] ?? '';

/** Whether what follows `scheme:` at `at` (the colon) can be an address. */
export const isAddressAfter = (name: string, text: string, at: number): boolean =>
  name.toLowerCase() === 'mailto' || name.toLowerCase() === 'tel'
    ? /[\p{L}\p{N}+]/u.test(text.charAt(at + 1))
    : text.startsWith('://', at) && /[\p{L}\p{N}[]/u.test(text.charAt(at + 3));

export interface FoundAddress {
  readonly from: number;
  readonly to: number;
  /** With the scheme Mattermost gives it. */
  readonly url: string;
}

/** Addresses without a scheme (`www.example.org`, `example.org/path`) in running text. */
export const hostsIn = (text: string): FoundAddress[] => {
  if (!hostLike.test(text)) return [];
  const found: FoundAddress[] = [];
  for (const match of text.matchAll(hostAhead)) {
    const from = match.index;
    const last = found.at(-1);
    if (last && from < last.to) continue;
    const to = endOfAddress(text, from);
    if (to > from + match[0].length - 1) found.push({ from, to, url: `http://${text.slice(from, to)}` });
  }
  return found;
};

/** All bare addresses of a text, in order. */
export const addressesIn = (text: string): FoundAddress[] => {
  const found: FoundAddress[] = [];
  if (text.includes(':'))
    for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', at + 1)) {
      const last = found.at(-1);
      if (last && at < last.to) continue;
      const name = schemeBefore(text.slice(Math.max(0, at - 10), at));
      if (name === '' || !isAddressAfter(name, text, at)) continue;
      const from = at - name.length;
      const to = endOfAddress(text, from);
      if (to > at + 1) found.push({ from, to, url: text.slice(from, to) });
    }
  const hosts = hostsIn(text);
  if (hosts.length === 0) return found;
  const sorted = [...found, ...hosts].sort((one, other) => one.from - other.from || other.to - one.to);
  let end = 0;
  return sorted.filter(({ from, to }) => {
    if (from < end) return false;
    end = to;
    return true;
  });
};

const isBalanced = (url: string): boolean => {
  let open = 0;
  for (const character of url) {
    if (character === '(') open += 1;
    else if (character === ')') open -= 1;
    if (open < 0) return false;
  }
  return open === 0;
};

const percent = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/** An address between the brackets of a link; what would end it is percent-encoded, which means the same to servers. */
export const destination = (url: string): string => {
  const encoded = url.replace(/[\s<>"`\\|]/g, (character) =>
    character.charCodeAt(0) > 0x7f ? encodeURIComponent(character) : percent(character),
  );
  const closed = isBalanced(encoded) ? encoded : encoded.replace(/[()]/g, percent);
  return closed.replace(/&(?=#?\w+;)/g, '&amp;');
};

/**
 * Where a link leads as Mattermost's web app goes there: within the server (`siteUrl`, null where that is not known) when it begins with
 * one slash, to a host when it says no scheme.
 */
export const addressOf = (written: string, siteUrl: string | null): string => {
  if (written.startsWith('//')) return `https:${written}`;
  if (written.startsWith('/'))
    return siteUrl === null ? written : siteUrl.replace(/(?<!\/)\/+$/, '') + written;
  return /^[\p{L}\p{N}][^\s:/?#]*\.\p{L}/u.test(written) ? `http://${written}` : written;
};
