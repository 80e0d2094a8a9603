/** A person who edits a copy in Teams removes the link to its post. Isthmus recognises the copy by its text. */
import { expect, it } from 'vitest';
import { isPost, startCrew } from '../support/carry/crew.ts';

const crew = startCrew(31, ['anna']);

/** The next message to Teams: its request, or only its answer, is lost. */
const lose = (what: 'lost-request' | 'lost-answer'): (() => void) =>
  crew()
    .faults('teams')
    .add({ matches: (request) => isPost('teams', request), fault: { kind: what }, times: 1 });

/** The people's messages, without the post that links the channel. */
const texts = (side: 'teams' | 'mattermost'): string[] =>
  crew()
    .messages(side, crew().deck)
    .map(({ content }) => content.replace(/<[^>]*>/g, ''))
    .filter((text) => /\bw\d/.test(text));

it('a copy is edited in Teams before Isthmus knows that it was sent', async () => {
  const { deck, world } = crew();
  lose('lost-answer');
  crew().write('mattermost', deck, 'w1 at nine');
  await world.time.until(async () => Promise.resolve(texts('teams').length === 1));
  const copy = crew().saying('teams', deck, 'w1');
  crew().acts('teams').edit('anna', deck.teams, copy.id, '<p>w1 at ten</p>');
  await crew().minutes(3);
  expect([texts('mattermost'), texts('teams')]).toEqual([['w1 at ten'], ['w1 at ten']]);
  expect(await crew().outbox()).toEqual([]);
});

it('a pair is edited on both sides, and the database is lost before the post was marked: the later edit stays', async () => {
  const { deck, world } = crew();
  const anna = crew().isthmusOf('anna');
  const isMark = ({ method }: Request): boolean => method === 'PUT';
  crew()
    .faults('mattermost')
    .add({ matches: isMark, fault: { kind: 'status', status: 503 } });
  const post = crew().write('mattermost', deck, 'w1 at nine');
  await world.time.until(async () => Promise.resolve(texts('teams').length === 1));
  anna.kill();
  anna.loseDisk();
  crew().faults('mattermost').clear();
  const copy = crew().saying('teams', deck, 'w1');
  crew().acts('mattermost').edit('anna', deck.mattermost, post, 'w1 at eleven');
  await world.time.pass(5_000);
  crew().acts('teams').edit('anna', deck.teams, copy.id, '<p>w1 at ten</p>');
  await world.time.during(anna.start());
  await crew().minutes(10);
  expect([texts('mattermost'), texts('teams')]).toEqual([['w1 at ten'], ['w1 at ten']]);
});

it('another message that was written in Teams meanwhile is a separate message', async () => {
  const { deck, world } = crew();
  lose('lost-request');
  crew().write('mattermost', deck, 'w1 at nine');
  await world.time.pass(1_000);
  const other = crew().write('teams', deck, 'w2 lunch');
  crew().acts('teams').edit('anna', deck.teams, other, '<p>w2 lunch is ready</p>');
  await crew().minutes(3);
  expect(texts('teams')).toEqual(['w2 lunch is ready', 'w1 at nine']);
  expect(texts('mattermost')).toEqual(['w1 at nine', 'w2 lunch is ready']);
});

it('equal messages that people wrote on both sides without Isthmus do not count as copies', async () => {
  const { deck, world } = crew();
  const anna = crew().isthmusOf('anna');
  await world.time.during(anna.stop());
  anna.loseDisk();
  for (const at of [1, 2, 3, 4, 5]) {
    crew().write('mattermost', deck, `w${at} deployed to staging ${at}`);
    crew().write('teams', deck, `w${at}0 other`);
    await crew().minutes(1);
  }
  crew().write('mattermost', deck, 'w6 all is deployed to staging');
  const other = crew().write('teams', deck, 'w7 all is deployed to production');
  crew().acts('teams').edit('anna', deck.teams, other, '<p>w7 all is deployed to production!</p>');
  await world.time.during(anna.start());
  await crew().minutes(15);
  for (const side of ['mattermost', 'teams'] as const)
    expect(crew().words(side, deck).sort()).toEqual([
      'w1',
      'w10',
      'w2',
      'w20',
      'w3',
      'w30',
      'w4',
      'w40',
      'w5',
      'w50',
      'w6',
      'w7',
    ]);
});

it('a message in Teams from after the moment of sending does not count as a copy, with any similarity', async () => {
  const { deck } = crew();
  lose('lost-request');
  crew().write('mattermost', deck, 'w1 lunch at nine');
  await crew().world.time.pass(1_000);
  crew().write('teams', deck, 'w2');
  crew().write('teams', deck, 'w3');
  const alike = crew().write('teams', deck, 'w4 lunch at nine');
  crew().acts('teams').edit('anna', deck.teams, alike, '<p>w4 lunch at ten</p>');
  await crew().minutes(3);
  for (const side of ['mattermost', 'teams'] as const)
    expect(texts(side).sort()).toEqual(['w1 lunch at nine', 'w2', 'w3', 'w4 lunch at ten']);
});

it('a copy is edited in Teams below the line of Isthmus: that line is not carried back, and the people’s text is', async () => {
  const { deck, world } = crew();
  const anna = crew().isthmusOf('anna');
  await world.time.during(anna.stop());
  crew().write('mattermost', deck, 'w1 at nine');
  await crew().minutes(12);
  await world.time.during(anna.start());
  const inTeams = (): readonly string[] =>
    crew()
      .messages('teams', deck)
      .map(({ content }) => content)
      .filter((content) => content.includes('w1'));
  await world.time.until(async () => Promise.resolve(inTeams().length === 1));
  await crew().minutes(1);
  const copy = crew().saying('teams', deck, 'w1');
  expect(copy.content).toContain('Written ');
  const edited = copy.content.replace(/<abbr[^]*<\/abbr>/, '').replace('at nine', 'at ten');
  crew().acts('teams').edit('anna', deck.teams, copy.id, `${edited}<p>\u{1f4ce} w1 is in the drawer</p>`);
  await crew().minutes(3);
  expect(texts('mattermost')).toEqual(['w1 at ten\n\n📎 w1 is in the drawer']);
  expect(inTeams()).toHaveLength(1);
  expect(await crew().outbox()).toEqual([]);
});
