/** Names of people, conversations, teams and files, as they stand within one line of other text. */

/** What would break the line, or turn the text around it: all control characters, and Unicode's marks of direction. */
const breaking = /[\p{Cc}\u2028\u2029]/gu;
const invisible = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;
const untidy =
  /[\p{Cc}\u2028\u2029\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]|\s\s|^\s|\s$/u;

/**
 * A name in one line, without control characters and without marks that change the direction of what follows: whoever gives a name must
 * not be able to change how other words are read. What joins emoji and letters (U+200C, U+200D) stays. The same string where nothing is
 * to be done.
 */
export const oneLine = (name: string): string =>
  untidy.test(name) ? name.replace(breaking, ' ').replace(invisible, '').replace(/\s+/g, ' ').trim() : name;
