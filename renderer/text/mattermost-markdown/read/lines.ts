/**
 * What a line of a post is to Mattermost's own parser (read in mattermost/marked, rules of the block grammar). Tabs are four spaces by then.
 */

/** The lines of a post by which its blocks are found. */
export const linesOfPost = (source: string): string[] =>
  source.replaceAll('\t', '    ').replaceAll('\u00a0', ' ').split('\n');

/** The end of a line as it was written, `text` being that end in a line of `linesOfPost`; part of a tab is spaces. */
export const asWritten = (written: string, text: string): string => {
  let [from, left] = [written.length, text.length];
  while (from > 0 && left > 0) {
    const width = written.charAt(from - 1) === '\t' ? 4 : 1;
    if (width > left) break;
    from -= 1;
    left -= width;
  }
  return ' '.repeat(left) + written.slice(from);
};

/** Signs of a rule may differ and stand apart: `-*-`, `_ _ _`. */
export const isRule = (line: string): boolean => /^(?: *[-*_]){3,} *$/.test(line);

/** A rule that ends a list: at its very beginning, or as far in as the list. */
export const isRuleAt = (line: string, indent: string): boolean =>
  isRule(line) && (!line.startsWith(' ') || (line.startsWith(indent) && line.charAt(indent.length) !== ' '));

/** `# a` and its text; number signs and spaces at the end do not count. Null for signs with nothing after them. */
export const headingOf = (line: string): { readonly level: number; readonly text: string } | null => {
  const [, signs, rest = ''] = /^ *(#{1,6}) +(\S.*)$/.exec(line) ?? [];
  if (signs === undefined) return null;
  let end = rest.trimEnd().length;
  while (end > 0 && rest.charAt(end - 1) === '#') end -= 1;
  return { level: signs.length, text: rest.slice(0, Math.max(1, end)).trimEnd() };
};

/** The level of the heading that a line makes of the one above it: at least two signs, the last of which tells; null for none. */
export const underlineLevel = (line: string | undefined): 1 | 2 | null => {
  const [, sign] = /^ *[=-]+([=-]) *$/.exec(line ?? '') ?? [];
  return sign === undefined ? null : sign === '=' ? 1 : 2;
};

export const opensQuote = (line: string): boolean => /^ *>./.test(line);
export const withoutQuote = (line: string): string => line.replace(/^ *> ?/, '');

export interface Bullet {
  readonly indent: string;
  /** The number that it says; null for `-`, `*` and `+`. */
  readonly number: number | null;
  /** How long it is with the spaces around it. */
  readonly length: number;
}

/**
 * The mark that begins an item: `1)` is none. A number that no list may begin with (a phone number) is text, so that it is not lost;
 * Mattermost takes that for a mark, too.
 */
export const bulletOf = (line: string): Bullet | null => {
  const [whole, indent = '', mark = ''] = /^( *)([*+-]|\d{1,9}\.) +/.exec(line) ?? [];
  if (whole === undefined) return null;
  return { indent, number: mark.length > 1 ? Number.parseInt(mark, 10) : null, length: whole.length };
};

/** Signs that open a fence, and its language; nothing of either kind stands beside them (`~~~a~~~` is text). */
export const fenceOf = (line: string): { readonly marker: string; readonly info: string } | null => {
  const [, marker, info = ''] = /^ {0,3}(`{3,}|~{3,})([^`~]*)$/.exec(line) ?? [];
  return marker === undefined ? null : { marker, info };
};

/** A fence is closed by the very signs that opened it; more of both kinds may follow. */
export const closesFence = (line: string, marker: string): boolean => {
  const start = /^ {0,3}/.exec(line)?.[0].length ?? 0;
  return line.startsWith(marker, start) && /^[`~]* *$/.test(line.slice(start + marker.length));
};
