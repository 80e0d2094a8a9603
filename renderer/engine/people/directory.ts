/** Who is whom on both sides, and what people and channels of one side are called on the other. */
import {
  connectedSeen,
  twinsSeen,
  type ConversationId,
  type PersonId,
  type Twins,
  type TwinSides,
} from '../../model/index.ts';
import {
  readConversationRows,
  readLinkRowsAt,
  readPersonRows,
  readTwinRows,
  type IsthmusDatabase,
} from '../../store/index.ts';

export interface WhoIsWhom {
  readonly twins: Twins;
  /** Mattermost people who are connected: their own Isthmus carries for them. The user is one. */
  readonly connected: ReadonlySet<PersonId>;
}

/** Who these people are on the other side. May be read within a transaction over twins. */
export const readWhoIsWhom = async (
  database: IsthmusDatabase,
  people: readonly PersonId[],
  sides: TwinSides,
): Promise<WhoIsWhom> => {
  const rows = [...(await readTwinRows(database, people)).values()];
  return { twins: twinsSeen(rows, sides), connected: connectedSeen(rows, sides) };
};

/** Whom and what a text mentions. */
export interface Mentioned {
  readonly people: readonly PersonId[];
  readonly channels: readonly ConversationId[];
}

/** What is known of those whom a text mentions, and of nobody else. */
export class PeopleDirectory {
  readonly #twins: Twins;
  readonly #names: ReadonlyMap<PersonId, string>;
  readonly #places: ReadonlyMap<ConversationId, string>;

  constructor(
    twins: Twins,
    names: ReadonlyMap<PersonId, string> = new Map(),
    places: ReadonlyMap<ConversationId, string> = new Map(),
  ) {
    this.#twins = twins;
    this.#names = names;
    this.#places = places;
  }

  /** The same person on the other side; null when nobody there is known to be. */
  counterpart(person: PersonId): PersonId | null {
    return this.#twins.get(person) ?? null;
  }

  /** The name of somebody on Mattermost who is mentioned by a username that nobody in Teams knows; null for everybody else. */
  nameOf(person: PersonId): string | null {
    return this.#names.get(person) ?? null;
  }

  /** The address of the Teams conversation that is linked with a Mattermost channel; null for other channels. */
  placeOf(channel: ConversationId): string | null {
    return this.#places.get(channel) ?? null;
  }
}

/** Reads what is known of these. May be called within a transaction over twins, people, links and conversations. */
export const readDirectory = async (
  database: IsthmusDatabase,
  { people, channels }: Mentioned,
  sides: TwinSides,
): Promise<PeopleDirectory> => {
  if (people.length === 0)
    return new PeopleDirectory(new Map(), new Map(), await readPlaces(database, channels));
  const { twins } = await readWhoIsWhom(database, people, sides);
  const rows = await readPersonRows(database, people);
  const names = rows.flatMap((person) =>
    person?.accountId === sides.accounts.mattermost && person.displayName !== ''
      ? [[person.id, person.displayName] as const]
      : [],
  );
  return new PeopleDirectory(twins, new Map(names), await readPlaces(database, channels));
};

const readPlaces = async (
  database: IsthmusDatabase,
  channels: readonly ConversationId[],
): Promise<Map<ConversationId, string>> => {
  if (channels.length === 0) return new Map();
  const links = await readLinkRowsAt(database, 'mattermost', channels);
  const there = await readConversationRows(
    database,
    links.map(({ teams }) => teams),
  );
  return new Map(
    links.flatMap(({ mattermost, standing }, at) => {
      const address = there[at]?.webUrl ?? null;
      return address === null || standing.kind !== 'good' ? [] : [[mattermost, address] as const];
    }),
  );
};
