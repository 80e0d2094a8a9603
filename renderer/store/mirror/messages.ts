/** Messages by id, and ranges of a whole conversation by time, threads and all. Times are createdAt, ms on the service's clock. */
import type { ConversationId, Message, MessageId } from '../../model/index.ts';
import { wholeConversation, type IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';

export const readMessageRow = (
  { messages }: Reads<'messages'>,
  id: MessageId,
): Promise<Message | undefined> => messages.get(id);

/** These messages, in their order; undefined for those that are not in the mirror. */
export const readMessageRows = (
  { messages }: Reads<'messages'>,
  ids: readonly MessageId[],
): Promise<(Message | undefined)[]> => messages.bulkGet([...ids]);

const byTime = '[conversationId+createdAt]';

/** The newest message of a conversation; undefined where there is none. */
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

export const writeMessageRows = async (
  { messages }: IsthmusDatabase,
  rows: readonly Message[],
): Promise<void> => {
  await messages.bulkPut([...rows]);
};
