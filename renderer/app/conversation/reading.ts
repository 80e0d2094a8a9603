/** Decides which read intents follow from what the user has seen. */
import type { Conversation, ConversationId, Message, PersonId } from '../../model/index.ts';

/** One side of the shown conversation, and the user there. */
export interface ReadSide {
  readonly conversation: Conversation;
  readonly me: PersonId | null;
  /** The newest message of that side on the screen, ms on its service's clock; 0 when there is none. */
  readonly newest: number;
}

/** A conversation to mark as read up to `readAt`. */
export interface DueRead {
  readonly conversation: Conversation;
  readonly readAt: number;
}

/**
 * The sides to mark as read now; `written`: the marks that were asked for already. Replies count as seen with the conversation, as in both
 * services. Of a linked pair both sides are marked, because a message that was read here must not be new in the other client. A copy does
 * not count as unread, so there the newest message by another person counts.
 */
export const dueReads = (
  sides: readonly ReadSide[],
  written: ReadonlyMap<ConversationId, number>,
): readonly DueRead[] =>
  sides.flatMap(({ conversation, me, newest }) => {
    const { lastMessage, unread, readAt, id } = conversation;
    const seen = Math.max(newest, lastMessage?.createdAt ?? 0);
    const others = sides.length > 1 && lastMessage !== null && lastMessage.authorId !== me;
    const due = seen > readAt && seen > (written.get(id) ?? 0) && (unread > 0 || others);
    return due ? [{ conversation, readAt: seen }] : [];
  });

/**
 * The first unread message of each shown conversation, if this message is marked as unread: the first one at this message or below it.
 * `messages`: in the order of the screen.
 */
export const unreadFrom = (messages: readonly Message[], from: Message): readonly Message[] => {
  const first = new Map<ConversationId, Message>([[from.conversationId, from]]);
  for (const message of messages.slice(messages.findIndex(({ id }) => id === from.id)))
    if (!first.has(message.conversationId)) first.set(message.conversationId, message);
  return [...first.values()];
};
