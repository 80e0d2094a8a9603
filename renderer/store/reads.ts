/** Typed reads for pages: every one is cheap enough for a live query (no count of a table, no offset; see "Storage" in the docs). */
import { Dexie } from 'dexie';
import type {
  Account,
  Conversation,
  ConversationId,
  Message,
  MessageId,
  Person,
  PersonId,
  Team,
} from '../model/index.ts';
import type { IsthmusDatabase } from './database.ts';

/** All accounts, in the order they were connected. */
export const readAccounts = (database: IsthmusDatabase): Promise<Account[]> => database.accounts.toArray();

export const readTeams = (database: IsthmusDatabase): Promise<Team[]> => database.teams.toArray();

/** All conversations, most recent activity first. */
export const readConversations = async (database: IsthmusDatabase): Promise<Conversation[]> => {
  const conversations = await database.conversations.toArray();
  return conversations.sort((a, b) => b.sortAt - a.sortAt || (a.id < b.id ? -1 : 1));
};

/**
 * The newest `limit` messages of a conversation's own timeline (`thread` '') or of one thread's replies, oldest first. With `before`
 * (createdAt, ms) only older ones.
 */
export const readTimeline = async (
  database: IsthmusDatabase,
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

/** How many replies each of these roots has in the mirror (deleted ones left out of no count: the service keeps their place). */
export const readReplyCounts = async (
  database: IsthmusDatabase,
  conversationId: ConversationId,
  roots: readonly MessageId[],
): Promise<Map<MessageId, number>> => {
  const counts = await Promise.all(
    roots.map((root) =>
      database.messages
        .where('[conversationId+threadId+createdAt]')
        .between([conversationId, root, Dexie.minKey], [conversationId, root, Dexie.maxKey])
        .count(),
    ),
  );
  return new Map(roots.map((root, at) => [root, counts[at] ?? 0]));
};

/** These people, by id; those the mirror does not know are left out. */
export const readPeople = async (
  database: IsthmusDatabase,
  ids: readonly PersonId[],
): Promise<Map<PersonId, Person>> => {
  const people = await database.people.bulkGet([...ids]);
  return new Map(people.flatMap((person) => (person ? [[person.id, person] as const] : [])));
};
