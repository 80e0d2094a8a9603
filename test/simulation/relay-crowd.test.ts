// A relay beside many desktops: they ask in turn, in slots that they do not share. What people do arrives all the same, once, and Graph refuses next to nothing.
import { expect, it } from 'vitest';
import type { AccountId, PersonId, SharedKey } from '../../renderer/model/index.ts';
import { compareSides } from '../support/carry/check.ts';
import { Crew } from '../support/carry/crew.ts';
import { startCarryWorld } from '../support/carry/world.ts';

it('among many desktops a linked channel is asked in slots, what people do there is carried soon, and a start asks for what waits', async () => {
  const crew = new Crew(await startCarryWorld(3, ['anna', 'ben'], null, true, 1));
  const { deck, world } = crew;
  const { computers, relays, time } = world;
  const [anna, ben] = computers;
  const [relay] = relays;
  if (!anna || !ben || !relay) throw new Error('the crew is not there');
  const accounts = await relay.database.accounts.toArray();
  const mattermost = accounts.find(({ service }) => service === 'mattermost')?.id ?? ('' as AccountId);
  await relay.database.people.bulkPut(
    Array.from({ length: 40 }, (_, at) => ({
      id: `${mattermost}/crowd${at}` as PersonId,
      accountId: mattermost,
      kind: 'person' as const,
      displayName: `Crowd ${at}`,
      handle: `crowd${at}`,
      email: null,
      jobTitle: '',
      active: true,
      claims: `user/crowd${at}` as SharedKey,
    })),
  );
  const many = async (): Promise<unknown[]> =>
    Promise.all(
      computers.map(
        async ({ database }) =>
          (await database.accounts.toArray()).find(({ service }) => service === 'teams')?.desktops?.count,
      ),
    );
  await crew.minutes(5);
  expect(await many()).toEqual([50, 50]);
  const refused = (): number =>
    [...computers, ...relays].reduce((sum, { engine }) => sum + engine.refusals, 0);
  const before = refused();
  const there = (side: 'teams' | 'mattermost', word: string): number =>
    crew.words(side, deck).filter((one) => one === word).length;
  /** Within how many seconds a word is on a side; Infinity if it is not within a minute. */
  const after = async (side: 'teams' | 'mattermost', word: string): Promise<number> => {
    for (let seconds = 0; seconds < 60; seconds += 1) {
      if (there(side, word) > 0) return seconds;
      await time.pass(1_000);
    }
    return Infinity;
  };

  // The relay asks every 20 seconds, because no event hub tells it anything.
  crew.write('teams', deck, 'w1', { by: 'anna' });
  crew.write('teams', deck, 'w2', { by: 'ben' });
  expect(await after('mattermost', 'w1')).toBeLessThan(40);
  expect(await after('mattermost', 'w2')).toBeLessThan(15);
  for (const word of ['w3', 'w4', 'w5']) crew.write('mattermost', deck, word, { by: 'anna' });
  crew.write('mattermost', deck, 'w6', { by: 'ben' });
  crew.write('mattermost', deck, 'w7', { by: 'dora' });
  for (const word of ['w3', 'w4', 'w5', 'w6', 'w7']) expect(await after('teams', word)).toBeLessThan(40);

  // A start: the channel waits for its turn, and what the user writes does not.
  await time.during(anna.stop());
  crew.write('teams', deck, 'w8', { by: 'ben' });
  // What the user read on one side is read on the other, also over a link over which nothing is to be carried.
  const { all } = crew;
  const unreadBy = (): number => {
    const { conversations } = crew.acts('teams').truth('anna');
    const readAt = conversations.find(({ id }) => id === all.teams)?.readAt ?? 0;
    return crew.messages('teams', all).filter(({ createdAt }) => createdAt > readAt).length;
  };
  crew.write('teams', all, 'w10', { by: 'ben' });
  await crew.minutes(3);
  crew.acts('mattermost').markRead('anna', all.mattermost);
  expect(unreadBy()).toBe(1);
  await time.during(anna.start());
  crew.write('mattermost', deck, 'w9', { by: 'anna' });
  expect(await after('teams', 'w9')).toBeLessThan(40);
  crew.acts('mattermost').edit('anna', deck.mattermost, crew.saying('mattermost', deck, 'w9').id, 'w9 e10');
  crew.acts('mattermost').react('ben', deck.mattermost, crew.saying('mattermost', deck, 'w8').id, 'heart');
  await crew.minutes(10);
  expect(unreadBy()).toBe(0);
  expect(compareSides(world).findings).toEqual([]);
  for (const side of ['teams', 'mattermost'] as const)
    expect(['w1', 'w2', 'w3', 'w4', 'w5', 'w6', 'w7', 'w8', 'w9'].map((word) => there(side, word))).toEqual(
      Array<number>(9).fill(1),
    );
  // Who meets somebody else in a slot waits for another one.
  expect(refused() - before).toBeLessThan(6);
  for (const computer of [...computers, ...relays]) await time.during(computer.stop());
});
