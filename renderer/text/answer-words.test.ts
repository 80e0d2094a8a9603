import { expect, it } from 'vitest';
import { reactionsAnswer } from './answer-words.ts';
import { plainOfDocument } from './document/index.ts';

it('says the reactions, that there are none, or that the message is not known', () => {
  const said = (...given: Parameters<typeof reactionsAnswer>): string =>
    plainOfDocument(reactionsAnswer(...given));
  const reactions = [
    { emoji: '👍', name: 'like', count: 1_200 },
    { emoji: null, name: ':parrot:', count: 1 },
  ];
  expect(said({ kind: 'counted', on: 'teams', reactions })).toBe(
    'Reactions in Teams: 👍 1,200 and :parrot: 1.',
  );
  expect(said({ kind: 'counted', on: 'mattermost', reactions: [] })).toBe(
    'Nobody has reacted to it in Mattermost.',
  );
  expect(said({ kind: 'not-known' })).toMatch(/^I do not carry that message/);
});
