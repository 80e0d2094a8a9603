/** One person with two computers switches carrying of all pairs off and on again: afterwards it goes on, whichever computer was used. */
import { expect, it } from 'vitest';
import { type LinkRow, wantLinkCarried } from '../../renderer/store/index.ts';
import { Crew } from '../support/carry/crew.ts';
import { startCarryWorld } from '../support/carry/world.ts';
import { areCurrent, mattermostAccount, type SimulatedIsthmus } from '../support/simulated.ts';

it.each([
  { off: 0, on: 1 },
  { off: 1, on: 0 },
  { off: 0, on: 0 },
  { off: 1, on: 1 },
])('off on computer $off and on again on computer $on', async ({ off, on }) => {
  const world = await startCarryWorld(7, ['anna', 'anna'], null, false);
  const { time, computers } = world;
  const crew = new Crew(world);
  const { deck } = crew;
  const linksOn = ({ database }: SimulatedIsthmus): Promise<readonly LinkRow[]> => database.links.toArray();
  /** Chooses it for every pair on one computer, and waits until both know it. Where nothing is carried, neither keeps the lease. */
  const choose = async (at: number, carried: boolean): Promise<void> => {
    const by = computers[at];
    if (!by) throw new Error(`there is no computer ${at}`);
    const links = await linksOn(by);
    expect(links.length).toBeGreaterThan(0);
    for (const link of links)
      await wantLinkCarried(by.database, link, mattermostAccount, carried, time.now());
    await time.until(async () =>
      (await Promise.all(computers.map(linksOn))).flat().every((link) => link.carried === carried),
    );
  };

  await time.until(() => areCurrent(computers));
  await crew.minutes(1);
  crew.write('mattermost', deck, 'w1');
  await crew.minutes(1);
  expect(crew.words('teams', deck)).toEqual(['w1']);
  await choose(off, false);
  crew.write('mattermost', deck, 'w2');
  await crew.minutes(1);
  await choose(on, true);
  crew.write('mattermost', deck, 'w3');
  // No computer has to wait until the lease of the other has run out.
  await time.pass(10_000);
  expect(crew.words('teams', deck)).toEqual(['w1', 'w3']);
  for (const computer of computers) await time.during(computer.stop());
});
