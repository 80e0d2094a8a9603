/** Words that a person watches for: how they are kept, and whether one stands in a text. Pure. */

/** How many words somebody can watch for, and how long each may be, in UTF-16 units. */
export const mostKeywords = 50;
export const longestKeyword = 100;

/**
 * The words as they are kept: each on one line with single spaces, without those that are empty, too long, or there before in another
 * spelling of large and small letters; the first `mostKeywords` of them.
 */
export const tidyKeywords = (words: readonly string[]): readonly string[] => {
  const kept = new Map<string, string>();
  for (const word of words) {
    const tidy = word
      .normalize('NFC')
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim();
    const folded = foldText(tidy);
    if (folded !== '' && tidy.length <= longestKeyword && !kept.has(folded)) kept.set(folded, tidy);
    if (kept.size === mostKeywords) break;
  }
  return [...kept.values()];
};

/**
 * A text as keywords are looked for in it: one form of letters that look alike (NFKC), small letters (`STRASSE` and `straße` are one), single
 * spaces, and none of the characters that nobody sees.
 */
export const foldText = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}+/gu, '')
    .toUpperCase()
    .toLowerCase()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();

/**
 * Whether one of the words stands in the text as a whole word or phrase. Both are folded by `foldText`. Where a script has no spaces between
 * words (Chinese, Japanese, Thai and others), the letters of a word are enough. Its time grows with the length of the text only.
 */
export const holdsKeyword = (text: string, words: readonly string[]): boolean =>
  words.some((word) => {
    if (word === '') return false;
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
      if (
        isApart(characterBefore(text, at), characterAt(word, 0)) &&
        isApart(characterBefore(word, word.length), characterAt(text, at + word.length))
      )
        return true;
    return false;
  });

/** Letters, the marks that belong to them, digits, and the line below. */
const wordPart = /^[\p{L}\p{M}\p{N}_]$/u;
/** Scripts that put no space between words. */
const withoutSpaces =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]$/u;
const mark = /^\p{M}$/u;

/** Whether a word may end between these two characters; '' is the end of the text. */
const isApart = (before: string, after: string): boolean => {
  if (!wordPart.test(before) || !wordPart.test(after)) return true;
  // A mark belongs to the letter before it, in every script.
  return !mark.test(after) && (withoutSpaces.test(before) || withoutSpaces.test(after));
};

/** The whole character that begins there; '' at the end. */
const characterAt = (text: string, at: number): string => {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
};

/** The whole character that ends there; '' at the beginning. */
const characterBefore = (text: string, at: number): string => {
  const unit = text.charAt(at - 1);
  return /[\uDC00-\uDFFF]/.test(unit) && /[\uD800-\uDBFF]/.test(text.charAt(at - 2))
    ? text.slice(at - 2, at)
    : unit;
};
