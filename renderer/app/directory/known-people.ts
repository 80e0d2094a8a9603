/** All people in the mirror to whom the user can write, with or without a conversation. */
import { oneLine, type Account, type Person, type PersonId } from '../../model/index.ts';
import { readAllTwinRows, readPeople, readPeopleOf } from '../../store/index.ts';
import { query } from '../queries/query.ts';
import { english } from '../words/locale.ts';
import { say } from '../words/catalogue/say.ts';

/** The maximum number of people of an account: their names are compared at each typed letter. */
const mostOfAccount = 5_000;

/** Whether the user can write to a person: the person is active, has a name, is not the user, and in Teams is no bot. */
export const canBeWrittenTo = (person: Person, { me, service }: Pick<Account, 'me' | 'service'>): boolean =>
  person.active &&
  person.id !== me &&
  (person.displayName !== '' || person.handle !== '') &&
  (person.kind !== 'bot' || service === 'mattermost');

/** By name. */
export const knownPeopleQuery = (accounts: readonly Pick<Account, 'id' | 'me' | 'service'>[]) =>
  query('known-people', ['people'], async (tables): Promise<readonly Person[]> => {
    const all = await Promise.all(
      accounts.map(async (account) =>
        (await readPeopleOf(tables, account.id, mostOfAccount)).filter((person) =>
          canBeWrittenTo(person, account),
        ),
      ),
    );
    return all.flat().sort((a, b) => english.compare(shownName(a), shownName(b)));
  });

/** The names that a person has on the other service, by the person's id on this one: the names of their twins (`engine/people`). */
export type NamesElsewhere = ReadonlyMap<PersonId, readonly string[]>;

/** Names and short names of the twins of everybody who has one. */
export const namesElsewhereQuery = query(
  'names-elsewhere',
  ['people', 'twins'],
  async (tables): Promise<NamesElsewhere> => {
    const rows = await readAllTwinRows(tables);
    const people = await readPeople(
      tables,
      rows.map(({ id }) => id),
    );
    return new Map(
      rows.map(({ id, twins }) => [
        id,
        twins.flatMap((twin) => {
          const person = people.get(twin.id);
          return person ? [person.displayName, person.handle] : [];
        }),
      ]),
    );
  },
);

/** A person's name in one line, or the short name if no other is known. */
export const shownName = ({ displayName, handle }: Person): string =>
  oneLine(displayName) || oneLine(handle) || say('names.person-name.unknown');
