/** Who is in a conversation. */
import {
  failed,
  succeeded,
  type Change,
  type ConversationId,
  type Person,
  type Result,
} from '../../model/index.ts';
import { chatMembersPath, expandedMembers, expandedPeople } from './chats.ts';
import type { Connection } from './connection.ts';
import { isPassing } from './failure.ts';
import { pathOf, placeOf } from './ids.ts';
import { asText, type JsonRecord } from './json.ts';
import { readAll } from './pages.ts';
import { readMember } from './people.ts';

/** All members of a conversation: one list, and a person for each. Channels need a permission that an admin grants (facts, graph §1). */
export const readMembers = async (
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

/** A listed chat's people, asked for by themselves where the expansion was full or left out. */
export const readAllMembers = async (
  connection: Connection,
  chat: JsonRecord,
  signal: AbortSignal,
): Promise<Result<readonly Person[]>> => {
  const expanded = expandedPeople(connection, chat) ?? [];
  const chatId = asText(chat.id);
  if (chatId === null || (expanded.length > 0 && expanded.length < expandedMembers))
    return succeeded(expanded);
  const items = await readAll(connection.client, chatMembersPath(chatId), signal);
  if (!items.ok) return isPassing(items.failure) ? items : succeeded(expanded);
  return succeeded(items.value.flatMap((member) => readMember(connection, member) ?? []));
};
