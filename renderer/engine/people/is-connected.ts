/** Whether somebody has connected, and as whom, as a relay sees it. */
import {
  accountOfId,
  personOfKey,
  sharedKeyOf,
  type AccountId,
  type PersonId,
  type Service,
} from '../../model/index.ts';
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

/**
 * Both accounts of somebody who has connected; null for everybody else, and where several people claim the same: then nobody's own Isthmus is
 * believed, and it is not known who is away.
 */
export const connectedAs = async (
  database: IsthmusDatabase,
  accounts: Readonly<Record<Service, AccountId>>,
  person: PersonId,
): Promise<Readonly<Record<Service, PersonId>> | null> => {
  const isHere = accountOfId(person) === accounts.mattermost;
  const claim = isHere ? (await readPersonRow(database, person))?.claims : sharedKeyOf(person);
  if (!claim) return null;
  const claimants = await readClaimants(database, accounts.mattermost, [claim], 2);
  const [only] = claimants;
  if (only === undefined || claimants.length > 1) return null;
  return { mattermost: only.id, teams: personOfKey(accounts.teams, claim) };
};
