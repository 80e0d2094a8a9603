import { afterEach, expect, it } from 'vitest';
import type { LinkRow } from '../../../store/index.ts';
import { linkIdOf } from './link-id.ts';
import { Crew, serverId } from './testing/crew.ts';

let crew: Crew;

afterEach(async () => {
  await crew.stop();
});

const standings = (links: readonly LinkRow[]): readonly string[] =>
  links.filter(({ source }) => source.kind === 'post').map(({ standing }) => standing.kind);

it('a link whose channel the user was taken out of is forgotten for them alone when they unlink it', async () => {
  crew = await Crew.of('anna', 'ben');
  const deck = crew.mattermost('channel', 5);
  const teams = crew.teams('channel', 5);
  expect(await crew.want('anna', { kind: 'link', conversationId: deck, teams })).toBeNull();
  await crew.until('ben', (links) => standings(links).includes('good'));
  crew.services.mattermost.acts.removeMember(serverId(deck), 'ben');
  await crew.until('ben', (links) => standings(links).includes('side-missing'));
  const linkId = linkIdOf(deck, teams);
  expect(await crew.want('ben', { kind: 'unlink', conversationId: deck, linkId })).toBeNull();
  await crew.time.pass(1_200_000);
  expect(standings(await crew.links('ben'))).toEqual([]);
  expect(standings(await crew.links('anna'))).toEqual(['good']);
  expect(crew.posts(deck).filter(({ content }) => content.includes('is linked with'))).toHaveLength(1);
});
