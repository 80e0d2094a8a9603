/** A clock for tests that moves only when the test says so. */
import type { QueryTime } from '../following.ts';

export interface TestTime extends QueryTime {
  /** The delays of the pending timers, ms from now. */
  readonly waiting: () => readonly number[];
  readonly pass: (ms: number) => void;
  /** Waits (turn by turn of the event loop) until the condition holds. */
  readonly until: (isSo: () => boolean) => Promise<void>;
}

export const createTime = (): TestTime => {
  let now = 0;
  const timers = new Set<{ readonly at: number; readonly work: () => void }>();
  return {
    now: () => now,
    after: (ms, work) => {
      const timer = { at: now + ms, work };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    waiting: () => [...timers].map(({ at }) => at - now),
    pass: (ms) => {
      now += ms;
      for (const timer of [...timers])
        if (timer.at <= now) {
          timers.delete(timer);
          timer.work();
        }
    },
    until: async (isSo) => {
      while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
    },
  };
};

/** The machine's own clock, for tests of code above the queries. */
export const realTime: QueryTime = {
  now: () => performance.now(),
  after: (ms, work) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};
