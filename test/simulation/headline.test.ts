/**
 * The headline: while Isthmus is stopped 500 things happen on both services; started again, its mirror equals the servers exactly. The
 * same when it is killed in the middle of the first fill and in the middle of catching up. (The plugin's own test of this was skipped as
 * not implemented.) Here under virtual time with the whole engine; `test/e2e/headline.test.ts` does it with SIGKILL in a real Chromium.
 */
import { describe, expect, it } from 'vitest';
import { describeDifference, type Difference } from '../../sandbox/compare.ts';
import { doFiveHundredThings } from '../../sandbox/headline.ts';
import { generateOrganisation } from '../../sandbox/organisation/generate.ts';
import { seededRandom } from '../../sandbox/world.ts';
import { wronglyDerived } from '../support/derived.ts';
import { SimulatedIsthmus, startServices, type Services } from '../support/simulated.ts';
import { VirtualTime } from '../support/virtual-time.ts';

const start = Date.parse('2026-11-23T10:00:00Z');

const setUp = (seed: number) => {
  const time = new VirtualTime(start);
  const organisation = generateOrganisation({ seed, messages: 600, now: start });
  const services = startServices(organisation, time);
  return { time, services, isthmus: new SimulatedIsthmus(services, organisation.sampleUser) };
};

const things = ({ microsoft, mattermost, organisation }: Services, count: number, seed: number) =>
  doFiveHundredThings({
    acts: { microsoft: microsoft.acts, mattermost: mattermost.acts },
    organisation,
    random: seededRandom(seed),
    count,
  });

/** Differences by kind, a few of each, so that a failure can be read. */
const tally = (differences: readonly Difference[]): Record<string, string[]> => {
  const byKind: Record<string, string[]> = {};
  for (const difference of differences) (byKind[difference.kind] ??= []).push(describeDifference(difference));
  return Object.fromEntries(
    Object.entries(byKind).map(([kind, all]) => [`${kind}: ${all.length}`, all.slice(0, 5)]),
  );
};

describe('the headline', () => {
  it('after 500 changes while stopped, the mirror equals the servers exactly', async () => {
    const { time, services, isthmus } = setUp(1);
    await time.during(isthmus.start());
    await time.until(() => isthmus.isCurrent());
    await time.during(isthmus.stop());
    await time.pass(60_000);
    things(services, 500, 1);
    await time.pass(60_000);
    await time.during(isthmus.start());
    await time.until(() => isthmus.isCurrent());
    expect(tally(await isthmus.differences())).toEqual({});
    expect(await wronglyDerived(isthmus.database)).toEqual([]);
    await time.during(isthmus.stop());
  });

  it('killed ten times in the first fill and ten times while it reads missed messages, it ends equal', async () => {
    const { time, services, isthmus } = setUp(2);
    const random = seededRandom(3);
    for (let kills = 0; kills < 10; kills += 1) {
      await time.during(isthmus.start());
      await time.pass(200 + random() * 1_500);
      isthmus.kill();
    }
    for (let kills = 0; kills < 10; kills += 1) {
      things(services, 50, kills);
      await time.during(isthmus.start());
      await time.pass(200 + random() * 3_000);
      isthmus.kill();
    }
    await time.during(isthmus.start());
    await time.until(() => isthmus.isCurrent());
    expect(tally(await isthmus.differences())).toEqual({});
    expect(await wronglyDerived(isthmus.database)).toEqual([]);
    await time.during(isthmus.stop());
  });
});
