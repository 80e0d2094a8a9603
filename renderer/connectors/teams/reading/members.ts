/** Reads who is in a conversation. */
import { failed, succeeded, type Change, type ConversationId, type Result } from '../../../model/index.ts';
import type { Connection } from '../connection.ts';
import { pathOf, placeOf } from '../ids.ts';
import { readAll } from '../graph/pages.ts';
import { readMember } from './people.ts';

/**
 * All members of a conversation: one list of ids, and a person for each. For channels an admin must grant a permission (facts, graph §1).
 */
export const readTeamsMembers = async (
  connection: Connection,
  conversationId: ConversationId,
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const place = placeOf(connection.accountId, conversationId);
  if (!place) return failed({ kind: 'not-found' });
  const items = await readAll(connection.client, `${pathOf(place)}/members`, signal);
  if (!items.ok) return items;
  const read = items.value.map((member) => readMember(connection, member));
  const people = new Map(read.flatMap((person) => (person ? [[person.id, person] as const] : [])));
  return succeeded([
    ...[...people.values()].map((person): Change => ({ kind: 'person', person })),
    {
      kind: 'members',
      membership: { conversationId, accountId: connection.accountId, personIds: [...people.keys()].sort() },
    },
    ...read
      .filter((person) => person === null)
      .map((): Change => ({ kind: 'discarded', reason: 'malformed-person' })),
  ]);
};
