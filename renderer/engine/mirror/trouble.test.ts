import { beforeEach, describe, expect, it } from 'vitest';
import { account } from '../../../test/support/rows.ts';
import { VirtualTime } from '../../../test/support/virtual-time.ts';
import type { World } from '../../connectors/world.ts';
import { type AccountState, failed, type Result, type ServiceFailure, succeeded } from '../../model/index.ts';
import { Trouble } from './trouble.ts';

const start = 1_000_000;
const down: ServiceFailure = { kind: 'offline', reason: 'service-down', status: 502 };
const expired: ServiceFailure = { kind: 'sign-in-needed', reason: 'expired' };
const signIn: AccountState = { kind: 'sign-in-needed', reason: 'expired' };

let time: VirtualTime;
/** When it was tried again, ms since the start. */
let retries: number[];
let halts: AccountState[];
let renewals: number;
/** What the renewal of a token comes to. */
let renew: () => Promise<Result<string>>;

const troubleOf = (service: 'teams' | 'mattermost' = 'teams'): Trouble => {
  const unused = (): never => {
    throw new Error('not asked of the world');
  };
  const world: World = {
    now: time.now,
    after: time.after,
    random: () => 1,
    fetch: unused,
    openSocket: unused,
    accessToken: (id, anew) => {
      if (id !== account || anew !== true) throw new Error('asked for another token');
      renewals += 1;
      return renew();
    },
    log: unused,
  };
  return new Trouble({
    world,
    accountId: account,
    service,
    onRetry: () => retries.push(time.now() - start),
    onHalt: (state) => halts.push(state),
    onChange: () => undefined,
  });
};

beforeEach(() => {
  time = new VirtualTime(start);
  retries = [];
  halts = [];
  renewals = 0;
  renew = () => Promise.resolve(succeeded('token'));
});

describe('a service that cannot be reached', () => {
  it('is told with its reason and the time of the next try, which comes then, and once', async () => {
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

  it('is asked less and less often, up to once a minute, and at once again after it worked', () => {
    const trouble = troubleOf();
    const wait = (): number => {
      trouble.meet(down);
      return trouble.state?.kind === 'offline' ? (trouble.state.retryAt - start) / 1_000 : NaN;
    };
    expect(Array.from({ length: 9 }, wait)).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    trouble.succeeded();
    expect(wait()).toBe(1);
  });

  it('has one try ahead, however often it fails meanwhile, and none once it stands otherwise', async () => {
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

  it('counts a question that was given up as no failure', () => {
    const trouble = troubleOf();
    for (let times = 0; times < 5; times += 1) trouble.meet({ kind: 'cancelled' });
    expect([trouble.state, trouble.holds]).toEqual([null, false]);
    trouble.meet(down);
    expect(trouble.state).toMatchObject({ retryAt: start + 1_000 });
  });

  it('whose answers lead nowhere is one whose answers are broken', () => {
    const trouble = troubleOf();
    trouble.meet({ kind: 'stands-still' });
    expect(trouble.state).toEqual({ kind: 'offline', reason: 'broken-answer', retryAt: start + 1_000 });
  });
});

describe('a service that asks for patience', () => {
  it('gets what it asks for', async () => {
    const trouble = troubleOf();
    trouble.meet({ kind: 'throttled', retryAfterMs: 90_000 });
    expect(trouble.state).toEqual({ kind: 'waiting', until: start + 90_000 });
    await time.pass(600_000);
    expect(retries).toEqual([90_000]);
  });

  it('gets more when it goes on asking', () => {
    const trouble = troubleOf();
    for (let times = 0; times < 4; times += 1) trouble.meet({ kind: 'throttled', retryAfterMs: 10 });
    expect(trouble.state).toEqual({ kind: 'waiting', until: start + 8_000 });
  });
});

it.each<ServiceFailure>([
  { kind: 'forbidden', status: 403, code: 'Forbidden' },
  { kind: 'refused', status: 400, code: 'BadRequest' },
  { kind: 'not-found' },
  { kind: 'cursor-gone' },
])('an account that is refused ($kind) is looked at again after a minute', async (failure) => {
  const trouble = troubleOf();
  trouble.meet(failure);
  expect(trouble.state?.kind).toBe('failed');
  await time.pass(600_000);
  expect(retries).toEqual([60_000]);
});

describe('a sign-in that is refused', () => {
  it('asks for the user at once where no token can be renewed', async () => {
    const trouble = troubleOf('mattermost');
    trouble.meet(expired);
    await time.settle();
    expect(halts).toEqual([signIn]);
    expect([renewals, retries]).toEqual([0, []]);
  });

  it('has its token renewed first: nothing is asked meanwhile, and all goes on with the new one', async () => {
    const trouble = troubleOf();
    trouble.meet(expired);
    expect([trouble.state, trouble.holds]).toEqual([null, true]);
    await time.settle();
    expect([trouble.holds, renewals, retries, halts]).toEqual([false, 1, [0], []]);
  });

  it('asks for the user when the new token is refused, too; a minute later that is another refusal', async () => {
    const trouble = troubleOf();
    trouble.meet(expired);
    await time.pass(59_999);
    trouble.meet(expired);
    expect(halts).toEqual([signIn]);
    await time.pass(1);
    trouble.meet(expired);
    await time.settle();
    expect([halts.length, renewals]).toEqual([1, 2]);
  });

  it('of several questions at once has one renewal, which alone decides', async () => {
    const trouble = troubleOf();
    trouble.meet(expired);
    trouble.meet(expired);
    await time.settle();
    expect([halts, renewals, retries]).toEqual([[], 1, [0]]);
  });

  it('waits when the renewal finds no network', async () => {
    renew = () => Promise.resolve(failed({ kind: 'offline', reason: 'no-network', status: null }));
    const trouble = troubleOf();
    trouble.meet(expired);
    await time.settle();
    expect(trouble.state).toMatchObject({ kind: 'offline', reason: 'no-network' });
    expect(halts).toEqual([]);
  });

  it.each([
    ['is refused', () => Promise.resolve(failed(expired))],
    ['breaks', () => Promise.reject(new Error('broken'))],
  ])('asks for the user when the renewal %s', async (_how, renewal) => {
    renew = renewal;
    const trouble = troubleOf();
    trouble.meet(expired);
    await time.settle();
    expect(halts).toEqual([signIn]);
    expect([renewals, retries]).toEqual([1, []]);
  });
});
