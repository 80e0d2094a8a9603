/**
 * The few people on whom it depends who is whom around somebody who changed. They are found by index, so that it costs the same in an
 * organisation of any size. At most two who say the same of themselves are read, because two already contradict each other.
 */
import {
  personOfKey,
  sharedKeyOf,
  type AccountId,
  type Person,
  type PersonId,
  type Service,
  type SharedKey,
} from '../../model/index.ts';
import {
  readByAddress,
  readClaimants,
  readPersonRows,
  readTwinRows,
  type IsthmusDatabase,
} from '../../store/index.ts';
import type { WrittenPerson } from '../follower.ts';

type Accounts = Readonly<Record<Service, AccountId>>;

export interface Witnesses {
  /** People whose twin may be another than before. */
  readonly affected: readonly Person[];
  /** These, and everybody who can speak for or against a twin of theirs. */
  readonly people: readonly Person[];
}

const enough = 2;

/** Reads them; `changed` are people of one of these accounts. Runs within a transaction over people and twins. */
export const readWitnesses = async (
  database: IsthmusDatabase,
  accounts: Accounts,
  changed: readonly WrittenPerson[],
): Promise<Witnesses> => {
  const crowd = new Crowd(database, accounts);
  crowd.add(changed.map(({ now }) => now));
  // A claim that comes or goes may give a twin to others who make the same claim, and may take one from them.
  await crowd.readClaims(
    changed.flatMap(({ before, now }) => [...(before ? crowd.keysOf(before) : []), ...crowd.keysOf(now)]),
  );
  await crowd.readTwins();
  // Somebody who lost a twin by claim may have one by address now, and the reverse.
  await crowd.readAddresses([
    ...changed.flatMap(({ before }) => before?.email ?? []),
    ...crowd.people().flatMap(({ email }) => email ?? []),
  ]);
  await crowd.readTwins();
  const affected = crowd.people();
  await crowd.readAddresses(affected.flatMap(({ email }) => email ?? []));
  await crowd.readClaims(crowd.people().flatMap((person) => crowd.keysOf(person)));
  return { affected, people: crowd.people() };
};

/** The people who have been read so far. */
class Crowd {
  readonly #people = new Map<PersonId, Person>();
  readonly #keys = new Set<SharedKey>();
  readonly #addresses = new Set<string>();
  readonly #asked = new Set<PersonId>();

  constructor(
    private readonly database: IsthmusDatabase,
    private readonly accounts: Accounts,
  ) {}

  people(): readonly Person[] {
    return [...this.#people.values()];
  }

  add(people: Iterable<Person | undefined>): void {
    for (const person of people) if (person) this.#people.set(person.id, person);
  }

  /** The Teams user whom somebody claims to be, or is. */
  keysOf({ id, accountId, claims }: Person): readonly SharedKey[] {
    if (accountId === this.accounts.teams) return [sharedKeyOf(id)];
    return claims === null ? [] : [claims];
  }

  /** Everybody who claims to be one of these Teams users, and these users. */
  async readClaims(keys: readonly SharedKey[]): Promise<void> {
    const { mattermost, teams } = this.accounts;
    const fresh = freshOf(keys, this.#keys);
    const claimants = await readClaimants(this.database, mattermost, fresh, enough);
    const users = fresh.map((key) => personOfKey(teams, key)).filter((id) => !this.#people.has(id));
    this.add([...claimants, ...(await readPersonRows(this.database, users))]);
  }

  /** Everybody who has one of these addresses, where both sides show it. */
  async readAddresses(addresses: readonly string[]): Promise<void> {
    const { mattermost, teams } = this.accounts;
    const fresh = freshOf(addresses, this.#addresses);
    const there = await readByAddress(this.database, teams, fresh, enough);
    const shared = new Set(there.flatMap(({ email }) => email ?? []));
    const here = await readByAddress(this.database, mattermost, [...shared], enough);
    this.add([...there, ...here]);
  }

  /** The twins of these people until now. */
  async readTwins(): Promise<void> {
    const fresh = freshOf([...this.#people.keys()], this.#asked);
    const rows = await readTwinRows(this.database, fresh);
    const accounts = Object.values(this.accounts);
    const ids = [...rows.values()]
      .flatMap(({ twins }) => twins)
      .filter(({ id, accountId }) => accounts.includes(accountId) && !this.#people.has(id))
      .map(({ id }) => id);
    this.add(await readPersonRows(this.database, ids));
  }
}

/** The values that are not in `before`, each once; they are added to it. */
const freshOf = <Value>(values: readonly Value[], before: Set<Value>): readonly Value[] => {
  const fresh = [...new Set(values)].filter((value) => !before.has(value));
  for (const value of fresh) before.add(value);
  return fresh;
};
