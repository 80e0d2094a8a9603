/** Conversations that the user may not see, or no longer: the link shows it, others continue, and their messages are carried when possible. */
import { expect, it } from 'vitest';
import type { LinkRow } from '../../renderer/store/index.ts';
import { asUser } from '../support/carry/world.ts';
import { type Crew, startCrew } from '../support/carry/crew.ts';

const crew = startCrew(23, ['anna', 'ben']);

const linksOf = (one: Crew, person: string): Promise<LinkRow[]> =>
  one.isthmusOf(person).database.links.toArray();

it('a user who is removed from the Teams channel sees it at the link; after they are added again, their messages are carried once', async () => {
  const { deck, all } = crew();
  const by = 'ben';
  crew().write('mattermost', deck, 'w1', { by });
  await crew().minutes(1);
  crew().acts('teams').removeMember(deck.teams, by);
  crew().write('mattermost', deck, 'w2', { by });
  crew().write('mattermost', all, 'w3', { by });
  crew().write('mattermost', deck, 'w4');
  await crew().minutes(40);
  expect((await linksOf(crew(), by)).map(({ standing }) => standing)).toContainEqual({
    kind: 'side-missing',
    service: 'teams',
  });
  expect(await crew().outbox(by)).toEqual([]);
  expect([crew().words('teams', deck), crew().words('teams', all)]).toEqual([['w1', 'w4'], ['w3']]);
  crew().acts('teams').addMember(deck.teams, by);
  await crew().minutes(40);
  expect(crew().words('teams', deck)).toEqual(['w1', 'w4', 'w2']);
  expect(await crew().outbox(by)).toEqual([]);
});

it('a user who is removed from the Mattermost channel sees it at the link; after they are added again, their messages are carried once', async () => {
  const { deck, all } = crew();
  const by = 'ben';
  crew().write('teams', deck, 'w1', { by });
  await crew().minutes(3);
  crew().acts('mattermost').removeMember(deck.mattermost, by);
  crew().write('teams', deck, 'w2', { by });
  crew().write('teams', all, 'w3', { by });
  crew().write('teams', deck, 'w4');
  await crew().minutes(40);
  expect((await linksOf(crew(), by)).map(({ standing }) => standing)).toContainEqual({
    kind: 'side-missing',
    service: 'mattermost',
  });
  expect(await crew().outbox(by)).toEqual([]);
  expect([crew().words('mattermost', deck), crew().words('mattermost', all)]).toEqual([['w1', 'w4'], ['w3']]);
  crew().acts('mattermost').addMember(deck.mattermost, by);
  await crew().minutes(40);
  expect(crew().words('mattermost', deck)).toEqual(['w1', 'w4', 'w2']);
  expect(await crew().outbox(by)).toEqual([]);
});

it('a link to a channel that does not exist shows it, and the other links are carried on', async () => {
  const { deck, world } = crew();
  const [team = ''] = deck.teams.split('/');
  const place = world.services.mattermost.acts.conversations().find(({ id }) => id === deck.mattermost);
  const channel = crew()
    .acts('mattermost')
    .createChannel('anna', place?.teamId ?? '', 'Nowhere', false);
  const link = { teams: `channel/${team}/19:nowhere@thread.tacv2`, name: 'Nowhere', since: 0 };
  await world.time.during(
    asUser(world.services, 'anna', 'POST', '/posts', {
      channel_id: channel,
      message: 'Linked with nothing.',
      props: { isthmus: { version: 1, link } },
    }),
  );
  await crew().minutes(1);
  crew().acts('mattermost').post('anna', channel, { content: 'w1' });
  crew().write('mattermost', deck, 'w2');
  await crew().minutes(1);
  const found = (await linksOf(crew(), 'anna')).find(({ mattermost }) => mattermost.endsWith(channel));
  expect(found).toMatchObject({ standing: { kind: 'side-missing', service: 'teams' }, carried: false });
  expect(await crew().outbox()).toEqual([]);
  expect(crew().words('teams', deck)).toEqual(['w2']);
});
