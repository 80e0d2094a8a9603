/** Reads and writes people: by id, by the Teams user that they claim to be, and by e-mail address. */
import type { AccountId, Person, PersonId, SharedKey } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';
import { getRows, putRows } from '../many-rows.ts';

export const readPersonRow = ({ people }: Reads<'people'>, id: PersonId): Promise<Person | undefined> =>
  people.get(id);

/** These people, in their order; undefined for those that are not in the mirror. */
export const readPersonRows = (
  { people }: Reads<'people'>,
  ids: readonly PersonId[],
): Promise<(Person | undefined)[]> => getRows(people, ids);

/** The ids of the people of an account whose name does not come from a message. */
export const readNamedPersonIdsOf = ({ people }: Reads<'people'>, account: AccountId): Promise<PersonId[]> =>
  people
    .where('accountId')
    .equals(account)
    .filter(({ namedAt }) => namedAt === undefined)
    .primaryKeys();

/** These people, by id; those the mirror does not know are left out. */
export const readPeople = async (
  database: Reads<'people'>,
  ids: readonly PersonId[],
): Promise<Map<PersonId, Person>> => {
  const people = await getRows(database.people, ids);
  return new Map(people.flatMap((person) => (person ? [[person.id, person] as const] : [])));
};

/** People of an account, `most` at most. */
export const readPeopleOf = (
  { people }: Reads<'people'>,
  account: AccountId,
  most: number,
): Promise<Person[]> => people.where('accountId').equals(account).limit(most).toArray();

/** All people in the mirror. Only for work that is done once. */
export const readEverybody = ({ people }: Reads<'people'>): Promise<Person[]> => people.toArray();

/** The people of an account who claim to be one of these Teams users; at most `most` for each. */
export const readClaimants = (
  database: Reads<'people'>,
  account: AccountId,
  claims: readonly SharedKey[],
  most: number,
): Promise<Person[]> => readSaying(database, '[accountId+claims]', account, claims, most);

/** How many people of an account claim to be a Teams user. Their keys are counted, and no row is read. */
export const countClaimants = ({ people }: Reads<'people'>, account: AccountId): Promise<number> =>
  people.where('[accountId+claims]').between([account, ''], [account, '\uffff']).count();

/** Everybody of an account who claims to be a Teams user, with the claim, from the index alone. */
export const readClaims = async (
  { people }: Reads<'people'>,
  account: AccountId,
): Promise<readonly { readonly id: PersonId; readonly claims: SharedKey }[]> => {
  const claims: { id: PersonId; claims: SharedKey }[] = [];
  await people
    .where('[accountId+claims]')
    .between([account, ''], [account, '\uffff'])
    .eachKey((key, { primaryKey }) => {
      const [, claim] = key as [AccountId, SharedKey];
      claims.push({ id: primaryKey, claims: claim });
    });
  return claims;
};

/** The people of an account who have one of these e-mail addresses; at most `most` for each. */
export const readByAddress = (
  database: Reads<'people'>,
  account: AccountId,
  addresses: readonly string[],
  most: number,
): Promise<Person[]> => readSaying(database, '[accountId+email]', account, addresses, most);

const readSaying = async (
  { people }: Reads<'people'>,
  index: '[accountId+claims]' | '[accountId+email]',
  account: AccountId,
  values: readonly string[],
  most: number,
): Promise<Person[]> => {
  const found = await Promise.all(
    values.map((value) => people.where(index).equals([account, value]).limit(most).toArray()),
  );
  return found.flat();
};

/** Removes all people of an account. */
export const removePeopleOf = async ({ people }: IsthmusDatabase, account: AccountId): Promise<void> => {
  await people.where('accountId').equals(account).delete();
};

export const writePersonRows = async (
  { people }: IsthmusDatabase,
  rows: readonly Person[],
): Promise<void> => {
  await putRows(people, rows);
};
