/** What follows from the messages in the mirror: the newest message of a conversation and what is unread in it. */
import { Dexie } from 'dexie';
import type { Conversation, LastMessage, Message, PersonId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../../store/index.ts';

/** More is shown as 99+; counting further would cost and tell nobody anything. */
export const unreadCap = 100;
const previewLength = 200;

/** The newest message as the list shows it. */
export const lookAt = (message: Message): LastMessage => ({
  id: message.id,
  authorId: message.authorId,
  authorName: message.authorName,
  plain: message.plain.slice(0, previewLength),
  createdAt: message.createdAt,
  deleted: message.deletedAt !== null,
});

/** Whether a message counts as unread for `me`: written by somebody else and still there. */
export const countsAsUnread = (message: Message, me: PersonId | null): boolean =>
  message.kind === 'message' && message.deletedAt === null && message.authorId !== me;

/**
 * The conversation with its derived fields computed anew from the database (inside the caller's transaction). Reads one message for the
 * preview and at most `unreadCap` unread ones.
 */
export const derive = async (
  database: IsthmusDatabase,
  conversation: Conversation,
  me: PersonId | null,
): Promise<Conversation> => {
  const byTime = database.messages.where('[conversationId+createdAt]');
  const newest = await byTime
    .between([conversation.id, Dexie.minKey], [conversation.id, Dexie.maxKey])
    .reverse()
    .limit(1)
    .first();
  const unread =
    newest && newest.createdAt > conversation.readAt
      ? await database.messages
          .where('[conversationId+createdAt]')
          .between([conversation.id, conversation.readAt], [conversation.id, Dexie.maxKey], false)
          .reverse()
          .filter((message) => countsAsUnread(message, me))
          .limit(unreadCap)
          .toArray()
      : [];
  return {
    ...conversation,
    lastMessage: newest ? lookAt(newest) : null,
    sortAt: Math.max(conversation.lastActivityAt, newest?.createdAt ?? 0),
    unread: unread.length,
    mentions: unread.filter((message) => message.mentionsMe).length,
  };
};
