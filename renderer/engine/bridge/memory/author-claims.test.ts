import { expect, it } from 'vitest';
import { ada, general } from '../../../../test/support/rows.ts';
import { type ConversationId, failed, type Result, succeeded } from '../../../model/index.ts';
import { type AuthorAsking, AuthorClaims } from './author-claims.ts';

const team = 't-r/channel/c' as ConversationId;
const signal = new AbortController().signal;

const asking = (asked: string[], answer: () => Result<[]> = () => succeeded([])): AuthorAsking => {
  const members = (id: string) => Promise.resolve((asked.push(`members ${id}`), answer()));
  const people = (ids: readonly string[]) => Promise.resolve((asked.push(ids.join(' ')), answer()));
  return {
    sides: { mattermost: { connector: { members, people } }, teams: { connector: { members } } },
    store: () => Promise.resolve(),
    signal,
  };
};

it('asks for what is named and for nothing else, and remembers of each when it asked', async () => {
  let now = 100_000;
  const claims = new AuthorClaims({ now: () => now });
  const asked: string[] = [];
  expect(await claims.ask(asking(asked), { people: [ada], members: [] })).toBeNull();
  expect(asked).toEqual([ada]);
  expect(claims.askedAt(general)).toBe(-Infinity);
  now = 110_000;
  const members = [['mattermost', general] as const, ['teams', team] as const];
  expect(await claims.ask(asking(asked), { people: [], members })).toBeNull();
  expect(asked.slice(1)).toEqual([`members ${general}`, `members ${team}`]);
  expect([ada, general, team].map((of) => claims.askedAt(of))).toEqual([100_000, 110_000, 110_000]);
});

it('a question that was refused is not answered', async () => {
  const claims = new AuthorClaims({ now: () => 100_000 });
  const refused = asking([], () => failed({ kind: 'not-found' }));
  expect(await claims.ask(refused, { people: [], members: [['mattermost', general]] })).toEqual({
    kind: 'not-found',
  });
  expect(claims.askedAt(general)).toBe(-Infinity);
});

it('forgets when it asked if the clock is put back, so that no question counts for messages that came after it', async () => {
  let now = 100_000;
  const claims = new AuthorClaims({ now: () => now });
  const questions = { people: [ada], members: [] };
  expect(await claims.ask(asking([]), questions)).toBeNull();
  expect(claims.askedAt(ada)).toBe(100_000);
  now = 40_000;
  expect(claims.askedAt(ada)).toBe(-Infinity);
  await claims.ask(asking([]), questions);
  expect(claims.askedAt(ada)).toBe(40_000);
});
