/** Messages of an author are carried in their order, also if the mirror reads them in another one. */
import { beforeEach, expect, it } from 'vitest';
import { startCrew } from '../support/carry/crew.ts';
import type { CarryWorld, Pair } from '../support/carry/world.ts';

const crew = startCrew(5, ['anna']);
let world: CarryWorld;
let all: Pair;

beforeEach(() => {
  ({ world, all } = crew());
});

const anna = () => crew().isthmusOf('anna');

/** The words on a side, in its order. */
const words = (side: 'mattermost' | 'microsoft'): number[] => {
  const { acts } = world.services[side];
  const conversation = side === 'mattermost' ? all.mattermost : all.teams;
  const content = new Map(acts.truth('anna').messages.map((message) => [message.id, message.content]));
  return acts.messages(conversation).flatMap(({ id }) => {
    const word = /w(\d+)/.exec(content.get(id) ?? '')?.[1];
    return word === undefined ? [] : [Number(word)];
  });
};
const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);

it('the order is kept when Teams has more new messages than one page: Graph returns the newest page first', async () => {
  const { time, services } = world;
  anna().rough.revoke('teams');
  for (const at of upTo(70)) {
    services.microsoft.acts.post('anna', all.teams, { content: `<p>w${at}</p>` });
    await time.pass(1_000);
  }
  await time.during(anna().signInAgain());
  await time.until(() => words('mattermost').length === 70);
  expect(words('mattermost')).toEqual(upTo(70));
});

it('the order is kept when events continue after a lost connection and the missed messages must still be read', async () => {
  const { time, services } = world;
  anna().rough.revoke('mattermost');
  for (const at of upTo(150)) {
    services.mattermost.acts.post('anna', all.mattermost, { content: `w${at}` });
    await time.pass(20);
    if (at === 75) await time.during(anna().signInAgain());
  }
  await time.until(() => words('microsoft').length === 150, 1_200_000);
  expect(words('microsoft')).toEqual(upTo(150));
});
