/** The invisible sign that keeps text from being taken for markup. */

/** U+2060, which the writer puts where text would otherwise be taken for markup; it is nobody's text. */
export const joiner = '\u2060';

/** Where the writer puts one in code of a list: before what would be an address that is named apart, which nothing else keeps in code. */
export const addressInCode = /^(?= *\[[^\]\n]+\]:)/gm;

/** Code as it was before it was written in a list. */
export const withoutJoiners = (code: string): string =>
  code.includes(joiner) ? code.replace(/^\u2060(?= *\[[^\]\n]+\]:)/gm, '') : code;
