/** Calls the followers of the mirror one after the other, so that each finds what those before it wrote. */
import type { Table } from 'dexie';
import type { AccountId, Conversation, ConversationId, Message, MessageId } from '../../../model/index.ts';
import type { IsthmusDatabase } from '../../../store/index.ts';
import type { Followed, FollowedBatch, Follower, WrittenBatch } from '../../follower.ts';

/** All tables that a follower needs in the mirror's transaction. */
export const tablesOfFollowers = (database: IsthmusDatabase, followers: readonly Follower[]): Table[] =>
  followers.flatMap((follower) => follower.tables(database));

/** Lets all followers follow a batch. Call it within the transaction that stores the batch. */
export const followAll = async (
  database: IsthmusDatabase,
  followers: readonly Follower[],
  batch: FollowedBatch,
  written: WrittenBatch,
): Promise<Followed> => {
  const all: Followed[] = [];
  for (const follower of followers) all.push(await follower.follow(database, batch, written));
  return {
    news: all.flatMap(({ news }) => news),
    recount: [...new Set(all.flatMap(({ recount }) => recount))],
  };
};

/** The unread messages of a conversation that count elsewhere, as a follower knows. Call it within the transaction. */
export const countedElsewhere = async (
  database: IsthmusDatabase,
  followers: readonly Follower[],
  conversation: Conversation,
  unread: readonly Message[],
): Promise<ReadonlySet<MessageId>> => {
  const all = new Set<MessageId>();
  for (const follower of followers)
    for (const id of await follower.countedElsewhere(database, conversation, unread)) all.add(id);
  return all;
};

/** A conversation leaves the mirror. Call it within that transaction. */
export const forgetConversationOf = async (
  database: IsthmusDatabase,
  followers: readonly Follower[],
  id: ConversationId,
): Promise<void> => {
  for (const follower of followers) await follower.forgetConversation(database, id);
};

/** An account leaves the mirror. Each follower forgets it in transactions of its own. */
export const forgetAccountOf = async (
  database: IsthmusDatabase,
  followers: readonly Follower[],
  id: AccountId,
): Promise<void> => {
  for (const follower of followers) await follower.forgetAccount(database, id);
};
