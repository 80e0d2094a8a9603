import { beforeEach, describe, expect, it } from 'vitest';
import { VirtualTime } from '../../../test/support/virtual-time.ts';
import type { AccountState, ServiceFailure } from '../../model/index.ts';
import { Trouble } from './trouble.ts';

const start = 1_000_000;
const down: ServiceFailure = { kind: 'offline', reason: 'service-down', status: 502 };
const expired: ServiceFailure = { kind: 'sign-in-needed', reason: 'expired' };
const signIn: AccountState = { kind: 'sign-in-needed', reason: 'expired' };

let time: VirtualTime;
/** The times of the tries, ms since the start. */
let retries: number[];
/** How often a refused sign-in cancelled all requests. */
let refusals: number;

const troubleOf = (): Trouble =>
  new Trouble({
    world: { now: time.now, after: time.after, random: () => 1 },
    onRetry: () => retries.push(time.now() - start),
    onSignInRefused: () => (refusals += 1),
    onChange: () => undefined,
  });

beforeEach(() => {
  time = new VirtualTime(start);
  retries = [];
  refusals = 0;
});

describe('a service that cannot be reached', () => {
  it('is reported with the host whose certificate was refused', () => {
    const trouble = troubleOf();
    trouble.meet({ kind: 'offline', reason: 'certificate-refused', status: null, host: 'chat.example' });
    expect(trouble.state).toMatchObject({ reason: 'certificate-refused', host: 'chat.example' });
  });

  it('is reported with its reason and the time of the next try, which comes once', async () => {
    const trouble = troubleOf();
    expect(trouble.holds).toBe(false);
    trouble.meet(down);
    expect(trouble.state).toEqual({ kind: 'offline', reason: 'service-down', retryAt: start + 1_000 });
    await time.pass(999);
    expect(retries).toEqual([]);
    await time.pass(600_000);
    expect(retries).toEqual([1_000]);
    // Nothing else is asked before the try has gone well.
    expect(trouble.holds).toBe(true);
    trouble.stand(null);
    expect(trouble.holds).toBe(false);
  });

  it('is asked less and less often, up to once in 40 seconds, and at once again after it worked', () => {
    const trouble = troubleOf();
    const wait = (): number => {
      trouble.meet(down);
      return trouble.state?.kind === 'offline' ? (trouble.state.retryAt - start) / 1_000 : NaN;
    };
    expect(Array.from({ length: 9 }, wait)).toEqual([1, 2, 4, 8, 16, 32, 40, 40, 40]);
    trouble.succeeded();
    expect(wait()).toBe(1);
  });

  it('has one planned try, however often it fails meanwhile, and none when its state changes', async () => {
    const trouble = troubleOf();
    trouble.meet(down);
    trouble.meet(down);
    await time.pass(600_000);
    expect(retries).toEqual([2_000]);
    trouble.meet(down);
    trouble.stand({ kind: 'paused', by: 'user' });
    await time.pass(600_000);
    expect(retries).toEqual([2_000]);
    expect(trouble.state).toEqual({ kind: 'paused', by: 'user' });
  });

  it('does not count a cancelled request as a failure', () => {
    const trouble = troubleOf();
    for (let times = 0; times < 5; times += 1) trouble.meet({ kind: 'cancelled' });
    expect([trouble.state, trouble.holds]).toEqual([null, false]);
    trouble.meet(down);
    expect(trouble.state).toMatchObject({ retryAt: start + 1_000 });
  });

  it('whose pages do not move counts as one with broken answers', () => {
    const trouble = troubleOf();
    trouble.meet({ kind: 'stands-still' });
    expect(trouble.state).toEqual({ kind: 'offline', reason: 'broken-answer', retryAt: start + 1_000 });
  });
});

describe('a service that asks for patience', () => {
  it('gets the pause that it asks for', async () => {
    const trouble = troubleOf();
    trouble.meet({ kind: 'throttled', retryAfterMs: 90_000 });
    expect(trouble.state).toEqual({ kind: 'waiting', until: start + 90_000 });
    await time.pass(600_000);
    expect(retries).toEqual([90_000]);
  });

  it('gets a longer pause if it asks again', () => {
    const trouble = troubleOf();
    for (let times = 0; times < 4; times += 1) trouble.meet({ kind: 'throttled', retryAfterMs: 10 });
    expect(trouble.state).toEqual({ kind: 'waiting', until: start + 8_000 });
  });
});

describe.each<[ServiceFailure, AccountState]>([
  [
    { kind: 'forbidden', status: 403, code: 'Forbidden' },
    { kind: 'failed', reason: 'refused', status: 403, code: 'Forbidden' },
  ],
  [
    { kind: 'refused', status: 400, code: 'BadRequest' },
    { kind: 'failed', reason: 'refused', status: 400, code: 'BadRequest' },
  ],
  [{ kind: 'not-let-in' }, { kind: 'failed', reason: 'refused', status: 401 }],
  [{ kind: 'not-found' }, { kind: 'failed', reason: 'unusable-answer' }],
  [{ kind: 'cursor-gone' }, { kind: 'failed', reason: 'unusable-answer' }],
  [expired, signIn],
  [
    { kind: 'sign-in-needed', reason: 'account-disabled', code: 'AADSTS50057' },
    { kind: 'sign-in-needed', reason: 'account-disabled', code: 'AADSTS50057' },
  ],
])('an account that meets %o', (failure, state) => {
  it('is tried again and again, with pauses that grow to a handful an hour', async () => {
    const trouble = troubleOf();
    trouble.meet(failure);
    const states = new Set<AccountState | null>();
    for (let minutes = 0; minutes < 24 * 60; minutes += 1) {
      const before = retries.length;
      await time.pass(60_000);
      states.add(trouble.state);
      if (retries.length > before) trouble.meet(failure);
    }
    expect(retries.slice(0, 3)).toEqual([30_000, 120_000, 240_000]);
    const lastHour = retries.filter((at) => at > 23 * 3_600_000);
    expect(lastHour.length).toBeGreaterThanOrEqual(2);
    expect(lastHour.length).toBeLessThanOrEqual(6);
    for (const one of states) expect(one).toEqual(state);
  });

  it('is tried when the user looks at the app, but not each time, and keeps its state meanwhile', async () => {
    const trouble = troubleOf();
    trouble.meet(failure);
    await time.pass(5_000);
    trouble.lookedAt();
    expect(retries).toEqual([]);
    await time.pass(10_000);
    trouble.lookedAt();
    trouble.lookedAt();
    expect(retries).toEqual([15_000]);
    expect(trouble.state).toEqual(state);
    expect(trouble.holds).toBe(true);
  });

  it('continues when a try works, and begins with short pauses the next time', async () => {
    const trouble = troubleOf();
    for (let times = 0; times < 6; times += 1) {
      trouble.meet(failure);
      trouble.tries();
    }
    trouble.succeeded();
    expect([trouble.state, trouble.holds, trouble.isSignInNeeded]).toEqual([null, false, false]);
    trouble.meet(failure);
    await time.pass(30_000);
    expect(retries).toEqual([30_000]);
  });
});

describe('a sign-in that is refused', () => {
  it('cancels everything once, for any number of refused requests', async () => {
    const trouble = troubleOf();
    trouble.meet(expired);
    trouble.meet(expired);
    await time.pass(30_000);
    trouble.meet(expired);
    trouble.meet(expired);
    expect(refusals).toBe(1);
    await time.pass(60_000);
    expect(retries).toEqual([30_000, 90_000]);
  });

  it('stays while a try finds no network, and is tried again as soon as after any outage', async () => {
    const trouble = troubleOf();
    trouble.meet(expired);
    await time.pass(30_000);
    trouble.meet({ kind: 'offline', reason: 'no-network', status: null });
    expect(trouble.state).toEqual(signIn);
    await time.pass(1_000);
    expect(retries).toEqual([30_000, 31_000]);
  });

  it('stays over a pause, with the newest reason', () => {
    const trouble = troubleOf();
    trouble.meet(expired);
    trouble.stand({ kind: 'paused', by: 'sleep' });
    expect(trouble.state).toEqual({ kind: 'paused', by: 'sleep' });
    trouble.stand(null);
    expect(trouble.state).toEqual(signIn);
    trouble.tries();
    trouble.meet({ kind: 'sign-in-needed', reason: 'password-changed' });
    expect(trouble.state).toEqual({ kind: 'sign-in-needed', reason: 'password-changed' });
  });
});

it('a service that asked for a pause is not tried earlier because the user looks at the app', async () => {
  const trouble = troubleOf();
  trouble.meet({ kind: 'throttled', retryAfterMs: 90_000 });
  await time.pass(60_000);
  trouble.lookedAt();
  expect(retries).toEqual([]);
});
