/** Whether one text is an edit of another: whoever edits a message keeps most of its words. */
import { type Document, plainOfDocument } from '../../text/document/index.ts';

/** Two texts with at least this share of common words count as editions of one message. */
const leastInCommon = 0.5;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** How often each word occurs in a text. Scripts without spaces have words too. */
const wordsOf = (document: Document): ReadonlyMap<string, number> => {
  const words = new Map<string, number>();
  for (const { segment, isWordLike } of segmenter.segment(plainOfDocument(document))) {
    if (isWordLike !== true) continue;
    const word = segment.toLowerCase();
    words.set(word, (words.get(word) ?? 0) + 1);
  }
  return words;
};

const countOf = (words: ReadonlyMap<string, number>): number =>
  [...words.values()].reduce((sum, times) => sum + times, 0);

/**
 * How much two texts have in common, from 0 to 1: the words that they share against all words of both (the Sørensen-Dice coefficient).
 * Formatting and order do not count. Zero if one text has no words.
 */
export const likeness = (one: Document, other: Document): number => {
  const [here, there] = [wordsOf(one), wordsOf(other)];
  const all = countOf(here) + countOf(there);
  let shared = 0;
  for (const [word, times] of here) shared += Math.min(times, there.get(word) ?? 0);
  return all === 0 ? 0 : (2 * shared) / all;
};

/** The text of `others` that has most in common with a text, if that is enough for an edit; the first of several. */
export const closestEdition = <Other>(
  text: Document,
  others: readonly Other[],
  textOf: (other: Other) => Document,
): Other | undefined => {
  const all = others.map((other) => likeness(text, textOf(other)));
  return others[all.indexOf(Math.max(leastInCommon, ...all))];
};
