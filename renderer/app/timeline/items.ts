/** The parts around each message of a timeline: lines for days, the unread line, and whether the author is shown. */
import type { AccountId, Message, PersonId } from '../../model/index.ts';
import { sameDay } from '../words/when.ts';
import { type Outgoing, standIn } from '../outgoing/outgoing.ts';

export interface TimelineItem {
  readonly message: Message;
  /** Whether a line with the day is above it. */
  readonly startsDay: boolean;
  /** Whether the line "New" is above it. */
  readonly startsUnread: boolean;
  /** Whether author and picture are shown. False for a message that follows one of the same author within minutes. */
  readonly startsGroup: boolean;
  /** Set for an unsent message. `message` represents it until the real one arrives. */
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
  // The mark of a pinned message is beside the time.
  !message.pinned &&
  message.createdAt - previous.createdAt < groupGap;

/**
 * The items of `messages` (oldest first).
 * `isNew`: whether a message was unread when the conversation was opened; null for no unread line. `standing`: the text beside the time of a
 * group, which must be the same for the whole group.
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
    // There is no line above the very first message, because then all messages are new.
    const startsUnread = isUnread && previous !== undefined;
    if (isUnread) unreadShown = true;
    const startsGroup =
      startsDay || startsUnread || !continues(message, previous) || standing(message) !== standing(previous);
    return { message, startsDay, startsUnread, startsGroup };
  });
};

/** The items, followed by the unsent messages. Each is placed as its real message will be, so that nothing moves when that arrives. */
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
