/** Compares what a person can see with what a mirror holds, message by message. Differences name ids only, never text. */
import { differenceOfConversations } from './compare/conversations.ts';
import { differenceOfMessages } from './compare/messages.ts';
import { differenceOfTeams } from './compare/teams.ts';
import type { Truth } from './service.ts';
import type { Difference } from './compare/difference.ts';

export type { Difference, DifferenceKind } from './compare/difference.ts';
export { describeDifference } from './compare/difference.ts';

/**
 * All differences of `actual` from `expected`; empty if they are equal. Contents are compared exactly. Of a deleted message only these are
 * compared: that it is deleted, its author, time and place. `actual` may hold more deleted messages than `expected`, because Mattermost no
 * longer serves them.
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
