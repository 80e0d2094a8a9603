/** What has been read: which intents follow from what the user has seen. */
import type { Conversation, ConversationId, Message, PersonId } from '../../model/index.ts';

/** One side of what is shown, and who the user is there. */
export interface ReadSide {
  readonly conversation: Conversation;
  readonly me: PersonId | null;
  /** The newest message of that side on the screen, ms on its service's clock; 0 when there is none. */
  readonly newest: number;
}

/** A conversation that is to be marked as read up to `readAt`. */
export interface DueRead {
  readonly conversation: Conversation;
  readonly readAt: number;
}

/**
 * The sides to be marked as read now; `written`: what was asked for already. Replies count as seen with the conversation, as both
 * services hold it. Of a linked pair both sides are marked: what was read here must not be new in the other client. A copy is not
 * counted as unread, so there the newest message by somebody else is what counts.
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
 * From which messages on all is unread if it is from this one on: of each conversation that is shown, the first that stands there or below.
 * `messages`: as they are shown.
 */
export const unreadFrom = (messages: readonly Message[], from: Message): readonly Message[] => {
  const first = new Map<ConversationId, Message>([[from.conversationId, from]]);
  for (const message of messages.slice(messages.findIndex(({ id }) => id === from.id)))
    if (!first.has(message.conversationId)) first.set(message.conversationId, message);
  return [...first.values()];
};
