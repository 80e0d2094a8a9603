import { describe, expect, it } from 'vitest';
import { humanSize } from './size.ts';
import { localeOf, makeLocale } from './locale.ts';
import { clockDigits, clockTime, dayName, fullWhen, sameDay, shortWhen, untilWhen } from './when.ts';
import { conversationName, nameList, peopleList, personName } from './names.ts';
import type { PersonId } from '../../model/index.ts';

const at = (text: string): number => new Date(text).getTime();
const now = at('2026-11-23T14:00:00');
const [by12, by24] = [makeLocale(12), makeLocale(24)];

describe('times', () => {
  it.each([
    ['2026-11-23T09:05:00', '09:05'],
    ['2026-11-22T23:59:00', 'Yesterday'],
    ['2026-11-19T12:00:00', 'Thu'],
    ['2026-03-02T12:00:00', '2 Mar'],
    ['2024-03-02T12:00:00', '2 Mar 2024'],
  ])('%s in the list is %s', (time, words) => {
    expect(shortWhen(at(time), now, by24)).toBe(words);
  });

  it('a message from the future (a clock that is ahead) still shows its time', () => {
    expect(shortWhen(now + 3 * 86_400_000, now, by24)).toBe('14:00');
  });

  it.each([
    ['2026-11-23T00:00:01', 'Today'],
    ['2026-11-22T00:00:01', 'Yesterday'],
    ['2026-11-20T12:00:00', 'Friday 20 November'],
    ['2025-11-20T12:00:00', 'Thursday 20 November 2025'],
  ])('the day of %s is %s', (time, words) => {
    expect(dayName(at(time), now, by24).replace(',', '')).toBe(words);
  });

  it.each([
    ['2026-11-23T00:05:00', '00:05', '12:05 am', '12:05'],
    ['2026-11-23T08:05:00', '08:05', '8:05 am', '8:05'],
    ['2026-11-23T22:15:00', '22:15', '10:15 pm', '10:15'],
  ])(
    '%s is %s on a clock of 24 hours, %s on one of 12, and its digits fit a narrow column',
    (time, ...words) => {
      const digits = clockDigits(at(time), by12);
      expect([clockTime(at(time), by24), clockTime(at(time), by12), digits]).toEqual(words);
      expect(clockDigits(at(time), by24)).toBe(words[0]);
      expect(digits).not.toMatch(/\s/);
    },
  );

  it.each(['en-US', 'en-CA', 'en-AU', 'en-IN', 'en-ZA', 'en-DK', 'en-FI', 'de-CH', 'ar-EG'])(
    'the digits of a time fit a narrow column on a system in %s, too',
    (tag) => {
      for (const time of ['2026-11-23T00:05:00', '2026-11-23T09:05:00', '2026-11-23T22:59:00'])
        expect(clockDigits(at(time), localeOf(tag))).toMatch(/^\d{1,2}[:.]\d{2}$/);
    },
  );

  it('a full date uses the same clock', () => {
    expect(fullWhen(now, by24)).toBe('Monday, 23 November 2026 at 14:00:00');
    expect(fullWhen(now, by12)).toBe('Monday, 23 November 2026 at 2:00:00 pm');
  });

  it('midnight begins a new day', () => {
    expect(sameDay(at('2026-11-22T23:59:59.999'), at('2026-11-23T00:00:00'))).toBe(false);
    expect(sameDay(at('2026-11-23T00:00:00'), at('2026-11-23T23:59:59'))).toBe(true);
  });

  it.each([
    [-5, 'now'],
    [400, 'in 1 second'],
    [89_000, 'in 89 seconds'],
    [120_000, 'in 2 minutes'],
    [3 * 3_600_000, 'in 3 hours'],
  ])('%i ms from now is %s', (ms, words) => {
    expect(untilWhen(now + ms, now)).toBe(words);
  });
});

describe('sizes', () => {
  it.each([
    [0, '0 B'],
    [312, '312 B'],
    [1536, '1.5 KB'],
    [104_857_600, '100 MB'],
    [null, ''],
    [Number.NaN, ''],
  ])('%s bytes', (bytes, words) => {
    expect(humanSize(bytes)).toBe(words);
  });
});

describe('names', () => {
  const [ada, ben, me] = ['ada', 'ben', 'me'] as PersonId[] as [PersonId, PersonId, PersonId];
  const people = new Map([ada, ben, me].map((id) => [id, { id, displayName: id.toUpperCase() } as never]));

  it('are listed as in a sentence', () => {
    expect([
      nameList([]),
      nameList(['A']),
      nameList(['A', 'B']),
      nameList(['A', 'B', 'C', 'D', 'E']),
    ]).toEqual(['', 'A', 'A and B', 'A, B and 3 others']);
  });
  it('are replaced by a count if they are unknown, and by “Somebody” if one is', () => {
    const strangers = ['s1', 's2'] as PersonId[];
    expect([
      peopleList([ada, me], people, { me }),
      peopleList([ada, ...strangers], people),
      peopleList([ada], people, { unnamed: 1 }),
      peopleList(strangers, people),
      peopleList([], people, { unnamed: 1 }),
      peopleList([ada, ben, me, ...strangers], people, { most: 2 }),
    ]).toEqual([
      'ADA and You',
      'ADA and 2 others',
      'ADA and 1 other',
      '2 people',
      'Somebody',
      'ADA and 4 others',
    ]);
  });
  it('of a message come before the bot’s own name', () => {
    expect(personName(ada, people, 'Deploy bot')).toBe('Deploy bot');
    expect(personName('x' as PersonId, people)).toBe('Somebody');
  });
  it('of the other people name a chat without a name', () => {
    const chat = { kind: 'group', name: null, participants: [ben, me, ada] } as const;
    expect(conversationName(chat, people, me)).toBe('ADA and BEN');
    expect(conversationName({ ...chat, participants: [me] }, people, me)).toBe('ME (you)');
    expect(conversationName({ ...chat, name: ' ' }, people, me)).toBe('ADA and BEN');
    expect(conversationName({ ...chat, participants: [] }, people, me)).toBe('Group chat');
  });
});
