/**
 * Finds links within the text of a card, which may be Markdown in both services. The mirror keeps a card's text plain, and its links beside
 * it.
 */

export interface CardLink {
  readonly title: string;
  readonly url: string;
}

/** Bounded, and each part is told by its first sign: text of strangers is read in a time in its length. */
const link =
  /\[([^[\]\n]{1,300})\]\(\s{0,5}(https?:\/\/(?:[^\s()]|\([^\s()]{0,300}\)){1,2000})(?:[^\S\n][^()\n]{0,300})?\)/giu;
const strong = /\*\*(?=\S)([^*\n]{1,500})\*\*/g;
const emphasis = /(?<![\p{L}\p{N}_])_(?=\S)([^_\n]{1,500})_(?![\p{L}\p{N}_])/gu;

/** The signs that a backslash makes plain (CommonMark, "Backslash escapes"). */
const plainSigns = '!"#$%&\'()*+,-./:;<=>?@[]^_`{|}~\\';
const escapes = /\\([!"#$%&'()*+,\-./:;<=>?@[\]^_`{|}~\\])/g;
/** Unicode keeps 32 code points from here for the inside of programs: none stands in a text. */
const firstStandIn = 0xfdd0;
const standIns = /[\ufdd0-\ufdef]/g;

/** A sign that was made plain is no mark while marks are looked for. */
const hidden = (text: string): string =>
  text
    .replace(standIns, '')
    .replace(escapes, (_, sign: string) => String.fromCharCode(firstStandIn + plainSigns.indexOf(sign)));

const shown = (text: string): string =>
  text.replace(standIns, (standIn) => plainSigns[standIn.charCodeAt(0) - firstStandIn] ?? '');

/** Takes the marks of an adaptive card's Markdown off its text: of its links the words stay, and escaped signs are themselves. */
export const withoutCardMarks = (text: string): string =>
  shown(hidden(text).replace(link, '$1').replace(strong, '$1').replace(emphasis, '$1'));

/** The links of a text in Markdown, in order. */
export const linksOfMarkdown = (text: string): readonly CardLink[] =>
  Array.from(hidden(text).matchAll(link), ([, title = '', url = '']) => ({
    title: withoutCardMarks(shown(title)).trim() || shown(url),
    url: shown(url),
  }));

/** Links without those that lead where an earlier one does. */
export const eachOnce = (links: readonly CardLink[]): readonly CardLink[] => {
  const seen = new Set<string>();
  return links.filter(({ url }) => !seen.has(url) && seen.add(url));
};
