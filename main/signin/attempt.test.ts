import { describe, expect, it } from 'vitest';
import type { SignInQuestion } from '../../preload/contract/index.ts';
import { attemptMs, createAttempts, endOf } from './attempt.ts';
import { createSignInPage } from './page.ts';

/** Timers that only the test moves. */
const makeTimers = () => {
  const waiting = new Set<{ ms: number; work: () => void }>();
  return {
    after: (ms: number, work: () => void) => {
      const timer = { ms, work };
      waiting.add(timer);
      return () => void waiting.delete(timer);
    },
    elapse: (ms: number) => {
      for (const timer of [...waiting]) if (timer.ms <= ms && waiting.delete(timer)) timer.work();
    },
    count: () => waiting.size,
  };
};
const untilAborted = (signal: AbortSignal): Promise<string> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve('ended')));

describe('attempts', () => {
  it('end when they are cancelled, and leave no timer', async () => {
    const timers = makeTimers();
    const attempts = createAttempts(timers.after);
    const first = attempts.run(untilAborted);
    await Promise.resolve();
    await new Promise(setImmediate);
    attempts.cancel();
    expect(await first).toBe('ended');
    expect(timers.count()).toBe(0);
  });
  it('end after an hour, with another outcome than a cancelled one', async () => {
    const timers = makeTimers();
    const attempts = createAttempts(timers.after);
    const ending = (): Promise<string> =>
      attempts.run(async (signal) => {
        await untilAborted(signal);
        return endOf(signal).kind;
      });
    const late = ending();
    await new Promise(setImmediate);
    timers.elapse(attemptMs - 1);
    expect(timers.count()).toBe(1);
    timers.elapse(attemptMs);
    expect(await late).toBe('timed-out');
    const cancelled = ending();
    await new Promise(setImmediate);
    attempts.cancel();
    expect(await cancelled).toBe('cancelled');
  });
  it('are ended by the next one, which waits for their end', async () => {
    const order: string[] = [];
    const attempts = createAttempts(makeTimers().after);
    const first = attempts.run(async (signal) => {
      await untilAborted(signal);
      order.push('first over');
      return 'first';
    });
    await new Promise(setImmediate);
    const second = attempts.run(() => {
      order.push('second begins');
      return Promise.resolve('second');
    });
    expect(await Promise.all([first, second])).toEqual(['first', 'second']);
    expect(order).toEqual(['first over', 'second begins']);
  });
  it('continue after a failed one', async () => {
    const attempts = createAttempts(makeTimers().after);
    await expect(attempts.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await attempts.run(() => Promise.resolve('well'))).toBe('well');
  });
});

const question: SignInQuestion = {
  kind: 'forget',
  loginUrl: 'https://login.example',
  clientId: '11111111-2222-4333-8444-555555555555',
  account: { homeAccountId: 'h', tenantId: 't', userId: 'u' },
  shared: 'nothing',
};

describe('questions to the sign-in page', () => {
  it('wait until the page is open, and get their answers', async () => {
    const told: number[] = [];
    const page = createSignInPage(({ question: number }) => void told.push(number), makeTimers().after);
    const first = page.ask(question, 1000);
    const second = page.ask(question, 1000);
    expect(told).toEqual([]);
    page.ready();
    expect(told).toEqual([1, 2]);
    page.answered(2, { kind: 'forgotten' });
    page.answered(1, { kind: 'token', accessToken: 'a' });
    page.answered(7, { kind: 'forgotten' });
    expect(await Promise.all([first, second])).toEqual([
      { kind: 'token', accessToken: 'a' },
      { kind: 'forgotten' },
    ]);
  });
  it('fail when the page dies or is silent; those not yet asked wait for the next page', async () => {
    const timers = makeTimers();
    const told: number[] = [];
    const page = createSignInPage(({ question: number }) => void told.push(number), timers.after);
    page.ready();
    const asked = page.ask(question, 1000);
    page.gone();
    expect(await asked).toEqual({ kind: 'failed', code: 'page-gone' });
    const later = page.ask(question, 1000);
    page.ready();
    expect(told).toEqual([1, 2]);
    timers.elapse(1000);
    expect(await later).toEqual({ kind: 'failed', code: 'page-silent' });
  });
});
