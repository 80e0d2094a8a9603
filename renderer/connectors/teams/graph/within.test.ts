import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { failed, succeeded } from '../../../model/index.ts';
import { createTestWorld } from '../testing/test-world.ts';
import { within } from './within.ts';

const world = () => createTestWorld({ fetch: () => new Response() });
const never = new Promise<never>(() => undefined);

describe('within a time limit', () => {
  it('the work’s own result is the answer', async () => {
    const caller = new AbortController().signal;
    expect(await within(world(), 1_000, caller, () => Promise.resolve(succeeded('done')))).toEqual(
      succeeded('done'),
    );
  });

  it('work that rejects is a broken connection', async () => {
    const caller = new AbortController().signal;
    expect(await within(world(), 1_000, caller, () => Promise.reject(new TypeError('fetch failed')))).toEqual(
      failed({ kind: 'offline', reason: 'unreachable', status: null }),
    );
  });

  it('work that never ends is given up after the limit, and is cancelled', async () => {
    const time = world();
    let told: AbortSignal | undefined;
    const answer = within(time, 1_000, new AbortController().signal, (signal) => {
      told = signal;
      return never;
    });
    time.pass(999);
    expect(told?.aborted).toBe(false);
    time.pass(1);
    expect(await answer).toEqual(failed({ kind: 'offline', reason: 'no-answer', status: null }));
    expect(told?.aborted).toBe(true);
  });

  it('work that was cancelled before does not begin', async () => {
    let began = false;
    const answer = within(world(), 1_000, AbortSignal.abort(), () => {
      began = true;
      return never;
    });
    expect(await answer).toEqual(failed({ kind: 'cancelled' }));
    expect(began).toBe(false);
  });

  // An account has one signal as long as it runs, so listeners that requests leave there would become more and more.
  it('no listener is left on the caller’s signal, for any end', async () => {
    const time = world();
    const caller = new AbortController();
    const listening = () => getEventListeners(caller.signal, 'abort').length;
    const slow = within(time, 1_000, caller.signal, () => never);
    const quick = within(time, Infinity, caller.signal, () => Promise.resolve(succeeded(1)));
    const broken = within(time, Infinity, caller.signal, () => Promise.reject(new TypeError('reset')));
    const stopped = within(time, Infinity, caller.signal, () => never);
    expect(listening()).toBe(4);
    await quick;
    await broken;
    time.pass(1_000);
    await slow;
    expect(listening()).toBe(1);
    caller.abort();
    expect(await stopped).toEqual(failed({ kind: 'cancelled' }));
    expect(listening()).toBe(0);
  });
});
