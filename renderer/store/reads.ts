/** Typed reads for pages: every one is cheap enough for a live query (no count of a table, no offset; see "Storage" in the docs). */
import { Dexie } from 'dexie';
import type { Account, ConversationId, Message, MessageId, Person, PersonId, Team } from '../model/index.ts';
import type { Reads } from './reading-tables.ts';

/** All accounts, in the order they were connected. */
export const readAccounts = (database: Reads<'accounts'>): Promise<Account[]> => database.accounts.toArray();

export const readTeams = (database: Reads<'teams'>): Promise<Team[]> => database.teams.toArray();

/**
 * The newest `limit` messages of a conversation's own timeline (`thread` '') or of one thread's replies, oldest first. With `before`
 * (createdAt, ms) only older ones.
 */
export const readTimeline = async (
  database: Reads<'messages'>,
  conversationId: ConversationId,
  thread: MessageId | '',
  limit: number,
  before = Infinity,
): Promise<Message[]> => {
  const newestFirst = await database.messages
    .where('[conversationId+threadId+createdAt]')
    .between([conversationId, thread, Dexie.minKey], [conversationId, thread, before], true, false)
    .reverse()
    .limit(limit)
    .toArray();
  return newestFirst.reverse();
};

/** These people, by id; those the mirror does not know are left out. */
export const readPeople = async (
  database: Reads<'people'>,
  ids: readonly PersonId[],
): Promise<Map<PersonId, Person>> => {
  const people = await database.people.bulkGet([...ids]);
  return new Map(people.flatMap((person) => (person ? [[person.id, person] as const] : [])));
};
