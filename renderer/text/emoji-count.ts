/** How many emoji a text holds, and whether it holds nothing else. */
// Written as a string: the language level of this project has no literal for the `v` flag yet. Never repeated within an expression: many
// emoji are also sequences of shorter ones, and their repetition can be read in exponentially many ways.
const anyEmoji = new RegExp('\\p{RGI_Emoji}', 'gv');

/** How many emoji a text holds. */
export const countEmoji = (text: string): number => text.match(anyEmoji)?.length ?? 0;

/** True for a text of nothing but emoji (white space aside). */
export const isOnlyEmoji = (text: string): boolean =>
  countEmoji(text) > 0 && text.replace(anyEmoji, '').trim() === '';

/** True for one emoji and nothing else; quick for what is longer than any emoji. */
export const isOneEmoji = (text: string): boolean =>
  text !== '' && text.length <= 40 && countEmoji(text) === 1 && isOnlyEmoji(text);
