/** How many emoji a text holds, and whether it holds nothing else. */
// Written as a string: the language level of this project has no literal for the `v` flag yet. Never repeated within an expression: many
// emoji are also sequences of shorter ones, and their repetition can be read in exponentially many ways.
const anyEmoji = new RegExp('\\p{RGI_Emoji}', 'gv');

/** How many emoji a text holds. */
export const countEmoji = (text: string): number => text.match(anyEmoji)?.length ?? 0;

/** True for a text of nothing but emoji (white space aside). */
export const isOnlyEmoji = (text: string): boolean =>
  countEmoji(text) > 0 && text.replace(anyEmoji, '').trim() === '';

/** True for one emoji and nothing else (white space aside); quick for what is longer than any emoji. */
export const isOneEmoji = (text: string): boolean => {
  if (text === '' || text.length > 40) return false;
  let count = 0;
  const rest = text.replace(anyEmoji, () => {
    count += 1;
    return '';
  });
  return count === 1 && rest.trim() === '';
};
