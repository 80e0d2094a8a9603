/**
 * How many emoji a text holds, and whether it holds nothing else. An emoji is what `\p{RGI_Emoji}` takes, the longest first. That expression is an
 * alternative of thousands of sequences, so it is asked only at the start of what may be one, and once for each such piece of a text.
 */
// Written as strings: the language level of this project has no literal for the `v` flag yet. The emoji are never repeated within an expression:
// many are also sequences of shorter ones, and their repetition can be read in exponentially many ways.
/** Whatever begins with an emoji is taken here with all that may belong to it: a key, a flag, or up to five parts that are joined. */
const perhapsEmoji = new RegExp(
  '[#*0-9]\\uFE0F\\u20E3|\\p{Regional_Indicator}{2}|[\\p{Emoji}--[#*0-9\\p{Regional_Indicator}]](?:[\\p{Emoji_Modifier}\\uFE0F]|[\\u{E0020}-\\u{E007F}]{1,6})?(?:\\u200D[\\p{Emoji}--[#*0-9\\p{Regional_Indicator}]](?:[\\p{Emoji_Modifier}\\uFE0F]|[\\u{E0020}-\\u{E007F}]{1,6})?){0,4}',
  'gv',
);
const emojiAtStart = new RegExp('^\\p{RGI_Emoji}', 'v');
/** One character that is an emoji by itself. */
const emojiCharacter = new RegExp('^\\p{Emoji_Presentation}$', 'v');

const firstCharacter = (piece: string): string => String.fromCodePoint(piece.codePointAt(0) ?? 0);

/** How many UTF-16 units of a piece the emoji has with which it begins; 0 if it begins with none. */
const emojiLengthOf = (piece: string): number =>
  firstCharacter(piece) === piece
    ? emojiCharacter.test(piece)
      ? piece.length
      : 0
    : (emojiAtStart.exec(piece)?.[0].length ?? 0);

interface EmojiFound {
  readonly count: number;
  /** The text without them. */
  readonly rest: string;
}

const findEmoji = (text: string): EmojiFound => {
  const lengths = new Map<string, number>();
  let [count, rest, from] = [0, '', 0];
  perhapsEmoji.lastIndex = 0;
  for (let match = perhapsEmoji.exec(text); match !== null; match = perhapsEmoji.exec(text)) {
    const [piece] = match;
    const length = lengths.get(piece) ?? emojiLengthOf(piece);
    lengths.set(piece, length);
    perhapsEmoji.lastIndex = match.index + (length || firstCharacter(piece).length);
    if (length === 0) continue;
    count += 1;
    rest += text.slice(from, match.index);
    from = match.index + length;
  }
  return { count, rest: rest + text.slice(from) };
};

/** How many emoji a text holds. */
export const countEmoji = (text: string): number => findEmoji(text).count;

/** True for a text of nothing but emoji (white space aside). */
export const isOnlyEmoji = (text: string): boolean => {
  const { count, rest } = findEmoji(text);
  return count > 0 && rest.trim() === '';
};

/** True for one emoji and nothing else (white space aside); quick for what is longer than any emoji. */
export const isOneEmoji = (text: string): boolean => {
  if (text === '' || text.length > 40) return false;
  const { count, rest } = findEmoji(text);
  return count === 1 && rest.trim() === '';
};
