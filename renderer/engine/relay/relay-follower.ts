/** Inviting follows the mirror only to learn that an account is gone: what was kept of its people is removed then. */
import { removeInvitationsOf } from '../../store/index.ts';
import type { Follower } from '../follower.ts';

export const relayFollower: Follower = {
  tables: () => [],
  follow: () => Promise.resolve({ news: [], recount: [] }),
  countedElsewhere: () => Promise.resolve(new Set()),
  keptCurrent: () => Promise.resolve([]),
  forgetConversation: () => Promise.resolve(),
  forgetAccount: removeInvitationsOf,
};
