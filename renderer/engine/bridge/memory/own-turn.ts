/**
 * When the user's own Isthmus carries where a relay may carry for them: before they connected, while they did not read both sides of the link,
 * and while their computers are off. The relay stops as soon as it sees the claim in the user's profile and them on both sides, or that their
 * Isthmus is back; until then, and until its last request has ended, it may still write.
 */
import { type PersonId, sharedKeyOf, type Service, type SharedKey } from '../../../model/index.ts';
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

/** What the mirror and this computer know of the user's claim, and of their place on both sides of a link. */
interface OwnStanding {
  readonly claims: SharedKey | null;
  /** Since when this computer knows of the claim, ms; null: it does not. */
  readonly claimedAt: number | null;
  /** Since when it knows that the user reads both sides, ms; null: it has not looked since. */
  readonly joinedAt: number | null;
}

/** Reads it in one transaction, because the bridge asks before each look at a link. */
const readOwnStanding = (
  database: IsthmusDatabase,
  { mattermost }: Readonly<Record<Service, PersonId>>,
  linkId: string,
): Promise<OwnStanding> =>
  database.transaction('r', database.people, database.computer, async () => ({
    claims: (await readPersonRow(database, mattermost))?.claims ?? null,
    claimedAt: await readClaimedAt(database),
    joinedAt: await readJoinedAt(database, linkId),
  }));

/**
 * How long it is until the user's own Isthmus may carry over a link with a relay, ms; 0: it may. Null: there is no claim of the user's, as far
 * as the mirror knows. From when the claim is first seen, nothing that this computer knew to be carried counts any more, and from when it first
 * looks at the link, nothing of that link. `now`: this machine's clock, ms.
 */
export const untilLinkCounts = async (
  database: IsthmusDatabase,
  me: Readonly<Record<Service, PersonId>>,
  linkId: string,
  now: number,
): Promise<number | null> => {
  const { claims, claimedAt, joinedAt } = await readOwnStanding(database, me, linkId);
  if (claims !== sharedKeyOf(me.teams)) {
    if (claimedAt !== null) await writeClaimedAt(database, null);
    return null;
  }
  const claim = leftOf(claimedAt, now);
  if (claim === null) await writeClaimedAt(database, now);
  const left = leftOf(joinedAt, now);
  if (left === null) await writeJoinedAt(database, linkId, now);
  return Math.max(claim ?? claimRests, left ?? claimRests);
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
