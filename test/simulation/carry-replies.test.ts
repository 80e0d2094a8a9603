/** Replies to messages that are still being carried: they are carried when those have arrived, without another wait. */
import { expect, it } from 'vitest';
import { errorOf, isPost, otherSide, type Side, startCrew } from '../support/carry/crew.ts';

const crew = startCrew(23, ['anna', 'ben']);

it.each<Side>(['mattermost', 'teams'])(
  'a reply on %s to a message that another person’s Isthmus carries follows as soon as that has arrived',
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

it('the first reply in Mattermost is carried a moment after a 500 because of another one at the same time (threads_pkey)', async () => {
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
