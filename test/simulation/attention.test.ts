/** The number of requests depends on the user's attention: a page that is closed, or silent, counts as no user. */
import { afterEach, describe, expect, it } from 'vitest';
import { endDays, oneDay } from '../support/one-day.ts';

const minute = 60_000;
const year = 365 * 24 * 60 * minute;
afterEach(endDays);

const setUp = async () => {
  const day = oneDay();
  const { time, services } = day;
  await day.begin();
  await day.current();
  return {
    ...day,
    /** The number of requests to Graph in so many minutes. */
    askedIn: async (minutes: number) => {
      const { counters } = services.microsoft;
      const before = counters.requests;
      await time.pass(minutes * minute);
      return counters.requests - before;
    },
  };
};

describe('Microsoft gets requests', () => {
  it('often while the user looks at a page, less while it is behind, and none without a page', async () => {
    const { time, isthmus, askedIn } = await setUp();
    const { engine, page } = isthmus;
    expect(engine.presence).toBe('unfocused');
    const behind = await askedIn(30);
    page.look(null);
    await time.settle();
    expect(engine.presence).toBe('focused');
    const looked = await askedIn(30);
    expect(engine.presence).toBe('focused');
    engine.setUserAway(true);
    expect(engine.presence).toBe('away');
    const away = await askedIn(30);
    expect([looked > 2 * behind, behind > 30, away]).toEqual([true, true, 0]);
  });

  it('no more for a page that died without a report, from three minutes after its last sign of life', async () => {
    const { isthmus, askedIn } = await setUp();
    isthmus.page.look(null);
    expect(await askedIn(1)).toBeGreaterThan(3);
    isthmus.closePage();
    await askedIn(3);
    expect(isthmus.engine.presence).toBe('away');
    expect(await askedIn(120)).toBe(0);
    isthmus.openPage();
    expect(await askedIn(5)).toBeGreaterThan(5);
    expect(isthmus.engine.presence).toBe('unfocused');
  });

  it.each([
    ['yesterday', -1_440 * minute],
    ['a year ago', -year],
    ['a year from now: the clock was wrong then', year],
  ])(
    'none after a start without a window, although an earlier page reported attention: %s',
    async (_when, at) => {
      const { time, isthmus, askedIn } = await setUp();
      await time.during(isthmus.stop());
      await time.pass(minute);
      await time.during(isthmus.start({ hidden: true }));
      await isthmus.database.attention.put({
        key: 'app',
        conversationId: null,
        focused: true,
        wantsOlder: false,
        at: time.now() + at,
      });
      await time.until(() => isthmus.isCurrent());
      // Messages from that time are read once.
      await askedIn(5);
      expect(isthmus.engine.presence).toBe('away');
      expect(await askedIn(120)).toBe(0);
    },
  );
});
