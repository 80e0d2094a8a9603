/** Sending as a follower of the mirror: nothing follows from what is stored; what was to be written with an account goes with it. */
import { removeAttemptsOf } from '../../store/index.ts';
import type { Follower } from '../follower.ts';

export const sendingFollower: Follower = {
  tables: () => [],
  follow: () => Promise.resolve({ news: [], recount: [] }),
  countedElsewhere: () => Promise.resolve(new Set()),
  keptCurrent: () => Promise.resolve([]),
  // What cannot be written any more says so when it is tried.
  forgetConversation: () => Promise.resolve(),
  forgetAccount: removeAttemptsOf,
};
