import { describe, expect, it } from 'vitest';
import { clockOf, datesOf, english, localeOf, makeLocale } from './locale.ts';

describe('the clock', () => {
  it.each([
    ['en-US', 12],
    ['en-GB', 24],
    ['de-DE', 24],
    ['ar-EG', 12],
    ['ja-JP', 24],
    // The user's own wish, as a system may write it into its tag.
    ['en-US-u-hc-h23', 24],
  ])('of a system that speaks %s has %i hours', (tag, clock) => {
    expect(clockOf(tag)).toBe(clock);
  });

  it.each(['C', 'en_US.UTF-8', ''])('of a system with the locale “%s” is the page’s own', (tag) => {
    expect(clockOf(tag)).toBe(clockOf(undefined));
  });
});

describe('dates', () => {
  const birthday = new Date(2026, 10, 20, 14, 5).getTime();
  it.each([
    ['en-US', 'en-US', 'Friday, November 20, 2:05 PM'],
    ['en-GB', 'en-GB', 'Friday 20 November, 14:05'],
    // English as it is written in that region.
    ['de-DE', 'en-DE', 'Friday, 20 November, 14:05'],
    // Intl knows no English of Egypt; its clock has 12 hours.
    ['ar-EG', 'en-GB', 'Friday 20 November, 2:05 pm'],
    ['en-US-u-hc-h23', 'en-US', 'Friday, November 20, 14:05'],
  ])('of a system that speaks %s are those of %s: %s', (tag, dates, written) => {
    expect(datesOf(tag)).toBe(dates);
    const { dates: format, clock } = localeOf(tag);
    const hour = clock === 24 ? '2-digit' : 'numeric';
    const day = format({ weekday: 'long', day: 'numeric', month: 'long' }).format(birthday);
    const time = format({ hour, minute: '2-digit' }).format(birthday).replace('\u202f', ' ');
    expect(`${day}, ${time}`).toBe(written);
  });

  it.each(['C', 'en_US.UTF-8', ''])('of a system with the locale “%s” are the page’s own', (tag) => {
    expect(datesOf(tag)).toBe(datesOf(undefined));
  });

  it('do not turn the page: its direction is that of its words', () => {
    expect(localeOf('ar-EG')).toMatchObject({ direction: 'ltr', language: 'en-GB' });
  });
});

describe('the language of formats', () => {
  it('is the language of the words, whatever the system’s language is', () => {
    expect(english.number(1_204_000)).toBe('1,204,000');
    expect(english.number(4.25, 1)).toBe('4.3');
    expect(english.list(['Ada', 'Ben', 'Chen'])).toBe('Ada, Ben and Chen');
    expect(['Zoë', 'émile', 'Ada', 'Eva'].sort(english.compare)).toEqual(['Ada', 'émile', 'Eva', 'Zoë']);
    expect(english.fold('ÄRGER Straße')).toBe('arger strasse');
  });

  it('keeps its formatters', () => {
    const locale = makeLocale(12);
    expect(locale.dates({ hour: 'numeric' })).toBe(locale.dates({ hour: 'numeric' }));
  });
});
