/**
 * The one place for dates, numbers, lists and sorting. All are in the language of the words (`catalogue/spoken.ts`), so that no sentence mixes two
 * languages, and the page's direction is that of its words. The system decides how its region writes dates in this language, and the clock, 12
 * or 24 hours. Numbers and lists stand within sentences and follow the words alone. No other file of the app uses Intl.
 */
import { createContext, useContext } from 'react';
import { wordsLanguage } from './catalogue/spoken.ts';

export interface WordsLocale {
  /** The language of the words, as a BCP 47 tag. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** `1,204`; `digits` is the exact number of decimal places. */
  readonly number: (value: number, digits?: number) => string;
  /** `Ada, Ben and Chen`. */
  readonly list: (items: readonly string[]) => string;
  /** `Ada, Ben or Chen`. */
  readonly either: (items: readonly string[]) => string;
  /** The order of names, for sorting. */
  readonly compare: (one: string, other: string) => number;
  /** Removes differences of case, accents and width, for searching, in any script. */
  readonly fold: (text: string) => string;
}

export interface Locale extends WordsLocale {
  readonly clock: 12 | 24;
  /** Formats dates and times by `options`, with the hours of the clock. */
  readonly dates: (options: Intl.DateTimeFormatOptions) => Intl.DateTimeFormat;
}

const { home: language, direction } = wordsLanguage;

const numbers = (digits: number): Intl.NumberFormat =>
  new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
const whole = numbers(0);
const lists = new Intl.ListFormat(language, { type: 'conjunction' });
const choices = new Intl.ListFormat(language, { type: 'disjunction' });
const collator = new Intl.Collator(language);

/** Letters that Unicode does not decompose, and the letters that people type for them. */
const plainLetters: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ħ: 'h', ı: 'i', ł: 'l', þ: 'th' },
};
const marked = /[^\0-\x7f]/;
/**
 * Accents above or below letters of several scripts, and the points of Hebrew. Vowel signs of Indian scripts and the sound marks of kana
 * change the letter, so they stay.
 */
const accents = /(?![\u3099\u309a])[\p{Script=Inherited}\u0591-\u05c7]/gu;

const folded = (lower: string): string =>
  marked.test(lower)
    ? lower
        .normalize('NFKD')
        .replace(accents, '')
        .replace(/[ßæœøđðħıłþ]/g, (letter) => plainLetters[letter] ?? letter)
    : lower;

/** The part of a locale that depends on the words only. */
export const english: WordsLocale = {
  language,
  direction,
  number: (value, digits = 0) => (digits === 0 ? whole : numbers(digits)).format(value),
  list: (items) => lists.format(items),
  either: (items) => choices.format(items),
  compare: (one, other) => collator.compare(one, other),
  fold: (text) => folded(text.toLocaleLowerCase(language)),
};

/**
 * The locale for a system with this clock.
 * @param dates the language of the words with the region whose dates are written
 */
export const makeLocale = (clock: Locale['clock'], dates = language): Locale => {
  // Making a formatter takes longer than formatting a thousand dates, so formatters are kept.
  const made = new Map<string, Intl.DateTimeFormat>();
  return {
    ...english,
    clock,
    dates: (options) => {
      const key = JSON.stringify(options);
      const known = made.get(key);
      if (known) return known;
      const fresh = new Intl.DateTimeFormat(dates, {
        ...options,
        hourCycle: clock === 24 ? 'h23' : 'h12',
      });
      made.set(key, fresh);
      return fresh;
    },
  };
};

/**
 * The clock of a system with the locale `tag` (BCP 47). If it is undefined or unknown to Intl, the locale with which the page was started
 * counts.
 */
export const clockOf = (tag: string | undefined): Locale['clock'] => {
  const [known] = tag === undefined ? [] : supported(tag);
  const { hourCycle } = new Intl.DateTimeFormat(known, { hour: 'numeric' }).resolvedOptions();
  return hourCycle === 'h11' || hourCycle === 'h12' ? 12 : 24;
};

/**
 * The language of the words, with the region of a system that has the locale `tag` (BCP 47): `en-US` for `en-US`, `en-DE` for `de-DE`. Where Intl
 * does not know how this region writes the language, the home of the language.
 */
export const datesOf = (tag: string | undefined): string => {
  const known = tag === undefined ? [] : supported(tag);
  const { locale } = new Intl.DateTimeFormat([...known]).resolvedOptions();
  const { region } = new Intl.Locale(locale);
  if (region === undefined) return language;
  const wanted = `${wordsLanguage.language}-${region}`;
  return new Intl.DateTimeFormat(wanted).resolvedOptions().locale === wanted ? wanted : language;
};

/** The locale of the page on a system with the locale `tag` (BCP 47); undefined where only the page's own is known. */
export const localeOf = (tag: string | undefined): Locale => makeLocale(clockOf(tag), datesOf(tag));

/** A system may report `C` or `en_US.UTF-8`, which are not tags. */
const supported = (tag: string): readonly string[] => {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag);
  } catch {
    // Harmless: a text that is not a tag counts as none.
    return [];
  }
};

export const LocaleContext = createContext<Locale>(makeLocale(24));

/** The locale of the screen this is called in. */
export const useLocale = (): Locale => useContext(LocaleContext);
