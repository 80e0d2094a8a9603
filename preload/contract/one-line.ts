/** The rule for foreign names and texts that stand in a line of other text: in the page, in notifications, and in the tray. */

/** Characters that would break the line or change the direction of the text around it: control characters and Unicode's marks of direction. */
const breaking = /[\p{Cc}\u2028\u2029]/gu;
const invisible = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;
const untidy =
  /[\p{Cc}\u2028\u2029\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]|\s\s|^\s|\s$/u;

/**
 * A name in one line, without control characters and without marks of direction: nobody may change by their name how other words are
 * read. The joiners of emoji and letters (U+200C, U+200D) stay. Returns the same string if nothing has to change.
 */
export const oneLine = (name: string): string =>
  untidy.test(name) ? name.replace(breaking, ' ').replace(invisible, '').replace(/\s+/g, ' ').trim() : name;

/**
 * A foreign text of several lines, each as `oneLine` makes it. Empty lines are left out. For places that show a few lines of a message, and
 * words of Isthmus beside them.
 */
export const tidyLines = (text: string): string =>
  text
    .split(/[\r\n\u0085\u2028\u2029]+/u)
    .map(oneLine)
    .filter((line) => line !== '')
    .join('\n');

/**
 * The beginning of a text, with `…` for what is left out: at most `most` UTF-16 units. A character of two units (an emoji) is not cut in two.
 */
export const shortened = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
