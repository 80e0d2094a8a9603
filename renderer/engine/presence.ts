/** Whether somebody looks at Isthmus, as far as it can know: pure. */
import type { AttentionRow } from '../store/index.ts';
import type { UserPresence } from './mirror/pull/cadence.ts';
import type { PullAttention } from './mirror/pull/schedule.ts';

/** A page that lives renews its row each minute (renderer/app/attention); hidden pages' timers come late, by a minute at most. */
const silenceMeansGone = 180_000;

export interface Looking {
  readonly presence: UserPresence;
  readonly attention: PullAttention;
  /** When this has to be looked at again although nobody says anything, ms from now; null for never. */
  readonly lasts: number | null;
}

const nobody: Looking = {
  presence: 'away',
  attention: { conversationId: null, wantsOlder: false },
  lasts: null,
};

/**
 * Who looks, by the row that the app page writes (none: there is no page), on this machine's clock `now` (ms). A page that is gone or
 * silent, a row of long ago, and one from a clock that has been put back since count as nobody. `userAway`: locked, or idle.
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
