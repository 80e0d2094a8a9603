/** Who is the same person on both sides of a link, as it is kept (`engine/people` decides it) and as two signed-in users see it. */
import type { AccountId, PersonId, Service } from './ids.ts';

/** Who somebody is in an account of the other service. */
export interface Twin {
  readonly accountId: AccountId;
  readonly id: PersonId;
  /** The one of Mattermost says to be the one of Teams: their own Isthmus carries for them. */
  readonly connected: boolean;
}

/** Who a person is elsewhere. Of whom nothing is known there is no row. */
export interface PersonTwins {
  readonly id: PersonId;
  readonly accountId: AccountId;
  /** One per account at most. */
  readonly twins: readonly Twin[];
}

/** From each person to the same one on the other side, both ways. */
export type Twins = ReadonlyMap<PersonId, PersonId>;

/** Two accounts, and who their users are. */
export interface TwinSides {
  readonly accounts: Readonly<Record<Service, AccountId>>;
  /** The user themselves; null while not known. */
  readonly me: Readonly<Record<Service, PersonId | null>>;
}

/**
 * The twins that `rows` tell of between two accounts. The user is the same on both sides without any claim, since both sign-ins are
 * theirs; so nobody else is one of the two, whatever they say.
 */
export const twinsSeen = (rows: Iterable<PersonTwins>, sides: TwinSides): Twins => {
  const twins = new Map<PersonId, PersonId>();
  for (const [id, twin] of pairsIn(rows, sides)) twins.set(id, twin.id).set(twin.id, id);
  const { mattermost, teams } = sides.me;
  if (mattermost !== null && teams !== null) twins.set(mattermost, teams).set(teams, mattermost);
  return twins;
};

/** The people of Mattermost whose own Isthmus carries for them, as far as `rows` tell; the user is one. */
export const connectedSeen = (rows: Iterable<PersonTwins>, sides: TwinSides): ReadonlySet<PersonId> => {
  const connected = new Set<PersonId>();
  for (const [id, twin, accountId] of pairsIn(rows, sides))
    if (twin.connected) connected.add(accountId === sides.accounts.mattermost ? id : twin.id);
  if (sides.me.mattermost !== null) connected.add(sides.me.mattermost);
  return connected;
};

/** Who is whom between these two accounts, without what concerns the user. */
const pairsIn = (
  rows: Iterable<PersonTwins>,
  { accounts, me }: TwinSides,
): readonly (readonly [id: PersonId, twin: Twin, accountId: AccountId])[] => {
  const knowsUser = me.mattermost !== null && me.teams !== null;
  const isUser = (id: PersonId): boolean => knowsUser && (id === me.mattermost || id === me.teams);
  return [...rows].flatMap(({ id, accountId, twins }) => {
    const there = accountId === accounts.mattermost ? accounts.teams : accounts.mattermost;
    const isOurs = accountId === accounts.mattermost || accountId === accounts.teams;
    return twins
      .filter((twin) => isOurs && twin.accountId === there && !isUser(id) && !isUser(twin.id))
      .map((twin) => [id, twin, accountId] as const);
  });
};
