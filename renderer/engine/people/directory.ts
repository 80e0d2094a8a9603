/** Who is whom on both sides: by what people say of themselves on Mattermost, else by an address that both services show. */
import type { AccountId, ConversationId, Person, PersonId, Service } from '../../model/index.ts';
import { contestedAmong, personOfKey, twinsOf } from '../../model/index.ts';
import type { IsthmusDatabase } from '../../store/index.ts';

export class Directory {
  readonly #counterparts: ReadonlyMap<PersonId, PersonId>;
  /** Mattermost people who are connected: their own Isthmus carries for them. */
  readonly connected: ReadonlySet<PersonId>;
  readonly #names: ReadonlyMap<PersonId, string>;
  readonly #places: ReadonlyMap<ConversationId, string>;

  constructor(
    counterparts: ReadonlyMap<PersonId, PersonId>,
    connected: ReadonlySet<PersonId>,
    names: ReadonlyMap<PersonId, string> = new Map(),
    places: ReadonlyMap<ConversationId, string> = new Map(),
  ) {
    this.#counterparts = counterparts;
    this.connected = connected;
    this.#names = names;
    this.#places = places;
  }

  /** The same person on the other side; null when nobody there is known to be. */
  counterpart(person: PersonId): PersonId | null {
    return this.#counterparts.get(person) ?? null;
  }

  /** What somebody on Mattermost is called, who is mentioned there by a username that nobody else knows; null for all others. */
  nameOf(person: PersonId): string | null {
    return this.#names.get(person) ?? null;
  }

  /** Where the Teams conversation is found that a Mattermost channel is linked with; null for others. */
  placeOf(channel: ConversationId): string | null {
    return this.#places.get(channel) ?? null;
  }
}

/** Reads the directory of two accounts, by the one rule of who is whom (`twinsOf`). */
export const readDirectory = async (
  database: IsthmusDatabase,
  accounts: Readonly<Record<Service, AccountId>>,
  me: Readonly<Record<Service, PersonId>>,
): Promise<Directory> => {
  const people = await database.people
    .where('accountId')
    .anyOf([accounts.mattermost, accounts.teams])
    .toArray();
  const mattermost = people.filter(({ accountId }) => accountId === accounts.mattermost);
  const twins = twinsOf(people, { accounts, me, contested: contestedAmong(people) });
  const isBelieved = ({ id, claims }: Person): boolean =>
    claims !== null && twins.get(id) === personOfKey(accounts.teams, claims);
  const connected = new Set([me.mattermost, ...mattermost.filter(isBelieved).map(({ id }) => id)]);
  const names = new Map(
    mattermost.flatMap(({ id, displayName }) => (displayName === '' ? [] : [[id, displayName]])),
  );
  return new Directory(twins, connected, names, await readPlaces(database));
};

const readPlaces = async (database: IsthmusDatabase): Promise<Map<ConversationId, string>> => {
  const links = await database.links.toArray();
  const there = await database.conversations.bulkGet(links.map(({ teams }) => teams));
  return new Map(
    links.flatMap(({ mattermost, standing }, at) => {
      const address = there[at]?.webUrl ?? null;
      return address === null || standing.kind !== 'good' ? [] : [[mattermost, address] as const];
    }),
  );
};
