import { describe, expect, it } from 'vitest';
import { clockOf, english, makeLocale } from './locale.ts';

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
