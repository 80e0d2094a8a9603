/**
 * How the words of this folder are shown: one place for dates, numbers, lists and order. They follow the language that the words are
 * written in, so that no sentence mixes two; only the clock, 12 or 24 hours, is the system's. Nothing else in the app asks Intl.
 */
import { createContext, useContext } from 'react';

export interface WordsLocale {
  /** Of the words, as a BCP 47 tag. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** `1,204`; with `digits` exactly so many behind the point. */
  readonly number: (value: number, digits?: number) => string;
  /** `Ada, Ben and Chen`. */
  readonly list: (items: readonly string[]) => string;
  /** `Ada, Ben or Chen`. */
  readonly either: (items: readonly string[]) => string;
  /** The order of names, for sorting. */
  readonly compare: (one: string, other: string) => number;
  /** What differs only by case, accents or width becomes the same, for searching, in any script. */
  readonly fold: (text: string) => string;
}

export interface Locale extends WordsLocale {
  readonly clock: 12 | 24;
  /** Dates and times as `options` ask; hours by the clock. */
  readonly dates: (options: Intl.DateTimeFormatOptions) => Intl.DateTimeFormat;
}

/** The tag with a region, because English dates differ by it: day before month, no comma before "and". */
const language = 'en-GB';

const numbers = (digits: number): Intl.NumberFormat =>
  new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
const whole = numbers(0);
const lists = new Intl.ListFormat(language, { type: 'conjunction' });
const choices = new Intl.ListFormat(language, { type: 'disjunction' });
const collator = new Intl.Collator(language);

/** Letters that Unicode does not take apart into a letter and an accent, as people type them who have no such key. */
const plainLetters: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ħ: 'h', ı: 'i', ł: 'l', þ: 'th' },
};
const marked = /[^\0-\x7f]/;
/**
 * Accents that stand over or under letters of several scripts, and Hebrew's points. Vowel signs of Indian scripts and the sound marks of
 * kana make another letter: they stay.
 */
const accents = /(?![\u3099\u309a])[\p{Script=Inherited}\u0591-\u05c7]/gu;

const folded = (lower: string): string =>
  marked.test(lower)
    ? lower
        .normalize('NFKD')
        .replace(accents, '')
        .replace(/[ßæœøđðħıłþ]/g, (letter) => plainLetters[letter] ?? letter)
    : lower;

/** What follows from the words alone. */
export const english: WordsLocale = {
  language,
  direction: 'ltr',
  number: (value, digits = 0) => (digits === 0 ? whole : numbers(digits)).format(value),
  list: (items) => lists.format(items),
  either: (items) => choices.format(items),
  compare: (one, other) => collator.compare(one, other),
  fold: (text) => folded(text.toLocaleLowerCase(language)),
};

/** The locale on a system of this clock. */
export const makeLocale = (clock: Locale['clock']): Locale => {
  // Making a formatter costs more than formatting a thousand dates: keep them.
  const made = new Map<string, Intl.DateTimeFormat>();
  return {
    ...english,
    clock,
    dates: (options) => {
      const key = JSON.stringify(options);
      const known = made.get(key);
      if (known) return known;
      const fresh = new Intl.DateTimeFormat(language, {
        ...options,
        hourCycle: clock === 24 ? 'h23' : 'h12',
      });
      made.set(key, fresh);
      return fresh;
    },
  };
};

/**
 * The clock of the system whose locale is `tag` (BCP 47; undefined or one that Intl does not know: the one that this page was started
 * with).
 */
export const clockOf = (tag: string | undefined): Locale['clock'] => {
  const [known] = tag === undefined ? [] : supported(tag);
  const { hourCycle } = new Intl.DateTimeFormat(known, { hour: 'numeric' }).resolvedOptions();
  return hourCycle === 'h11' || hourCycle === 'h12' ? 12 : 24;
};

/** A system may call itself `C` or `en_US.UTF-8`, which are no tags. */
const supported = (tag: string): readonly string[] => {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag);
  } catch {
    // Harmless: what is no tag is as good as none.
    return [];
  }
};

export const LocaleContext = createContext<Locale>(makeLocale(24));

/** The locale of the screen this is called in. */
export const useLocale = (): Locale => useContext(LocaleContext);
