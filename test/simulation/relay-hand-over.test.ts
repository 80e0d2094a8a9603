// Two relays of one organisation with the same accounts, wherever they run: one carries at a time, and an administrator may choose which.
import { expect, it } from 'vitest';
import { readEngineRow } from '../../renderer/store/index.ts';
import { Crew } from '../support/carry/crew.ts';
import { startCarryWorld } from '../support/carry/world.ts';

it('a relay that hands over lets the other one carry at once, also after a restart, until it takes up again', async () => {
  const crew = new Crew(await startCarryWorld(1, [], null, false, 2));
  const { relays, time } = crew.world;
  const stands = () =>
    Promise.all(
      relays.map(async ({ database }) => {
        const row = await readEngineRow(database);
        return { carrier: row?.carrier?.kind, pause: row?.carryPause.kind };
      }),
    );
  await crew.minutes(5);
  const before = await stands();
  expect(before.map(({ carrier }) => carrier).sort()).toEqual(['other', 'this']);
  const at = before.findIndex(({ carrier }) => carrier === 'this');
  const [first, second] = at === 0 ? relays : [...relays].reverse();
  if (!first || !second) throw new Error('there are not two relays');
  const shown = async () => (at === 0 ? await stands() : (await stands()).reverse());

  await time.during(first.engine.pauseCarrying({ kind: 'handed-over' }));
  await time.pass(60_000);
  expect(await shown()).toEqual([
    { carrier: 'none', pause: 'handed-over' },
    { carrier: 'this', pause: 'none' },
  ]);
  await time.during(first.stop());
  await time.during(first.start());
  crew.write('mattermost', crew.deck, 'w1', { by: 'dora' });
  await crew.minutes(3);
  expect(crew.words('teams', crew.deck).filter((word) => word === 'w1')).toEqual(['w1']);
  expect((await shown())[1]?.carrier).toBe('this');
  expect(await first.database.carriedCounts.toArray()).toEqual([]);
  expect(await second.database.carriedCounts.toArray()).toMatchObject([{ from: 'mattermost', messages: 1 }]);

  await time.during(second.engine.pauseCarrying({ kind: 'handed-over' }));
  await time.during(first.engine.pauseCarrying({ kind: 'none' }));
  await crew.minutes(4);
  crew.write('teams', crew.deck, 'w2', { by: 'emil' });
  await crew.minutes(3);
  expect(crew.words('mattermost', crew.deck).filter((word) => word === 'w2')).toEqual(['w2']);
  expect(await first.database.carriedCounts.toArray()).toMatchObject([{ from: 'teams', messages: 1 }]);
  for (const relay of relays) await time.during(relay.stop());
});
