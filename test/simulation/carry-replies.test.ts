/** Replies to what is on its way: they go when it has arrived, and not at the end of some wait. */
import { expect, it } from 'vitest';
import { otherSide, type Side, startCrew } from '../support/carry/crew.ts';

const crew = startCrew(23);

it.each<Side>(['mattermost', 'teams'])(
  'a reply on %s to what another person’s Isthmus carries goes as soon as that has arrived',
  async (from) => {
    const { deck, world } = crew();
    const to = otherSide(from);
    const root = crew().write(from, deck, 'w1', { by: 'ben' });
    crew()
      .acts(from)
      .post('anna', deck[from], { content: from === 'teams' ? '<p>w2</p>' : 'w2' }, root);
    let arrived = 0;
    let followed = 0;
    await world.time.until(() => {
      const words = crew().words(to, deck);
      if (arrived === 0 && words.includes('w1')) arrived = world.time.now();
      if (followed === 0 && words.includes('w2')) followed = world.time.now();
      return Promise.resolve(followed > 0);
    });
    expect(arrived).toBeGreaterThan(0);
    expect(followed - arrived).toBeLessThan(5_000);
  },
);
