/** Cleans names of people, conversations, teams and files, so that they can stand in a line of other text. */

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
