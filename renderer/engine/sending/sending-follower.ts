/**
 * Sending follows the mirror only to learn that an account is gone: it then removes what was to be written with that account. Nothing
 * follows from stored messages.
 */
import { removeAttemptsOf } from '../../store/index.ts';
import type { Follower } from '../follower.ts';

export const sendingFollower: Follower = {
  tables: () => [],
  follow: () => Promise.resolve({ news: [], recount: [] }),
  countedElsewhere: () => Promise.resolve(new Set()),
  keptCurrent: () => Promise.resolve([]),
  // What can no longer be written says so when it is tried.
  forgetConversation: () => Promise.resolve(),
  forgetAccount: removeAttemptsOf,
};
