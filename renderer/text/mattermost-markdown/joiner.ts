/** The invisible sign that keeps text from being taken for markup. */

/** U+2060, which the writer puts where text would otherwise be taken for markup; it is nobody's text. */
export const joiner = '\u2060';
