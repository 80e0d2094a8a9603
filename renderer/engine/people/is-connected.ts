/** Whether somebody has connected, as a relay sees it. */
import { accountOfId, sharedKeyOf, type AccountId, type PersonId, type Service } from '../../model/index.ts';
import { readClaimants, readPersonRow, type IsthmusDatabase } from '../../store/index.ts';

/**
 * Whether somebody's own Isthmus carries for them. Any claim counts, also one that several people make: who forges one keeps the relay from
 * carrying, and never makes a message come twice.
 */
export const isConnected = async (
  database: IsthmusDatabase,
  accounts: Readonly<Record<Service, AccountId>>,
  person: PersonId,
): Promise<boolean> => {
  if (accountOfId(person) === accounts.mattermost)
    return ((await readPersonRow(database, person))?.claims ?? null) !== null;
  const claimants = await readClaimants(database, accounts.mattermost, [sharedKeyOf(person)], 1);
  return claimants.length > 0;
};
