/** Who is the same person on both sides of a link. Decides whether a message may hide another, so nobody's word alone is enough. */
import { sharedKeyOf, type AccountId, type Person, type PersonId, type Service } from '../../model/index.ts';
import type { Contested } from '../../store/reads-carry.ts';

/** From each person to the same one on the other side, both ways. */
export type Twins = ReadonlyMap<PersonId, PersonId>;

export interface Sides {
  readonly accounts: Readonly<Record<Service, AccountId>>;
  readonly me: Readonly<Record<Service, PersonId | null>>;
  readonly contested: Contested;
}

/**
 * The twins among `people`: the user on both sides; whoever says on Mattermost to be that Teams user, unless several say so; whoever
 * has the same address on both sides, and nobody else has it.
 */
export const twinsOf = (people: Iterable<Person>, { accounts, me, contested }: Sides): Twins => {
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
