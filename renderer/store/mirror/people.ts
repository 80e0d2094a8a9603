/** People, by id, and what tells none of them apart. */
import {
  contestedAmong,
  type AccountId,
  type Contested,
  type Person,
  type PersonId,
} from '../../model/index.ts';
import type { Reads } from '../reading-tables.ts';

export const readPersonRow = ({ people }: Reads<'people'>, id: PersonId): Promise<Person | undefined> =>
  people.get(id);

/** These people, in their order; undefined for those that are not in the mirror. */
export const readPersonRows = (
  { people }: Reads<'people'>,
  ids: readonly PersonId[],
): Promise<(Person | undefined)[]> => people.bulkGet([...ids]);

/** These people, by id; those the mirror does not know are left out. */
export const readPeople = async (
  database: Reads<'people'>,
  ids: readonly PersonId[],
): Promise<Map<PersonId, Person>> => {
  const people = await database.people.bulkGet([...ids]);
  return new Map(people.flatMap((person) => (person ? [[person.id, person] as const] : [])));
};

/** Reads all people of these accounts: not for live queries. */
export const readContested = async (
  database: Reads<'people'>,
  accounts: readonly AccountId[],
): Promise<Contested> =>
  contestedAmong(
    await database.people
      .where('accountId')
      .anyOf([...accounts])
      .toArray(),
  );
