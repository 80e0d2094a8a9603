/**
 * Who is the same person on both sides of a link: the one rule. It decides for whom is carried, what counts as read, and whether a
 * message may hide another, so nobody's word alone is enough.
 */
import { sharedKeyOf, type SharedKey } from './carrying.ts';
import type { AccountId, PersonId, Service } from './ids.ts';
import type { Person } from './person.ts';

/** From each person to the same one on the other side, both ways. */
export type Twins = ReadonlyMap<PersonId, PersonId>;

/** What more than one person says of themselves, so that it tells nobody apart. */
export interface Contested {
  /** Teams users that several people of Mattermost say to be. */
  readonly claims: ReadonlySet<SharedKey>;
  /** E-mail addresses that several people of one account have. */
  readonly addresses: ReadonlySet<string>;
}

export interface TwinSides {
  readonly accounts: Readonly<Record<Service, AccountId>>;
  /** The user themselves; null while not known. */
  readonly me: Readonly<Record<Service, PersonId | null>>;
  readonly contested: Contested;
}

/** What several of these people say of themselves; of each account by itself. */
export const contestedAmong = (people: Iterable<Person>): Contested => {
  const claims = new Set<SharedKey>();
  const addresses = new Set<string>();
  const seen = new Set<string>();
  const isSecond = (what: string): boolean => {
    const before = seen.has(what);
    seen.add(what);
    return before;
  };
  for (const { accountId, claims: claim, email } of people) {
    if (claim !== null && isSecond(`${accountId} claims ${claim}`)) claims.add(claim);
    if (email !== null && isSecond(`${accountId} has ${email}`)) addresses.add(email);
  }
  return { claims, addresses };
};

/**
 * The twins among `people`. The user on both sides, without any claim: both sign-ins are theirs; whoever says on Mattermost to be that
 * Teams user, unless several say so (they contradict each other: none counts); whoever has the same address on both sides, and nobody
 * else has it. A claim to be somebody who is not among them is none.
 */
export const twinsOf = (people: Iterable<Person>, { accounts, me, contested }: TwinSides): Twins => {
  const twins = new Map<PersonId, PersonId>();
  const join = (one: PersonId, other: PersonId): void => {
    if (twins.has(one) || twins.has(other)) return;
    twins.set(one, other);
    twins.set(other, one);
  };
  if (me.mattermost !== null && me.teams !== null) join(me.mattermost, me.teams);
  const all = [...people];
  const teams = all.filter(({ accountId }) => accountId === accounts.teams);
  const mattermost = all.filter(({ accountId }) => accountId === accounts.mattermost);
  const byKey = new Map(teams.map((person) => [sharedKeyOf(person.id), person.id]));
  for (const { id, claims } of mattermost) {
    const claimed = claims === null || contested.claims.has(claims) ? undefined : byKey.get(claims);
    if (claimed !== undefined) join(id, claimed);
  }
  const byAddress = new Map(teams.map((person) => [person.email, person.id]));
  for (const { id, email } of mattermost) {
    const found = email === null || contested.addresses.has(email) ? undefined : byAddress.get(email);
    if (found !== undefined) join(id, found);
  }
  return twins;
};
