/** Reads those for whom a relay has carried, each person once. */
import {
  accountOfId,
  type ConversationId,
  type Person,
  type PersonId,
  type TwinSides,
} from '../../model/index.ts';
import {
  type InvitationRow,
  type IsthmusDatabase,
  readInvitations,
  readPersonRows,
  readRelayedAuthors,
  readTwins,
} from '../../store/index.ts';
import { isConnected } from '../people/is-connected.ts';
import type { InviteCandidate } from './decide-invitation.ts';

export interface RelayedPerson extends InviteCandidate {
  readonly person: Person | null;
  readonly invitation: InvitationRow | null;
  /** Where they wrote last, on each service on which they did. */
  readonly places: readonly ConversationId[];
}

/** Everybody for whom was carried. Somebody who wrote on both services is one person, if it is known that they are. */
export const readRelayedPeople = async (
  database: IsthmusDatabase,
  sides: TwinSides,
): Promise<readonly RelayedPerson[]> => {
  const [authors, invitations] = await Promise.all([readRelayedAuthors(database), readInvitations(database)]);
  const { mattermost } = sides.accounts;
  const ids = authors.map(({ id }) => id);
  const twins = await readTwins(database, ids, sides);
  const people = new Map<PersonId, { messages: number; places: ConversationId[] }>();
  for (const { id, messages, conversationId } of authors) {
    const one = accountOfId(id) === mattermost ? id : (twins.get(id) ?? id);
    const held = people.get(one) ?? { messages: 0, places: [] };
    people.set(one, { messages: held.messages + messages, places: [...held.places, conversationId] });
  }
  const rows = await readPersonRows(database, [...people.keys()]);
  return Promise.all(
    [...people].map(async ([id, relayed], at) => ({
      ...relayed,
      person: accountOfId(id) === mattermost ? (rows[at] ?? null) : null,
      isConnected: await isConnected(database, sides.accounts, id),
      invitation: invitations.get(id) ?? null,
    })),
  );
};
