/** What stands above and around each message of a timeline: day lines, the unread line, and who is shown as the author once. */
import type { AccountId, Message, PersonId } from '../../model/index.ts';
import { sameDay } from '../words/when.ts';
import { type Outgoing, standIn } from '../outgoing/outgoing.ts';

export interface TimelineItem {
  readonly message: Message;
  /** A line with the day stands above it. */
  readonly startsDay: boolean;
  /** The line "New" stands above it. */
  readonly startsUnread: boolean;
  /** Author and picture are shown; false for one that follows the same author's within minutes. */
  readonly startsGroup: boolean;
  /** It is not sent yet; `message` stands in for what it becomes. */
  readonly outgoing?: Outgoing;
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
  // The mark stands beside the time.
  !message.pinned &&
  message.createdAt - previous.createdAt < groupGap;

/**
 * The items of `messages` (oldest first). `isNew`: what had not been read when they were opened; null when no unread line is wanted.
 * `standing`: what is told beside the time of a message's group, and so has to be the same for all of it.
 */
export const timelineItems = (
  messages: readonly Message[],
  isNew: ((message: Message) => boolean) | null,
  standing: (message: Message) => string = () => '',
): readonly TimelineItem[] => {
  let unreadShown = isNew === null;
  return messages.map((message, at): TimelineItem => {
    const previous = messages[at - 1];
    const startsDay = previous === undefined || !sameDay(previous.createdAt, message.createdAt);
    const isUnread = !unreadShown && message.kind === 'message' && isNew?.(message) === true;
    // Above the very first message the line says nothing: all of it is new.
    const startsUnread = isUnread && previous !== undefined;
    if (isUnread) unreadShown = true;
    const startsGroup =
      startsDay || startsUnread || !continues(message, previous) || standing(message) !== standing(previous);
    return { message, startsDay, startsUnread, startsGroup };
  });
};

/** The items with what is not sent yet after them. It stands as its message will, so that nothing moves when that comes. */
export const withOutgoing = (
  items: readonly TimelineItem[],
  outgoing: readonly Outgoing[],
  me: ReadonlyMap<AccountId, PersonId>,
): readonly TimelineItem[] => {
  if (outgoing.length === 0) return items;
  const all = [...items];
  for (const one of outgoing) {
    const previous = all.at(-1)?.message;
    const message = standIn(one, me.get(one.accountId) ?? null, previous);
    const startsDay = previous === undefined || !sameDay(previous.createdAt, message.createdAt);
    const startsGroup = startsDay || !continues(message, previous);
    all.push({ message, outgoing: one, startsDay, startsUnread: false, startsGroup });
  }
  return all;
};
