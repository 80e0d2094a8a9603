/**
 * Reads messages by id, and ranges of a whole conversation by time, with the replies of all threads. Times are createdAt, ms on the
 * service's clock.
 */
import type { ConversationId, Message, MessageId } from '../../model/index.ts';
import { wholeConversation, type IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';
import { deleteRows, getRows, putRows } from '../many-rows.ts';

export const readMessageRow = (
  { messages }: Reads<'messages'>,
  id: MessageId,
): Promise<Message | undefined> => messages.get(id);

/** These messages, in their order; undefined for those that are not in the mirror. */
export const readMessageRows = (
  { messages }: Reads<'messages'>,
  ids: readonly MessageId[],
): Promise<(Message | undefined)[]> => getRows(messages, ids);

const byTime = '[conversationId+createdAt]';

/** The newest message of a conversation; undefined if there is none. */
export const readNewestMessage = (
  { messages }: Reads<'messages'>,
  conversation: ConversationId,
): Promise<Message | undefined> => {
  const [lower, upper] = wholeConversation(conversation);
  return messages.where(byTime).between(lower, upper, true, true).last();
};

/** The messages with `from <= createdAt < to`, oldest first. */
export const readMessagesFrom = (
  { messages }: Reads<'messages'>,
  conversation: ConversationId,
  from: number,
  to = Infinity,
): Promise<Message[]> =>
  messages.where(byTime).between([conversation, from], [conversation, to], true, false).toArray();

/** The oldest `limit` messages with `after < createdAt`, oldest first. */
export const readMessagesAfter = (
  { messages }: Reads<'messages'>,
  conversation: ConversationId,
  after: number,
  limit: number,
): Promise<Message[]> =>
  messages
    .where(byTime)
    .between([conversation, after], [conversation, Infinity], false, true)
    .limit(limit)
    .toArray();

/** The newest `limit` messages with `after < createdAt` that `accepts` takes, newest first. */
export const readNewestMessagesAfter = (
  { messages }: Reads<'messages'>,
  conversation: ConversationId,
  after: number,
  limit: number,
  accepts: (message: Message) => boolean,
): Promise<Message[]> =>
  messages
    .where(byTime)
    .between([conversation, after], [conversation, Infinity], false, true)
    .reverse()
    .filter(accepts)
    .limit(limit)
    .toArray();

/** The ids of the oldest `limit` messages with `from <= createdAt <= to`. Their rows are not read. */
export const readMessageIdsBetween = (
  { messages }: Reads<'messages'>,
  conversation: ConversationId,
  from: number,
  to: number,
  limit = Infinity,
): Promise<MessageId[]> =>
  messages
    .where(byTime)
    .between([conversation, from], [conversation, to], true, true)
    .limit(limit)
    .primaryKeys();

/** How many replies of a message have not been deleted. */
export const countLivingReplies = (
  { messages }: Reads<'messages'>,
  conversation: ConversationId,
  root: MessageId,
): Promise<number> =>
  messages
    .where('[conversationId+threadId+createdAt]')
    .between([conversation, root, -Infinity], [conversation, root, Infinity])
    .filter(({ deletedAt }) => deletedAt === null)
    .count();

/** Removes every message of a conversation. Call it within the transaction in which the conversation leaves the mirror. */
export const removeMessagesOf = async (
  database: IsthmusDatabase,
  conversation: ConversationId,
): Promise<void> => {
  const ids = await readMessageIdsBetween(database, conversation, -Infinity, Infinity);
  await deleteRows(database.messages, ids);
};

export const writeMessageRows = async (
  { messages }: IsthmusDatabase,
  rows: readonly Message[],
): Promise<void> => {
  await putRows(messages, rows);
};
