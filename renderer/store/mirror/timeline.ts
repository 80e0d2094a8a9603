/** Reads for a conversation on the screen: bounded ranges of its timeline and what hangs below each root. */
import { Dexie } from 'dexie';
import type { ConversationId, Message, MessageId, PersonId } from '../../model/index.ts';
import type { Reads } from '../reading-tables.ts';

/** What the timeline tells of a thread without opening it. */
export interface ReplySummary {
  readonly count: number;
  /** When the newest reply was written, ms. */
  readonly lastAt: number;
  /** Who wrote the newest replies: at most three people, newest first. */
  readonly authorIds: readonly PersonId[];
}

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

/**
 * Every message of a timeline (`thread` '') or of one thread's replies with `from <= createdAt < to` (ms), oldest first. Unlike a
 * limit, a range stays the same set of rows while newer ones arrive, so a live query over an older range rests.
 */
export const readTimelineRange = (
  database: Reads<'messages'>,
  conversationId: ConversationId,
  thread: MessageId | '',
  from: number,
  to: number,
): Promise<Message[]> =>
  database.messages
    .where('[conversationId+threadId+createdAt]')
    .between([conversationId, thread, from], [conversationId, thread, to], true, false)
    .toArray();

/** A summary for each of `roots` that has replies. */
export const readReplySummaries = async (
  database: Reads<'messages'>,
  conversationId: ConversationId,
  roots: readonly MessageId[],
): Promise<Map<MessageId, ReplySummary>> => {
  const repliesOf = (root: MessageId) =>
    database.messages
      .where('[conversationId+threadId+createdAt]')
      .between([conversationId, root, Dexie.minKey], [conversationId, root, Dexie.maxKey]);
  const counts = await Promise.all(roots.map((root) => repliesOf(root).count()));
  const answered = roots.flatMap((root, at) => {
    const count = counts[at] ?? 0;
    return count > 0 ? [{ root, count }] : [];
  });
  const newest = await Promise.all(answered.map(({ root }) => repliesOf(root).reverse().limit(6).toArray()));
  return new Map(answered.map(({ root, count }, at) => [root, summarise(count, newest[at] ?? [])]));
};

const summarise = (count: number, newestFirst: readonly Message[]): ReplySummary => {
  const authors = new Set(newestFirst.flatMap(({ authorId }) => (authorId === null ? [] : [authorId])));
  return { count, lastAt: newestFirst[0]?.createdAt ?? 0, authorIds: [...authors].slice(0, 3) };
};

/** The summary of replies that have been read, in any order; null when there are none. */
export const summaryOf = (replies: readonly Message[]): ReplySummary | null => {
  if (replies.length === 0) return null;
  const newestFirst = [...replies].sort((a, b) => b.createdAt - a.createdAt);
  return summarise(replies.length, newestFirst.slice(0, 6));
};

/** All replies of each of `roots` that has any. */
export const readThreadsOf = async (
  database: Reads<'messages'>,
  roots: readonly Pick<Message, 'id' | 'conversationId'>[],
): Promise<Map<MessageId, Message[]>> => {
  const threads = await Promise.all(
    roots.map(({ id, conversationId }) =>
      readTimelineRange(database, conversationId, id, -Infinity, Infinity),
    ),
  );
  return new Map(
    roots.map(({ id }, at) => [id, threads[at] ?? []] as const).filter(([, replies]) => replies.length > 0),
  );
};
