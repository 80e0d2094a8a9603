import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isForUser, isQuietAt, localTimeOf, noticeLevelOf } from './rules.ts';

describe('the messages that the user is notified of', () => {
  it.each([
    ['what was chosen here goes first', 'channel', 'all', 'nothing', 'nothing'],
    ['then what was chosen on the service', 'channel', 'all', null, 'all'],
    ['in channels else mentions', 'shared-channel', undefined, null, 'mentions'],
    ['in chats else everything', 'meeting', undefined, null, 'all'],
    ['a chat may be silenced on the service', 'direct', 'nothing', null, 'nothing'],
  ] as const)('%s', (_case, kind, onService, here, level) => {
    const conversation = onService === undefined ? { kind } : { kind, noticeLevel: onService };
    expect(noticeLevelOf(conversation, { noticeLevel: here })).toBe(level);
    if (here === null) expect(noticeLevelOf(conversation, undefined)).toBe(level);
  });
});

describe('a message is for the user', () => {
  const channel = { kind: 'channel' } as const;
  const says = (plain: string) => ({ plain, mentionsMe: false });
  it('that is written to them alone, mentions them, or continues in their thread', () => {
    expect(isForUser(says('x'), { kind: 'direct' }, [], false)).toBe(true);
    expect(isForUser({ plain: 'x', mentionsMe: true }, channel, [], false)).toBe(true);
    expect(isForUser(says('x'), channel, [], true)).toBe(true);
    expect(isForUser(says('x'), { kind: 'group' }, [], false)).toBe(false);
  });
  it('that has one of their keywords as a whole word', () => {
    expect(isForUser(says('The Deploy failed'), channel, ['nothing', 'deploy'], false)).toBe(true);
    expect(isForUser(says('a deployment'), channel, ['nothing', 'deploy'], false)).toBe(false);
  });
});

describe('quiet hours', () => {
  const [sunday, monday, tuesday] = [0, 1, 2] as const;
  const noon = { days: [monday], from: 600, to: 660 };
  const night = { days: [monday], from: 1_320, to: 420 };
  const wholeDay = { days: [sunday], from: 0, to: 0 };
  it.each([
    [noon, monday, 599, false],
    [noon, monday, 600, true],
    [noon, monday, 660, false],
    [noon, tuesday, 630, false],
    // A night belongs to the day on which it begins.
    [night, monday, 1_319, false],
    [night, monday, 1_439, true],
    [night, tuesday, 0, true],
    [night, tuesday, 420, false],
    [night, monday, 0, false],
    [night, tuesday, 1_439, false],
    [{ days: [6 as const], from: 1_320, to: 420 }, sunday, 60, true],
    [wholeDay, sunday, 0, true],
    [wholeDay, sunday, 1_439, true],
    [wholeDay, monday, 0, false],
    [{ ...night, days: [] }, monday, 1_400, false],
    [null, monday, 600, false],
  ])('%o on day %i at %i: %s', (quiet, weekday, minute, isQuiet) =>
    expect(isQuietAt(quiet, { weekday, minute })).toBe(isQuiet),
  );

  describe('in a time zone whose clock is put forward and back', () => {
    const zone = process.env.TZ;
    beforeAll(() => {
      process.env.TZ = 'Europe/Berlin';
    });
    afterAll(() => {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    });
    /** How many hours are quiet from Saturday 12:00 to Sunday 12:00 UTC, looked at each minute. */
    const quietHours = (saturday: string, quiet: Parameters<typeof isQuietAt>[0]): number => {
      const noon = Date.parse(`${saturday}T12:00:00Z`);
      let minutes = 0;
      for (let minute = 0; minute < 1_440; minute += 1)
        if (isQuietAt(quiet, localTimeOf(noon + minute * 60_000))) minutes += 1;
      return minutes / 60;
    };
    const saturdayNight = { days: [6 as const], from: 1_320, to: 420 };
    it('have the length of a night by the local clock', () => {
      expect(localTimeOf(Date.parse('2026-07-01T12:00:00Z'))).toEqual({ weekday: 3, minute: 840 });
      expect(quietHours('2026-03-21', saturdayNight)).toBe(9);
      expect(quietHours('2026-03-28', saturdayNight)).toBe(8);
      expect(quietHours('2026-10-24', saturdayNight)).toBe(10);
    });
    it('skip hours that do not exist, and repeat hours that come twice', () => {
      const skipped = { days: [sunday], from: 120, to: 180 };
      expect(quietHours('2026-03-21', skipped)).toBe(1);
      expect(quietHours('2026-03-28', skipped)).toBe(0);
      expect(quietHours('2026-10-24', skipped)).toBe(2);
    });
  });
});
