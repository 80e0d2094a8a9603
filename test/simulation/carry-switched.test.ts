/** One person with two computers switches carrying of a pair off and on again: afterwards it goes on, whichever computer was used. */
import { expect, it } from 'vitest';
import { type LinkRow, wantLinkCarried } from '../../renderer/store/index.ts';
import { Crew } from '../support/carry/crew.ts';
import { startCarryWorld } from '../support/carry/world.ts';
import { mattermostAccount, type SimulatedIsthmus } from '../support/simulated.ts';

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
  const linkOn = async ({ database }: SimulatedIsthmus): Promise<LinkRow> => {
    const link = (await database.links.toArray()).find((one) => one.mattermost.endsWith(deck.mattermost));
    if (!link) throw new Error('the channel is not linked');
    return link;
  };
  /** Chooses it on one computer, and waits until both know it. */
  const choose = async (at: number, carried: boolean): Promise<void> => {
    const by = computers[at];
    if (!by) throw new Error(`there is no computer ${at}`);
    await wantLinkCarried(by.database, await linkOn(by), mattermostAccount, carried, time.now());
    await time.until(async () =>
      (await Promise.all(computers.map(linkOn))).every((link) => link.carried === carried),
    );
  };

  await time.until(async () =>
    (await Promise.all(computers.map((computer) => computer.isCurrent()))).every(Boolean),
  );
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
