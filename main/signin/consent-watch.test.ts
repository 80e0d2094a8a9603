import { describe, expect, it } from 'vitest';
import { createTestLog } from '../log/testing/log.ts';
import { firstPause, longestPause, looksAtOnce, looksWithin, watchConsent } from './consent-watch.ts';

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
    log: createTestLog(),
  });
  const settle = (): Promise<void> => new Promise(setImmediate);
  return {
    watch,
    settle,
    /** The user opens the app, and the answer is there. */
    lookAt: async (): Promise<void> => {
      watch.look();
      await settle();
    },
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
    watch.begin();
    await settle();
    const pauses: (number | null)[] = [];
    for (let count = 0; count < 9; count += 1) {
      pauses.push(pause());
      await elapse();
    }
    expect(pauses.slice(0, 3)).toEqual([firstPause, 2 * firstPause, 4 * firstPause]);
    expect(pauses.at(-1)).toBe(longestPause);
  });
  it('asks at once when the user opens the app, also right after a start and right after a sign-in', async () => {
    const { watch, settle, asked, lookAt } = setUp({ lacks: true });
    watch.begin();
    await settle();
    await lookAt();
    expect(asked()).toBe(2);
    watch.wait();
    await lookAt();
    expect(asked()).toBe(3);
  });
  it('asks with short pauses again after the user has opened the app', async () => {
    const { watch, settle, pause, elapse, lookAt } = setUp({ lacks: true });
    watch.begin();
    await settle();
    await elapse();
    expect(pause()).toBe(2 * firstPause);
    await lookAt();
    expect(pause()).toBe(firstPause);
  });
  it('asks seldom for many looks, and as soon as allowed for the last of them', async () => {
    const { asked, pause, pass, elapse, lookAt } = setUp({ lacks: true });
    for (let count = 0; count < 10; count += 1) await lookAt();
    expect([asked(), pause()]).toEqual([looksAtOnce, looksWithin]);
    pass(60_000);
    await lookAt();
    expect([asked(), pause()]).toEqual([looksAtOnce, looksWithin - 60_000]);
    await elapse();
    expect(asked()).toBe(looksAtOnce + 1);
    await lookAt();
    expect(asked()).toBe(looksAtOnce + 2);
  });
  it('asks once more for a look during a question', async () => {
    const { watch, settle, asked } = setUp({ lacks: true });
    watch.begin();
    watch.look();
    await settle();
    expect(asked()).toBe(1);
  });
  it('stops while no permission is missing, and works again at the next look: looks without a question do not count', async () => {
    const answers = { lacks: false };
    const { asked, pause, lookAt } = setUp(answers);
    for (let count = 0; count < 10; count += 1) await lookAt();
    expect([asked(), pause()]).toEqual([10, null]);
    answers.lacks = true;
    await lookAt();
    expect([asked(), pause()]).toEqual([11, firstPause]);
  });
  it('waits for the first pause after a sign-in that has just asked', () => {
    const { watch, asked, pause } = setUp({ lacks: true });
    watch.wait();
    expect([asked(), pause()]).toEqual([0, firstPause]);
  });
});
