/**
 * The moment from which the user's own Isthmus carries where a relay may have carried for them before they connected. The relay stops as
 * soon as it sees the claim in the user's profile; until then, and until its last request has ended, it may still write.
 */
import { type PersonId, sharedKeyOf, type Service } from '../../../model/index.ts';
import { type IsthmusDatabase, readClaimedAt, readPersonRow, writeClaimedAt } from '../../../store/index.ts';

/** How long the relay may still write after a claim became visible to this computer, ms: it sees it later, and its requests take time. */
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
  // A clock that was put back must not make it wait for long.
  const passed = since === null ? null : now - since;
  if (passed === null || passed < 0) await writeClaimedAt(database, now);
  return passed === null || passed < 0 ? claimRests : Math.max(0, claimRests - passed);
};
