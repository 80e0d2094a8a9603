/** What stands above and around each message of a timeline: day lines, the unread line, and who is shown as the author once. */
import type { Message, PersonId } from '../../model/index.ts';
import { sameDay } from '../words/when.ts';

export interface TimelineItem {
  readonly message: Message;
  /** A line with the day stands above it. */
  readonly startsDay: boolean;
  /** The line "New" stands above it. */
  readonly startsUnread: boolean;
  /** Author and picture are shown; false for one that follows the same author's within minutes. */
  readonly startsGroup: boolean;
}

/** Messages of one author at most this far apart (ms) are shown as one block. */
const groupGap = 5 * 60_000;

const continues = (message: Message, previous: Message): boolean =>
  message.kind === 'message' &&
  previous.kind === 'message' &&
  message.authorId === previous.authorId &&
  message.authorName === previous.authorName &&
  message.subject === null &&
  message.importance === 'normal' &&
  message.createdAt - previous.createdAt < groupGap;

/**
 * The items of `messages` (oldest first). `unreadAfter` is how far the user had read when the conversation was opened (ms), or null
 * when no unread line is wanted; own messages never start it.
 */
export const timelineItems = (
  messages: readonly Message[],
  unreadAfter: number | null,
  me: PersonId | null,
): readonly TimelineItem[] => {
  let unreadShown = unreadAfter === null;
  return messages.map((message, at): TimelineItem => {
    const previous = messages[at - 1];
    const startsDay = previous === undefined || !sameDay(previous.createdAt, message.createdAt);
    const isUnread = !unreadShown && message.createdAt > (unreadAfter ?? Infinity) && message.authorId !== me;
    // Above the very first message the line says nothing: all of it is new.
    const startsUnread = isUnread && message.kind === 'message' && previous !== undefined;
    if (isUnread && message.kind === 'message') unreadShown = true;
    const startsGroup = startsDay || startsUnread || !continues(message, previous);
    return { message, startsDay, startsUnread, startsGroup };
  });
};
