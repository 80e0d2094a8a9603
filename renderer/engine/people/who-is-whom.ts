/**
 * The one rule of who is the same person on both sides of a link. It decides whose messages are carried, what counts as read, and whether
 * one message may hide another, so nobody's word alone is enough.
 */
import {
  sharedKeyOf,
  type AccountId,
  type Person,
  type PersonId,
  type Service,
  type Twin,
} from '../../model/index.ts';

/** By what somebody's twin was found. */
export type Witness = Pick<Person, 'id' | 'accountId' | 'claims' | 'email'>;

/**
 * The twins among `people` of two accounts, in both directions. A Mattermost person who claims to be a Teams user is that user's twin,
 * unless several claim it: they contradict each other, and none counts. Then two people with the same address are twins, if nobody else of
 * either account has it. A claim to be somebody who is not among `people` is no claim. The users of the two accounts are not treated
 * specially: see `twinsSeen`.
 */
export const twinsAmong = (
  people: Iterable<Witness>,
  { teams, mattermost }: Readonly<Record<Service, AccountId>>,
): ReadonlyMap<PersonId, Twin> => {
  const all = [...people];
  const there = all.filter(({ accountId }) => accountId === teams);
  const here = all.filter(({ accountId }) => accountId === mattermost);
  const twins = new Map<PersonId, Twin>();
  const join = (one: Witness, other: Witness): void => {
    const connected = one.claims === sharedKeyOf(other.id);
    twins.set(one.id, { accountId: teams, id: other.id, connected });
    twins.set(other.id, { accountId: mattermost, id: one.id, connected });
  };
  const byKey = new Map<string, Witness>(there.map((person) => [sharedKeyOf(person.id), person]));
  for (const [claim, one] of solelyBy(here, ({ claims }) => claims)) {
    const other = byKey.get(claim);
    if (other) join(one, other);
  }
  const byAddress = solelyBy(there, ({ email }) => email);
  for (const [address, one] of solelyBy(here, ({ email }) => email)) {
    const other = byAddress.get(address);
    if (other && !twins.has(one.id) && !twins.has(other.id)) join(one, other);
  }
  return twins;
};

/** The values that exactly one of `people` has, and who that is. */
const solelyBy = (
  people: readonly Witness[],
  valueOf: (person: Witness) => string | null,
): ReadonlyMap<string, Witness> => {
  const found = new Map<string, Witness>();
  const contested = new Set<string>();
  for (const person of people) {
    const value = valueOf(person);
    if (value === null) continue;
    if (found.has(value)) contested.add(value);
    found.set(value, person);
  }
  for (const value of contested) found.delete(value);
  return found;
};
