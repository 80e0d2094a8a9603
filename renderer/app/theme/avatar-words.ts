/** What stands on a person's picture while there is none: letters, and which of the colours. */

/** What stands in brackets says more about a person than the name: "Ada Okafor (Guest)". */
const brackets = /[([{][^()[\]{}]*[)\]}]?/g;
/** Letters and figures, of any script. */
const counts = /[\p{L}\p{N}]/u;
/** Scripts whose names are not told by two single characters; their first one is enough. */
const oneCharacter =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}]/u;

const firstCharacter = (word: string): string => (counts.exec(word)?.[0] ?? '').toUpperCase();

/** One or two characters of a name: of its first and its last word. '' where it holds neither letter nor figure. */
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
