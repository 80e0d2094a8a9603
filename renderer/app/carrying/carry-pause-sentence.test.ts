import { expect, it } from 'vitest';
import { makeLocale } from '../words/locale.ts';
import { carryPauseSentence } from './carry-pause-sentence.ts';

const locale = makeLocale(24);
const now = new Date(2026, 10, 27, 23, 30).getTime();
const sentence = (until: number): string => carryPauseSentence({ kind: 'until', until }, now, locale);

it('the pause has a sentence with its end, and with the day if that is not today', () => {
  expect(sentence(now + 60_000)).toMatch(/^Carrying is paused until .*31/);
  expect(sentence(now + 3_600_000)).toMatch(/^Carrying is paused until Saturday, .*30/);
  expect(carryPauseSentence({ kind: 'until-ended' }, now, locale)).toBe('Carrying is paused');
});
