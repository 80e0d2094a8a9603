import { describe, expect, it } from 'vitest';
import { asksApart, firstPause, longestPause, watchConsent } from './consent-watch.ts';

const setUp = (answers: { lacks: boolean }) => {
  let now = 0;
  let timer: { readonly ms: number; readonly work: () => void } | null = null;
  let asked = 0;
  const watch = watchConsent({
    now: () => now,
    after: (ms, work) => {
      const own = { ms, work };
      timer = own;
      return () => {
        if (timer === own) timer = null;
      };
    },
    look: () => {
      asked += 1;
      return Promise.resolve(answers.lacks);
    },
  });
  const settle = (): Promise<void> => new Promise(setImmediate);
  return {
    watch,
    settle,
    asked: () => asked,
    pause: () => timer?.ms ?? null,
    elapse: async (): Promise<void> => {
      const due = timer;
      if (due === null) throw new Error('nothing is waited for');
      timer = null;
      now += due.ms;
      due.work();
      await settle();
    },
    pass: (ms: number) => void (now += ms),
  };
};

describe('the watch for consent', () => {
  it('asks with growing pauses, up to six hours', async () => {
    const { watch, settle, pause, elapse } = setUp({ lacks: true });
    watch.nudge();
    await settle();
    const pauses: (number | null)[] = [];
    for (let count = 0; count < 9; count += 1) {
      pauses.push(pause());
      await elapse();
    }
    expect(pauses.slice(0, 3)).toEqual([firstPause, 2 * firstPause, 4 * firstPause]);
    expect(pauses.at(-1)).toBe(longestPause);
  });
  it('asks at once when somebody looks, but not for each look', async () => {
    const { watch, settle, asked, pause, pass } = setUp({ lacks: true });
    watch.nudge();
    await settle();
    watch.nudge();
    await settle();
    expect(asked()).toBe(1);
    pass(asksApart);
    watch.nudge();
    await settle();
    expect(asked()).toBe(2);
    expect(pause()).toBe(firstPause);
  });
  it('rests while nothing is lacking, and is awake at the next look', async () => {
    const answers = { lacks: false };
    const { watch, settle, asked, pause } = setUp(answers);
    watch.nudge();
    await settle();
    expect(pause()).toBeNull();
    answers.lacks = true;
    watch.nudge();
    await settle();
    expect([asked(), pause()]).toEqual([2, firstPause]);
  });
  it('waits for the first pause after a sign-in that has just looked', () => {
    const { watch, asked, pause } = setUp({ lacks: true });
    watch.wait();
    expect([asked(), pause()]).toEqual([0, firstPause]);
  });
});
