/** Decides how well names fit the typed text, and in which order they are shown. Pure. Everything is folded (`fold` of the locale). */
import { english } from '../words/locale.ts';

/** The names of a row for searching, folded once. */
export interface Findable {
  readonly names: readonly FoldedName[];
  /** What else may be typed to narrow it down (its team, its service). */
  readonly about: string;
}

interface FoldedName {
  readonly whole: string;
  readonly words: readonly string[];
  readonly initials: string;
}

/** What was typed. */
export interface TypedName {
  readonly whole: string;
  readonly words: readonly string[];
}

/** How a name fits, best first. */
export type Fit = 'whole' | 'start' | 'words' | 'initials' | 'inside';

const ranks: Readonly<Record<Fit, number>> = { whole: 0, start: 1, words: 2, initials: 3, inside: 4 };

/** Between the words of a name: spaces and signs, in any script. */
const between = /[\s\p{P}\p{S}]+/u;

const wordsOf = (text: string): readonly string[] => text.split(between).filter(Boolean);

const foldedName = (name: string): FoldedName => {
  const whole = english.fold(name.trim());
  const words = wordsOf(whole);
  return {
    whole,
    words,
    initials: words.map((word) => String.fromCodePoint(word.codePointAt(0) ?? 0)).join(''),
  };
};

/** `names` as people read them; the first one is shown. Empty ones are ignored. */
export const findableBy = (names: readonly string[], about = ''): Findable => ({
  names: [...new Set(names)].filter((name) => name.trim() !== '').map(foldedName),
  about: english.fold(about),
});

/** The typed text, prepared for searching. Without a word, it finds nothing. */
export const queryOf = (typed: string): TypedName => {
  const whole = english.fold(typed).trim();
  return { whole, words: whole.split(/\s+/).filter(Boolean) };
};

const fitOfName = ({ whole, words, initials }: FoldedName, query: TypedName): Fit | null => {
  if (whole.startsWith(query.whole)) return whole.length === query.whole.length ? 'whole' : 'start';
  const asked = query.words.flatMap(wordsOf);
  if (asked.length > 0 && asked.every((one) => words.some((word) => word.startsWith(one)))) return 'words';
  if (initials.length > 1 && query.words.length === 1 && initials.startsWith(query.whole)) return 'initials';
  return null;
};

/** How well a row fits; null if it does not fit, or if the text has no word. Each word must be in one of its names or in `about`. */
export const fitOf = ({ names, about }: Findable, query: TypedName): Fit | null => {
  if (query.words.length === 0) return null;
  let best: Fit | null = null;
  for (const name of names) {
    const fit = fitOfName(name, query);
    if (fit !== null && (best === null || ranks[fit] < ranks[best])) best = fit;
  }
  if (best !== null) return best;
  const isInside = (word: string): boolean =>
    about.includes(word) || names.some(({ whole }) => whole.includes(word));
  return query.words.every(isInside) ? 'inside' : null;
};

/** What decides between rows that fit equally well. */
export interface FindableThing {
  readonly findable: Findable;
  readonly unread: boolean;
  /** The last activity there, ms; 0 for never. */
  readonly at: number;
}

/** The `most` that fit best: by how they fit, then the unread, then the most recent, then as they were given. */
export const bestOf = <One extends FindableThing>(
  all: readonly One[],
  query: TypedName,
  most: number,
): readonly One[] =>
  all
    .flatMap((one) => {
      const fit = fitOf(one.findable, query);
      return fit === null ? [] : [{ one, rank: ranks[fit] }];
    })
    .sort((a, b) => a.rank - b.rank || Number(b.one.unread) - Number(a.one.unread) || b.one.at - a.one.at)
    .slice(0, most)
    .map(({ one }) => one);
