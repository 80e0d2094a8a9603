import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VirtualTime } from '../../../../test/support/virtual-time.ts';
import type { World } from '../../../connectors/world.ts';
import type { CarrierStanding } from '../../../model/index.ts';
import { leaseLasts, LeaseLedger } from './lease-ledger.ts';
import { CarrierLease } from './lease.ts';
import { Preferences } from './testing/preferences.ts';

const computer = (
  time: VirtualTime,
  preferences: Preferences,
  name: string,
  skew = 0,
  forget: () => Promise<void> = () => Promise.resolve(),
) => {
  const line = { up: true, losesAnswers: 0 };
  const told: string[] = [];
  /** Who carried, as it was told, the latest first; each once in a row. */
  const standings: CarrierStanding[] = [];
  const world: World = {
    ...({} as World),
    now: () => time.now() + skew,
    after: time.after,
    random: () => 0.5,
    log: () => undefined,
  };
  const lease = new CarrierLease({
    world,
    memory: preferences.memory(line),
    computer: name,
    ...{ share: 0, shares: 1, ledger: new LeaseLedger({ world, computer: name, shares: 1 }) },
    beforeClaim: () => {
      told.push('claims');
      return forget();
    },
    onHeld: () => told.push('holds'),
    onStanding: (standing) =>
      standings[0]?.kind === standing.kind ? (standings[0] = standing) : standings.unshift(standing),
  });
  return { lease, line, told, standings };
};

const setting = () => {
  const time = new VirtualTime(1_000_000);
  return { time, preferences: new Preferences(time) };
};

describe('the carrier’s lease', () => {
  it('is soon held and kept by the only computer', async () => {
    const { time, preferences } = setting();
    const one = computer(time, preferences, 'one');
    one.lease.start();
    await time.pass(30_000);
    expect(one.lease.held).toBe(true);
    expect(one.told).toEqual(['claims', 'holds']);
    await time.pass(3_600_000);
    expect(one.lease.held).toBe(true);
    expect(one.told).toEqual(['claims', 'holds']);
    one.lease.stop();
  });

  it('passes to the second computer when the first is silent, and stays there when the first comes back', async () => {
    const { time, preferences } = setting();
    const one = computer(time, preferences, 'one');
    const two = computer(time, preferences, 'two', -7_200_000);
    one.lease.start();
    await time.pass(30_000);
    two.lease.start();
    await time.pass(600_000);
    expect([one.lease.held, two.lease.held]).toEqual([true, false]);
    one.line.up = false;
    await time.pass(leaseLasts * 3);
    expect([one.lease.held, two.lease.held]).toEqual([false, true]);
    one.line.up = true;
    await time.pass(600_000);
    expect([one.lease.held, two.lease.held]).toEqual([false, true]);
    expect(two.told).toEqual(['claims', 'holds']);
    one.lease.stop();
    two.lease.stop();
  });

  it('passes to the second computer within seconds when the first gives it up, and to itself as to another one', async () => {
    const { time, preferences } = setting();
    const one = computer(time, preferences, 'one');
    const two = computer(time, preferences, 'two', 86_400_000);
    one.lease.start();
    await time.pass(30_000);
    two.lease.start();
    await time.pass(100_000);
    await time.during(one.lease.release());
    expect([one.lease.held, two.lease.held]).toEqual([false, false]);
    two.lease.lookNow();
    await time.pass(11_000);
    expect([two.lease.held, two.told]).toEqual([true, ['claims', 'holds']]);
    await time.during(two.lease.release());
    two.lease.start();
    await time.pass(11_000);
    expect([two.lease.held, two.told]).toEqual([true, ['claims', 'holds', 'claims', 'holds']]);
    two.lease.stop();
  });

  it('tells each computer who carries, and until when its own word holds', async () => {
    const { time, preferences } = setting();
    const one = computer(time, preferences, 'one');
    const two = computer(time, preferences, 'two');
    one.lease.start();
    await time.pass(30_000);
    two.lease.start();
    await time.pass(600_000);
    expect([one, two].map(({ standings }) => standings[0]?.kind)).toEqual(['this', 'other']);
    one.line.up = false;
    await time.pass(leaseLasts * 3);
    // Nobody could tell it: its last word has run out.
    const last = one.standings[0];
    expect(last?.kind === 'this' && last.until < time.now()).toBe(true);
    expect(two.standings.map(({ kind }) => kind)).toEqual(['this', 'looking', 'other', 'looking']);
    one.line.up = true;
    await time.pass(120_000);
    expect(one.standings[0]).toEqual({ kind: 'other' });
    await time.during(two.lease.release());
    expect(two.standings[0]).toEqual({ kind: 'none' });
    one.lease.lookNow();
    await time.pass(11_000);
    expect(one.standings.map(({ kind }) => kind).slice(0, 2)).toEqual(['this', 'looking']);
    one.lease.stop();
  });

  it('is not given up by a computer that may have lost it', async () => {
    const { time, preferences } = setting();
    const one = computer(time, preferences, 'one');
    const two = computer(time, preferences, 'two');
    one.lease.start();
    await time.pass(30_000);
    two.lease.start();
    one.line.up = false;
    await time.pass(leaseLasts * 3);
    expect(two.lease.held).toBe(true);
    one.line.up = true;
    await time.during(one.lease.release());
    expect(preferences.lease).toMatchObject({ computer: 'two', lasts: leaseLasts });
    two.lease.stop();
  });

  it('is held at once by the same computer after a restart, without a new claim', async () => {
    const { time, preferences } = setting();
    const before = computer(time, preferences, 'one');
    before.lease.start();
    await time.pass(30_000);
    before.lease.stop();
    const after = computer(time, preferences, 'one');
    after.lease.start();
    await time.pass(100);
    expect(after.lease.held).toBe(true);
    expect(after.told).toEqual(['holds']);
    after.lease.stop();
  });

  it('is this computer’s if only the answer to its claim was lost', async () => {
    const { time, preferences } = setting();
    const one = computer(time, preferences, 'one');
    one.line.losesAnswers = 1;
    one.lease.start();
    await time.pass(leaseLasts);
    expect(one.lease.held).toBe(true);
    expect(one.told).toEqual(['claims', 'holds']);
    one.lease.stop();
  });

  it('is not claimed while the database refuses', async () => {
    const { time, preferences } = setting();
    const one = computer(time, preferences, 'one', 0, () => Promise.reject(new Error('disk full')));
    one.lease.start();
    await time.pass(leaseLasts);
    expect([one.lease.held, preferences.lease]).toEqual([false, null]);
    one.lease.stop();
  });

  it('is claimed once, also if it becomes free while it is looked at', async () => {
    const { time, preferences } = setting();
    const one = computer(time, preferences, 'one');
    const two = { share: 0, shares: 1, computer: 'two' } as const;
    preferences.leases.set(0, { ...two, beat: 1, lasts: leaseLasts });
    one.lease.start();
    // The second look has begun, and has no answer yet.
    await time.pass(leaseLasts / 3 + 30);
    preferences.leases.set(0, { ...two, beat: 2, lasts: 0 });
    one.lease.lookNow();
    await time.pass(5_000);
    expect([one.told, one.lease.held]).toEqual([['claims'], false]);
    await time.pass(10_000);
    expect([one.told, one.lease.held]).toEqual([['claims', 'holds'], true]);
    one.lease.stop();
  });

  it('is never held by two computers, for any network and any clocks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(2), fc.boolean(), fc.integer({ min: 500, max: 90_000 })), { maxLength: 25 }),
        fc.array(fc.integer({ min: -86_400_000, max: 86_400_000 }), { minLength: 3, maxLength: 3 }),
        async (steps, skews) => {
          const { time, preferences } = setting();
          const all = skews.map((skew, at) => computer(time, preferences, `computer ${at}`, skew));
          for (const { lease } of all) lease.start();
          for (const [which, up, ms] of steps) {
            const chosen = all[which];
            if (chosen) chosen.line.up = up;
            for (let passed = 0; passed < ms; passed += 1_000) {
              await time.pass(Math.min(1_000, ms - passed));
              expect(all.filter(({ lease }) => lease.held).length).toBeLessThan(2);
            }
          }
          for (const { line } of all) line.up = true;
          await time.pass(leaseLasts * 4);
          expect(all.filter(({ lease }) => lease.held)).toHaveLength(1);
          for (const { lease } of all) lease.stop();
        },
      ),
      { numRuns: 25, seed: 4 },
    );
  });
});
