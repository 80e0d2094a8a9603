/** Whether somebody looks at Isthmus, as far as it can know. Pure. */
import type { AttentionRow } from '../store/index.ts';
import type { UserPresence } from './mirror/pull/cadence.ts';
import type { PullAttention } from './mirror/pull/schedule.ts';

/** A page that is alive renews its row each minute (renderer/app/attention). Timers of hidden pages come late, by at most a minute. */
const silenceMeansGone = 180_000;

export interface Looking {
  readonly presence: UserPresence;
  readonly attention: PullAttention;
  /** After how many ms the answer has to be computed again, even if no event comes; null for never. */
  readonly lasts: number | null;
}

const nobody: Looking = {
  presence: 'away',
  attention: { conversationId: null, wantsOlder: false },
  lasts: null,
};

/**
 * Who looks, by the row that the app page writes (no row: there is no page) and this machine's clock `now` (ms). Nobody looks if the page
 * is gone or silent, if its row is old, or if the clock has been put back since. `userAway`: the screen is locked, or the user idle.
 */
export const lookingOf = (row: AttentionRow | undefined, userAway: boolean, now: number): Looking => {
  if (row === undefined || Math.abs(now - row.at) >= silenceMeansGone) return nobody;
  const { conversationId, wantsOlder, focused } = row;
  return {
    presence: userAway ? 'away' : focused ? 'focused' : 'unfocused',
    attention: { conversationId, wantsOlder },
    lasts: row.at + silenceMeansGone - now,
  };
};
