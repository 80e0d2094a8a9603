/** The progress of the mirror, in words for a terminal. */
import { type Account, isUpToDate } from '../../renderer/model/index.ts';

/** Whether everything that the user can see, to the configured depth, is in the mirror. */
export const isComplete = (accounts: readonly Account[], expected: number): boolean =>
  accounts.length === expected &&
  accounts.every(
    ({ state, progress: { conversations } }) =>
      isUpToDate(state) && conversations.total > 0 && conversations.complete === conversations.total,
  );

/** One line for each account. */
export const describeProgress = (accounts: readonly Account[]): string =>
  accounts
    .map(({ service, state, progress: { conversations, messages } }) => {
      const share =
        conversations.total === 0 ? 0 : Math.floor((100 * conversations.complete) / conversations.total);
      return `${service}: ${state.kind}, ${conversations.readable}/${conversations.total} conversations readable, ${share} % complete, ${messages} messages`;
    })
    .join(' | ');
