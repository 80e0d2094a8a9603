import { expect, it } from 'vitest';
import { invitableWords } from './invitation-sentences.ts';

it.each([
  [0, null, 'The preset lets nobody be invited now'],
  [0, 3, 'The preset lets nobody be invited now'],
  [20, null, 'Everybody may be invited'],
  [20, 0, 'Nobody is on the list'],
  [20, 3, '3 people are on the list'],
])('of %s unanswered invitations and a list of %s people it is said: %s', (limit, listed, words) =>
  expect(invitableWords({ limit, listed })).toBe(words),
);
