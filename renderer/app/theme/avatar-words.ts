/** The letters and the colour of a person's picture without a photo. */

/** Text in brackets describes a person further; it is not part of the name: "Ada Okafor (Guest)". */
const brackets = /[([{][^()[\]{}]*[)\]}]?/g;
/** Letters and figures, of any script. */
const counts = /[\p{L}\p{N}]/u;
/** Scripts whose names cannot be shortened to two single characters. Their first character is enough. */
const oneCharacter =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}]/u;

const firstCharacter = (word: string): string => (counts.exec(word)?.[0] ?? '').toUpperCase();

/** One or two characters of a name: of its first and last word. '' if it has neither letters nor digits. */
export const initialsOf = (name: string): string => {
  const words = name
    .replace(brackets, ' ')
    .split(/\s+/)
    .filter((word) => counts.test(word));
  const [first] = words;
  if (first === undefined) return '';
  const last = words.length > 1 ? words.at(-1) : undefined;
  const start = firstCharacter(first);
  return last === undefined || oneCharacter.test(start) ? start : start + firstCharacter(last);
};

/** One of `count` colours for a name, from 0: the same name has the same colour everywhere. */
export const colourOf = (name: string, count: number): number => {
  let sum = 7;
  for (let at = 0; at < name.length; at += 1) sum = (sum * 31 + name.charCodeAt(at)) % 4_294_967_291;
  return sum % count;
};
