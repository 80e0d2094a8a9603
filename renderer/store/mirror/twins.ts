/** Whether two people are one: reads as few others as could contradict it. */
import {
  contestedAmong,
  personOfKey,
  sharedKeyOf,
  twinsOf,
  type AccountId,
  type Person,
  type PersonId,
  type Service,
  type Twins,
} from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';

/**
 * The twins among `people` of both accounts, by the one rule for all (`twinsOf`): with everybody who claims what one of them claims or is,
 * whoever is claimed, and, where an address stands on both sides, everybody who has it. May be read within a transaction over people.
 */
export const readTwins = async (
  database: IsthmusDatabase,
  people: readonly Person[],
  accounts: Readonly<Record<Service, AccountId>>,
  me: Readonly<Record<Service, PersonId | null>>,
): Promise<Twins> => {
  const claims = people.map(({ accountId, claims: claim, id }) =>
    accountId === accounts.teams ? sharedKeyOf(id) : claim,
  );
  const claimants = await database.people
    .where('claims')
    .anyOf(claims.filter((claim) => claim !== null))
    .filter(({ accountId }) => accountId === accounts.mattermost)
    .toArray();
  const asked = [...people, ...claimants];
  const claimed = await database.people.bulkGet(
    asked.flatMap(({ claims: claim }) => (claim === null ? [] : [personOfKey(accounts.teams, claim)])),
  );
  const known = [...asked, ...claimed.filter((person) => person !== undefined)];
  const shared = sharedAddresses(known, accounts);
  const namesakes =
    shared.size === 0
      ? []
      : await database.people
          .where('accountId')
          .anyOf([accounts.mattermost, accounts.teams])
          .filter(({ email }) => email !== null && shared.has(email))
          .toArray();
  const all = new Map([...known, ...namesakes].map((person) => [person.id, person]));
  return twinsOf(all.values(), { accounts, me, contested: contestedAmong(all.values()) });
};

/** Addresses that stand on both sides. */
const sharedAddresses = (
  people: readonly Person[],
  { teams, mattermost }: Readonly<Record<Service, AccountId>>,
): ReadonlySet<string> => {
  const of = (account: AccountId): Set<string> =>
    new Set(
      people.flatMap(({ accountId, email }) => (accountId === account && email !== null ? [email] : [])),
    );
  const there = of(mattermost);
  return new Set([...of(teams)].filter((address) => there.has(address)));
};
