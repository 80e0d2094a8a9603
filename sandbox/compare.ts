/** Compares what a person can see with what a mirror holds, message by message. Differences name ids only, never text. */
import { differenceOfConversations } from './compare/conversations.ts';
import { differenceOfMessages } from './compare/messages.ts';
import { differenceOfTeams } from './compare/teams.ts';
import type { Truth } from './service.ts';
import type { Difference } from './compare/difference.ts';

export type { Difference, DifferenceKind } from './compare/difference.ts';
export { describeDifference } from './compare/difference.ts';

/**
 * Everything in which `actual` departs from `expected`, empty when they are equal. Contents are compared exactly; of a deleted
 * message only that it is deleted, whose it was, when and where. `actual` may hold more deleted messages than `expected`:
 * Mattermost no longer serves them.
 */
export const compareTruth = (expected: Truth, actual: Truth): Difference[] => {
  const differences: Difference[] = [];
  if (expected.me !== actual.me) differences.push({ kind: 'account differs', subject: expected.me });
  return [
    ...differences,
    ...differenceOfTeams(expected.teams, actual.teams),
    ...differenceOfConversations(expected.conversations, actual.conversations),
    ...differenceOfMessages(expected.messages, actual.messages),
  ];
};
