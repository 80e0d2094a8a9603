/** The table of who is whom. It is corrected in the transaction that stores what people say of themselves. */
import type { Account, AccountId, Person, PersonId, PersonTwins, Service, Twin } from '../../model/index.ts';
import {
  areTwinsFilledBy,
  beginTwins,
  readAccounts,
  readEverybody,
  readTwinRows,
  writeTwinRows,
  type IsthmusDatabase,
} from '../../store/index.ts';
import type { WrittenPerson } from '../follower.ts';
import { twinsAmong } from './who-is-whom.ts';
import { readWitnesses } from './witnesses.ts';

type Accounts = Readonly<Record<Service, AccountId>>;
type Of = Pick<Account, 'id' | 'service'>;

/** Is raised when the rule changes: then the table is filled anew. */
export const twinsRule = 1;

/**
 * Corrects the table after people of `account` changed; resolves to whether a row changed. Runs within a transaction over accounts, people
 * and twins.
 */
export const keepTwins = async (
  database: IsthmusDatabase,
  account: Of,
  written: readonly WrittenPerson[],
): Promise<boolean> => {
  const changed = written.filter(saysOtherwise);
  if (changed.length === 0) return false;
  let wrote = false;
  for (const accounts of pairsOf(account, await readAccounts(database))) {
    const { affected, people } = await readWitnesses(database, accounts, changed);
    wrote = (await writeTwins(database, affected, accounts, twinsAmong(people, accounts))) || wrote;
  }
  return wrote;
};

/** What the rule looks at in a person. A new person may be the one whom somebody else claims to be. */
const saysOtherwise = ({ before, now }: WrittenPerson): boolean =>
  before?.claims !== now.claims || before.email !== now.email;

/** This account paired with each account of the other service. */
const pairsOf = ({ id, service }: Of, all: readonly Of[]): readonly Accounts[] =>
  all
    .filter((other) => other.service !== service)
    .map((other) =>
      service === 'teams' ? { teams: id, mattermost: other.id } : { teams: other.id, mattermost: id },
    );

/** `people` are of these accounts; resolves to whether anything was written. */
const writeTwins = async (
  database: IsthmusDatabase,
  people: readonly Person[],
  accounts: Accounts,
  twins: ReadonlyMap<PersonId, Twin>,
): Promise<boolean> => {
  const stored = await readTwinRows(
    database,
    people.map(({ id }) => id),
  );
  const otherwise = people.flatMap(({ id, accountId }): PersonTwins[] => {
    const there = accountId === accounts.teams ? accounts.mattermost : accounts.teams;
    const held = stored.get(id)?.twins ?? [];
    const twin = twins.get(id);
    const before = held.find((one) => one.accountId === there);
    if (before?.id === twin?.id && before?.connected === twin?.connected) return [];
    return [{ id, accountId, twins: [...held.filter((one) => one !== before), ...(twin ? [twin] : [])] }];
  });
  await writeTwinRows(database, otherwise);
  return otherwise.length > 0;
};

/**
 * Fills the table where that was never done, or was done by an older rule: it reads everybody, once. Afterwards the table is kept as people
 * change, also by mirrors that have begun meanwhile.
 */
export const fillTwins = (database: IsthmusDatabase): Promise<void> =>
  database.transaction(
    'rw',
    [database.accounts, database.people, database.twins, database.derived],
    async () => {
      if (await areTwinsFilledBy(database, twinsRule)) return;
      await beginTwins(database, twinsRule);
      const accounts = await readAccounts(database);
      const people = await readEverybody(database);
      for (const account of accounts.filter(({ service }) => service === 'teams'))
        for (const pair of pairsOf(account, accounts)) {
          const both = people.filter(({ accountId }) => Object.values(pair).includes(accountId));
          await writeTwins(database, both, pair, twinsAmong(both, pair));
        }
    },
  );
