/** Several computers of one account: of each share one carries, each carries as many as the others, and none beside another division. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { VirtualTime } from '../../../../test/support/virtual-time.ts';
import type { World } from '../../../connectors/world.ts';
import type { ConversationId } from '../../../model/index.ts';
import { linkIdOf } from '../links/link-id.ts';
import { CarrierLeases } from './carrier-leases.ts';
import { leaseLasts } from './lease-ledger.ts';
import { shareOf } from './share-of.ts';
import { Preferences } from './testing/preferences.ts';

const minute = 60_000;

let time: VirtualTime;
let preferences: Preferences;
beforeEach(() => {
  time = new VirtualTime(1_000_000);
  preferences = new Preferences(time);
});

const computer = (name: string, shares: number, skew = 0) => {
  const line = { up: true, losesAnswers: 0 };
  const state = { mayWait: true, isInTime: true, forgot: [] as string[] };
  const world: World = {
    ...({} as World),
    now: () => time.now() + skew,
    after: time.after,
    random: () => 0.5,
    log: () => undefined,
  };
  const leases = new CarrierLeases({
    ...{ world, memory: preferences.memory(line), computer: name, shares },
    beforeClaim: (isOfShare) => {
      state.forgot.push(...links.filter((link) => isOfShare(link)));
      return Promise.resolve();
    },
    onHeld: () => undefined,
    mayWait: () => state.mayWait,
    finish: () => Promise.resolve(state.isInTime),
  });
  return { leases, line, state, held: () => leases.standing.held };
};
type Computer = ReturnType<typeof computer>;

/** One link for each of four shares. */
const links = [0, 1, 2, 3].map((share) => {
  for (let number = 0; ; number += 1) {
    const link = linkIdOf(`m/${number}` as ConversationId, 't/1' as ConversationId);
    if (shareOf(link, 4) === share) return link;
  }
});

const stop = (...all: readonly Computer[]): void => {
  for (const { leases } of all) leases.stop();
};
const counts = (...all: readonly Computer[]): number[] => all.map(({ held }) => held().length);

describe('a computer', () => {
  it('alone holds all shares, and each link by its share', async () => {
    const one = computer('one', 4);
    one.leases.start();
    await time.pass(minute);
    expect(one.leases.standing).toEqual({
      ...{ of: 4, held: [0, 1, 2, 3], otherDivision: null },
      ...{ computer: 'one', others: [] },
    });
    expect(links.every((link) => one.leases.holds(link))).toBe(true);
    expect([...preferences.leases.keys()]).toEqual([0, 1, 2, 3]);
    stop(one);
  });

  it('gives half of them to one that appears, link by link, and within four minutes', async () => {
    const one = computer('one', 4);
    one.leases.start();
    await time.pass(minute);
    const two = computer('two', 4);
    two.leases.start();
    let longest = 0;
    let gap = 0;
    for (let second = 0; second < 240; second += 1) {
      await time.pass(1_000);
      const held = links.map((link) => [one, two].filter(({ leases }) => leases.holds(link)).length);
      expect(Math.max(...held)).toBe(1);
      gap = held.includes(0) ? gap + 1 : 0;
      longest = Math.max(longest, gap);
    }
    expect(counts(one, two)).toEqual([2, 2]);
    // It forgets what it knows of those links alone that it takes.
    expect(two.state.forgot).toEqual(links.filter((link) => two.leases.holds(link)));
    // Who gave up a share is not told to the other, which looks once a minute.
    expect(longest).toBeLessThan(90);
    await time.pass(30 * minute);
    expect(counts(one, two)).toEqual([2, 2]);
    // Each knows what the other one holds.
    expect(one.leases.standing.others).toEqual([{ computer: 'two', held: two.held() }]);
    expect(two.leases.standing.others).toEqual([{ computer: 'one', held: one.held() }]);
    two.leases.stop();
    await time.pass(10 * minute);
    expect(one.leases.standing.others).toEqual([]);
    stop(one, two);
  });

  it('keeps a share while what is being sent has not ended', async () => {
    const one = computer('one', 2);
    one.state.isInTime = false;
    one.leases.start();
    await time.pass(minute);
    const two = computer('two', 2);
    two.leases.start();
    await time.pass(10 * minute);
    expect(counts(one, two)).toEqual([2, 0]);
    one.state.isInTime = true;
    await time.pass(5 * minute);
    expect(counts(one, two)).toEqual([1, 1]);
    stop(one, two);
  });

  it('that could not carry asks for nothing', async () => {
    const [one, two] = [computer('one', 2), computer('two', 2)];
    one.leases.start();
    await time.pass(minute);
    two.state.mayWait = false;
    two.leases.start();
    await time.pass(10 * minute);
    expect(counts(one, two)).toEqual([2, 0]);
    stop(one, two);
  });

  it('takes over all shares of one that is gone, and those of one that gives them up within seconds', async () => {
    const [one, two] = [computer('one', 4), computer('two', 4)];
    one.leases.start();
    await time.pass(minute);
    two.leases.start();
    await time.pass(6 * minute);
    expect(counts(one, two)).toEqual([2, 2]);
    one.leases.stop();
    await time.pass(leaseLasts + 2 * minute);
    expect(counts(one, two)).toEqual([0, 4]);
    one.leases.start();
    await time.pass(6 * minute);
    expect(counts(one, two)).toEqual([2, 2]);
    await time.during(two.leases.release());
    one.leases.lookNow();
    await time.pass(15_000);
    expect(counts(one, two)).toEqual([4, 0]);
    stop(one, two);
  });
});

it('three computers hold as many as each other, and again when one is gone', async () => {
  const all = ['one', 'two', 'three'].map((name) => computer(name, 4));
  for (const { leases } of all) {
    leases.start();
    await time.pass(minute);
  }
  await time.pass(15 * minute);
  expect(counts(...all).sort()).toEqual([1, 1, 2]);
  all[0]?.leases.stop();
  await time.pass(15 * minute);
  expect(counts(...all)).toEqual([0, 2, 2]);
  stop(...all);
});

describe('beside a computer that divides the links otherwise,', () => {
  it.each([
    [1, 4],
    [4, 1],
    [4, 2],
  ])(
    'one of %i shares goes on, and one of %i carries nothing and says so, until the other has ended',
    async (first, second) => {
      const [one, two] = [computer('one', first), computer('two', second)];
      one.leases.start();
      await time.pass(minute);
      two.leases.start();
      await time.pass(20 * minute);
      expect(counts(one, two)).toEqual([first, 0]);
      expect(two.leases.standing.otherDivision).toBe(first);
      expect(one.leases.standing.otherDivision).toBeNull();
      await time.during(one.leases.release());
      await time.pass(3 * minute);
      expect(two.leases.standing).toMatchObject({ otherDivision: null, held: { length: second } });
      // Nothing of the other division is left, so that the next start need not wait.
      expect([...preferences.leases.values()].every(({ shares }) => shares === second)).toBe(true);
      stop(two);
    },
  );

  it('a computer that was set up otherwise meanwhile takes its own leases at once', async () => {
    const before = computer('one', 1);
    before.leases.start();
    await time.pass(minute);
    before.leases.stop();
    const after = computer('one', 4);
    after.leases.start();
    await time.pass(15_000);
    expect(after.held()).toEqual([0, 1, 2, 3]);
    // Others may have carried over some of them, by the division of before.
    expect(after.state.forgot.sort()).toEqual([...links].sort());
    stop(after);
  });
});

it('no link is ever held by two computers, for any network, any clocks and any divisions', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(2), fc.boolean(), fc.integer({ min: 500, max: 90_000 })), { maxLength: 20 }),
      fc.array(fc.integer({ min: -86_400_000, max: 86_400_000 }), { minLength: 3, maxLength: 3 }),
      fc.array(fc.constantFrom(1, 2, 4), { minLength: 3, maxLength: 3 }),
      async (steps, skews, divisions) => {
        time = new VirtualTime(1_000_000);
        preferences = new Preferences(time);
        const all = skews.map((skew, at) => computer(`computer ${at}`, divisions[at] ?? 1, skew));
        for (const { leases } of all) leases.start();
        for (const [which, up, ms] of steps) {
          const chosen = all[which];
          if (chosen) chosen.line.up = up;
          for (let passed = 0; passed < ms; passed += 1_000) {
            await time.pass(Math.min(1_000, ms - passed));
            for (const link of links)
              expect(all.filter(({ leases }) => leases.holds(link)).length).toBeLessThan(2);
          }
        }
        stop(...all);
      },
    ),
    { numRuns: 25, seed: 4 },
  );
});
