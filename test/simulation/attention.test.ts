/** How much the services are asked follows who looks: a page that is gone, or silent, is nobody. */
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
    /** How often Graph is asked in so many minutes. */
    askedIn: async (minutes: number) => {
      const { counters } = services.microsoft;
      const before = counters.requests;
      await time.pass(minutes * minute);
      return counters.requests - before;
    },
  };
};

describe('Microsoft is asked', () => {
  it('often while a page is looked at, less while it is behind, and not at all for nobody', async () => {
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

  it('not by a page that has died without a word, from three minutes after its last sign of life', async () => {
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
    'not after a start without a window, although an earlier page reported attention: %s',
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
      // What happened meanwhile is caught up with once.
      await askedIn(5);
      expect(isthmus.engine.presence).toBe('away');
      expect(await askedIn(120)).toBe(0);
    },
  );
});
