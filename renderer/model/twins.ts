/** Who is the same person in Teams and in Mattermost: as it is stored (`engine/people` decides it), and as it looks between two accounts. */
import type { AccountId, PersonId, Service } from './ids.ts';

/** The same person in an account of the other service. */
export interface Twin {
  readonly accountId: AccountId;
  readonly id: PersonId;
  /** Whether the Mattermost person claims to be the Teams person. Then their own Isthmus carries for them. */
  readonly connected: boolean;
}

/** Who a person is in other accounts. There is no row if nothing is known. */
export interface PersonTwins {
  readonly id: PersonId;
  readonly accountId: AccountId;
  /** At most one for each account. */
  readonly twins: readonly Twin[];
}

/** From each person to the same person on the other side, in both directions. */
export type Twins = ReadonlyMap<PersonId, PersonId>;

/** Two accounts, one of each service, and their users. */
export interface TwinSides {
  readonly accounts: Readonly<Record<Service, AccountId>>;
  /** The user as a person of each account; null while not known. */
  readonly me: Readonly<Record<Service, PersonId | null>>;
}

/**
 * The twins between two accounts, as `rows` tell them. The user is the same person on both sides without any claim, because both sign-ins
 * are theirs. So nobody else can be the twin of either, whatever they claim.
 */
export const twinsSeen = (rows: Iterable<PersonTwins>, sides: TwinSides): Twins => {
  const twins = new Map<PersonId, PersonId>();
  for (const [id, twin] of pairsIn(rows, sides)) twins.set(id, twin.id).set(twin.id, id);
  const { mattermost, teams } = sides.me;
  if (mattermost !== null && teams !== null) twins.set(mattermost, teams).set(teams, mattermost);
  return twins;
};

/** The Mattermost people whose own Isthmus carries for them, as `rows` tell; the user is one of them. */
export const connectedSeen = (rows: Iterable<PersonTwins>, sides: TwinSides): ReadonlySet<PersonId> => {
  const connected = new Set<PersonId>();
  for (const [id, twin, accountId] of pairsIn(rows, sides))
    if (twin.connected) connected.add(accountId === sides.accounts.mattermost ? id : twin.id);
  if (sides.me.mattermost !== null) connected.add(sides.me.mattermost);
  return connected;
};

/** Who is whom between these two accounts, without the user. */
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
