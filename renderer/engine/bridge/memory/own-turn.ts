/**
 * When the user's own Isthmus carries where a relay may carry for them: before they connected, while they did not read both sides of the link,
 * and while their computers are off. The relay stops as soon as it sees the claim in the user's profile and them on both sides, or that their
 * Isthmus is back; until then, and until its last request has ended, it may still write.
 */
import { type PersonId, sharedKeyOf, type Service } from '../../../model/index.ts';
import {
  type IsthmusDatabase,
  type LinkRow,
  readClaimedAt,
  readJoinedAt,
  readPersonRow,
  writeClaimedAt,
  writeJoinedAt,
} from '../../../store/index.ts';
import type { OwnHold } from '../away.ts';

/**
 * How long the relay may still write after this computer has seen the claim, or that the user reads both sides, ms: the relay sees it later,
 * and its requests take time.
 */
export const claimRests = 120_000;

/**
 * How long it is until the user's claim counts, ms; 0: it counts. Null: there is none, as far as the mirror knows. From when it is first seen,
 * nothing that this computer knew to be carried counts any more. `now`: this machine's clock, ms.
 */
export const untilClaimCounts = async (
  database: IsthmusDatabase,
  me: Readonly<Record<Service, PersonId>>,
  now: number,
): Promise<number | null> => {
  const [person, since] = [await readPersonRow(database, me.mattermost), await readClaimedAt(database)];
  if (person?.claims !== sharedKeyOf(me.teams)) {
    if (since !== null) await writeClaimedAt(database, null);
    return null;
  }
  const left = leftOf(since, now);
  if (left === null) await writeClaimedAt(database, now);
  return left ?? claimRests;
};

/** How long it is until the user's Isthmus may carry over a link with a relay, ms; 0: it may. Null: there is no claim of the user's. */
export const untilLinkCounts = async (
  database: IsthmusDatabase,
  me: Readonly<Record<Service, PersonId>>,
  linkId: string,
  now: number,
): Promise<number | null> => {
  const claim = await untilClaimCounts(database, me, now);
  if (claim === null) return null;
  const left = leftOf(await readJoinedAt(database, linkId), now);
  if (left === null) await writeJoinedAt(database, linkId, now);
  return Math.max(claim, left ?? claimRests);
};

/** What is left of the wait since then, ms; null if it begins now. A clock that was put back must not make it last long. */
const leftOf = (since: number | null, now: number): number | null =>
  since === null || now < since ? null : Math.max(0, claimRests - (now - since));

/**
 * How long it is until the user's own Isthmus may carry over a link, ms; 0: now. Null: that is not known yet. Without a `hold` no relay carries
 * for people who have connected.
 */
export const untilOwnTurn = async (
  database: IsthmusDatabase,
  me: Readonly<Record<Service, PersonId>>,
  link: LinkRow,
  hold: Pick<OwnHold, 'untilMayCarry'> | undefined,
  now: number,
): Promise<number | null> => {
  if (link.relay?.kind !== 'other') return 0;
  const claim = await untilLinkCounts(database, me, link.id, now);
  const held = hold === undefined ? 0 : hold.untilMayCarry(link);
  return claim === null || held === null ? null : Math.max(claim, held);
};
