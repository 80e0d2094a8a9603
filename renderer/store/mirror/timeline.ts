/** Reads for a conversation on the screen: bounded ranges of its timeline, and the replies to each root. */
import { Dexie } from 'dexie';
import {
  addReplies,
  type ConversationId,
  type Message,
  type MessageId,
  type PersonId,
  type Replies,
} from '../../model/index.ts';
import type { Reads } from '../reading-tables.ts';

/** What the timeline shows of a thread that is not open. */
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
 * Every message of a timeline (`thread` '') or of one thread's replies with `from <= createdAt < to` (ms), oldest first. Unlike a limit, a
 * range keeps the same rows while newer messages arrive, so a live query over an older range is not run again.
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

/** The summaries of replies in the rows of these roots, for each root that has any. */
export const summariesOf = (roots: readonly Message[]): Map<MessageId, ReplySummary> =>
  new Map(roots.flatMap(({ id, replies }) => (replies ? [[id, summarise(replies)] as const] : [])));

const summarise = ({ count, newest }: Replies): ReplySummary => {
  const authors = new Set(newest.flatMap(({ by }) => by ?? []));
  return { count, lastAt: newest[0]?.at ?? 0, authorIds: [...authors].slice(0, 3) };
};

/** The summary of these replies, given in any order; null if there are none. */
export const summaryOf = (replies: readonly Message[]): ReplySummary | null =>
  replies.length === 0 ? null : summarise(addReplies(undefined, replies));

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
