/** What the catalogue's language asks of the page. A catalogue in another language brings its own. */

export interface SpokenLanguage {
  /** The language of the messages, as a BCP 47 tag without a region. */
  readonly language: string;
  /**
   * The same with a region: that of all numbers, lists and sorting, and that of dates where the system names no region, or one whose dates in this
   * language Intl does not know.
   */
  readonly home: string;
  /** The side from which the page is laid out: that of its words, and not that of the system's language. */
  readonly direction: 'ltr' | 'rtl';
}

/** English, with the day before the month and no comma before "and" if nothing else is known. */
export const wordsLanguage: SpokenLanguage = { language: 'en', home: 'en-GB', direction: 'ltr' };
