/** Teams' data loss prevention hides messages after they were sent: it empties no counterpart, and the user sees the reason. */
import { expect, it } from 'vitest';
import { isPost, startCrew } from '../support/carry/crew.ts';

const crew = startCrew(17, ['anna']);

const setBlocked = (id: string, blocked: boolean): void =>
  crew().world.services.microsoft.acts.setBlocked(crew().all.teams, id, blocked);

it('a policy that hides a copy does not change the post, and is shown until the copy is released', async () => {
  const { all, deck } = crew();
  crew().write('mattermost', all, 'w1');
  await crew().minutes(1);
  const { id } = crew().saying('teams', all, 'w1');
  setBlocked(id, true);
  crew().write('mattermost', all, 'w2');
  crew().write('mattermost', deck, 'w3');
  await crew().minutes(3);
  expect(await crew().failures()).toEqual([{ kind: 'blocked' }]);
  expect(crew().words('mattermost', all)).toEqual(['w1', 'w2']);
  expect([crew().words('teams', all), crew().words('teams', deck)]).toEqual([['w2'], ['w3']]);
  await crew().retryAll();
  await crew().minutes(1);
  expect(await crew().failures()).toEqual([{ kind: 'blocked' }]);
  setBlocked(id, false);
  await crew().minutes(3);
  expect(crew().words('teams', all)).toEqual(['w1', 'w2']);
  expect(crew().words('mattermost', all)).toEqual(['w1', 'w2']);
  expect(await crew().outbox()).toEqual([]);
});

it('a hidden copy gets a later edit of its post, and is no longer reported', async () => {
  const { all } = crew();
  const post = crew().write('mattermost', all, 'w1');
  await crew().minutes(1);
  const { id } = crew().saying('teams', all, 'w1');
  setBlocked(id, true);
  await crew().minutes(3);
  crew().acts('mattermost').edit('anna', all.mattermost, post, 'w2');
  await crew().minutes(2);
  expect(crew().saying('teams', all, 'w2').id).toBe(id);
  expect(await crew().outbox()).toEqual([]);
});

it('a message that is hidden before it is carried stays, counted; released, it is carried once', async () => {
  const { all, world } = crew();
  const { engine } = crew().isthmusOf('anna');
  await world.time.during(engine.setAsleep(true));
  const id = crew().write('teams', all, 'w1');
  setBlocked(id, true);
  crew().write('teams', all, 'w2');
  await world.time.during(engine.setAsleep(false));
  await crew().minutes(3);
  expect(crew().messages('mattermost', all)).toMatchObject([{ content: 'Linked.' }, { content: 'w2' }]);
  expect(await crew().notCarried('blocked')).toBe(1);
  setBlocked(id, false);
  await crew().minutes(3);
  expect(crew().words('mattermost', all)).toEqual(['w2', 'w1']);
  expect(await crew().outbox()).toEqual([]);
});

it('a policy that hides a message after it was carried does not change the copy', async () => {
  const { all } = crew();
  const id = crew().write('teams', all, 'w1');
  await crew().minutes(1);
  setBlocked(id, true);
  await crew().minutes(3);
  expect(crew().words('mattermost', all)).toEqual(['w1']);
  crew().acts('teams').edit('anna', all.teams, id, '<p>w2</p>');
  await crew().minutes(3);
  expect(crew().words('mattermost', all)).toEqual(['w2']);
  expect(await crew().outbox()).toEqual([]);
});

it('a hidden copy whose answer was lost is not written a second time', async () => {
  const { all } = crew();
  crew()
    .faults('teams')
    .add({
      matches: (request) => isPost('teams', request),
      fault: {
        kind: 'answer',
        answer: async (_request, right) => {
          await right();
          setBlocked(crew().saying('teams', all, 'w1').id, true);
          throw new TypeError('the answer was lost');
        },
      },
      times: 1,
    });
  crew().write('mattermost', all, 'w1');
  await crew().minutes(5);
  expect(await crew().failures()).toEqual([{ kind: 'blocked' }]);
  const [hidden, ...more] = crew()
    .messages('teams', all)
    .filter(({ content }) => content === '');
  expect(more).toEqual([]);
  setBlocked(hidden?.id ?? '', false);
  await crew().minutes(3);
  expect(crew().words('teams', all)).toEqual(['w1']);
  expect(await crew().outbox()).toEqual([]);
});
