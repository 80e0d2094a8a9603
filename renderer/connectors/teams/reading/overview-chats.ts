/** The part of an overview about chats and the people in them. */
import {
  succeeded,
  type Change,
  type ConversationFacts,
  type Person,
  type PersonId,
  type Result,
} from '../../../model/index.ts';
import type { ListNotRead } from '../../connector.ts';
import { chatList, expandedPeople, listedPeople, readChat } from './chats.ts';
import type { Connection } from '../connection.ts';
import { readAll } from '../graph/pages.ts';

export interface Chats {
  readonly chats: readonly ConversationFacts[];
  readonly people: ReadonlyMap<PersonId, Person>;
  readonly discarded: readonly Change[];
  readonly notRead: readonly ListNotRead[];
}

/** All chats, and the people in the list. */
export const readChats = async (connection: Connection, signal: AbortSignal): Promise<Result<Chats>> => {
  const listed = await readAll(connection.client, chatList, signal);
  if (!listed.ok) return listed;
  const people = new Map<PersonId, Person>();
  const chats: ConversationFacts[] = [];
  const discarded: Change[] = [];
  for (const raw of listed.value) {
    const chat = readChat(connection, raw, listedPeople(connection, raw));
    if (!chat) {
      discarded.push({ kind: 'discarded', reason: 'malformed-conversation' });
      continue;
    }
    chats.push(chat);
    for (const person of expandedPeople(connection, raw) ?? []) people.set(person.id, person);
  }
  // An entry without an id may be any chat, so no chat may count as missing.
  const notRead: ListNotRead[] = discarded.length > 0 ? [{ list: { kind: 'chats' }, failure: null }] : [];
  return succeeded({ chats, people, discarded, notRead });
};
