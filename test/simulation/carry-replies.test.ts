/** Replies to what is on its way: they go when it has arrived, and not at the end of some wait. */
import { expect, it } from 'vitest';
import { errorOf, isPost, otherSide, type Side, startCrew } from '../support/carry/crew.ts';

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

it('the first reply in Mattermost, answered with 500 because another one came at once (threads_pkey), goes a moment later', async () => {
  const { deck } = crew();
  const root = crew().write('teams', deck, 'w1');
  await crew().minutes(1);
  let met = 0;
  crew()
    .faults('mattermost')
    .add({
      matches: (request) => isPost('mattermost', request),
      fault: {
        kind: 'answer',
        answer: () => {
          met += 1;
          return Promise.resolve(errorOf('mattermost', 500, 'app.post.save.app_error'));
        },
      },
      times: 1,
    });
  crew().acts('teams').post('anna', deck.teams, { content: '<p>w2</p>' }, root);
  await crew().minutes(1);
  expect(met).toBe(1);
  expect(crew().words('mattermost', deck)).toEqual(['w1', 'w2']);
  expect(crew().saying('mattermost', deck, 'w2').replyTo).toBe(crew().saying('mattermost', deck, 'w1').id);
  expect(await crew().outbox()).toEqual([]);
});
