/** The state of an account that a person sees while there is no fault. */
import { expect, it } from 'vitest';
import { startCrew } from '../support/carry/crew.ts';

const crew = startCrew(41, ['anna', 'ben']);

it('an account that is up to date stays live during a regular check', async () => {
  const { deck, world } = crew();
  const { database } = crew().isthmusOf('anna');
  // As over a network: a request takes a while.
  crew()
    .faults('teams')
    .add({ matches: () => true, fault: { kind: 'latency', ms: 700 } });
  const states = new Set<string>();
  for (let second = 0; second < 300; second += 1) {
    if (second % 20 === 0) crew().write('teams', deck, `w${second}`, { by: 'ben' });
    await world.time.pass(1_000);
    for (const { service, state } of await database.accounts.toArray())
      states.add(`${service} ${state.kind}`);
  }
  expect([...states].sort()).toEqual(['mattermost live', 'teams live']);
});
