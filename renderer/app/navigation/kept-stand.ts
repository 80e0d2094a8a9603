/**
 * Stores where the reader stands among the messages of the place that is shown, and in its thread, for the next start: ids, times and pixels
 * only. Kept apart from the history (`kept-history.ts`), because it changes with each scroll.
 */
import type { ConversationId, MessageId } from '../../model/index.ts';
import type { Goal, MessageGoal } from './goal.ts';
import { parsed } from './kept-history.ts';
import type { Ground, Place } from './place.ts';
import { entryAt, leavePlace, type PlaceHistory } from './place-history.ts';

/** Where the reader stands; null for a list that is not on the screen. */
export interface ReaderStands {
  readonly messages: Goal | null;
  readonly thread: Goal | null;
}

/**
 * What to store for a reader who stands there; null for nothing: at the end, or where no messages are shown. `kept`: what was stored before; of
 * messages that a thread covers it stays. `shownAs`: of a linked pair, one id for both conversations, because a thread is on either side.
 */
export const standToKeep = (
  place: Place,
  { messages, thread }: ReaderStands,
  kept: string | null,
  shownAs: ShownAs,
): string | null => {
  if (place.kind !== 'conversation') return null;
  const before = standOf(kept);
  const covered = before && isShownAs(before.of, place.id, shownAs) ? before.messages : null;
  const own = messages === null ? covered : pointOf(messages);
  const replies = place.thread === null || thread === null ? null : pointOf(thread);
  if (own === null && replies === null) return null;
  return JSON.stringify({
    of: place.id,
    ...own,
    ...(replies === null ? {} : { thread: { of: place.thread, ...replies } }),
  });
};

/**
 * The history with the stored stand (`kept`) in the place that is shown first: its messages open there. The history stays as it was if nothing
 * readable was stored, or if the stand is of another conversation.
 */
export const withKeptStand = (history: PlaceHistory, kept: string | null, shownAs: ShownAs): PlaceHistory => {
  const { place } = entryAt(history);
  const stand = standOf(kept);
  if (place.kind !== 'conversation' || stand === null) return history;
  if (!isShownAs(stand.of, place.id, shownAs)) return history;
  const thread = stand.thread?.of === place.thread ? stand.thread.at : null;
  if (stand.messages === null && thread === null) return history;
  return leavePlace(history, { stand: goalOf(stand.messages), thread: goalOf(thread), focus: null });
};

type ShownAs = Ground['shownAs'];

const isShownAs = (one: ConversationId, other: ConversationId, shownAs: ShownAs): boolean =>
  one === other || (shownAs(one) !== null && shownAs(one) === shownAs(other));

/** A message, when it was written (ms), and how much of it is above the visible part (CSS pixels). */
type Point = Pick<MessageGoal, 'id' | 'at'> & { readonly into: number };

interface Stand {
  readonly of: ConversationId;
  readonly messages: Point | null;
  readonly thread: { readonly of: MessageId; readonly at: Point } | null;
}

const pointOf = (goal: Goal): Point | null =>
  goal.kind === 'stood' ? { id: goal.id, at: goal.at, into: Math.round(goal.into) } : null;

const goalOf = (point: Point | null): Goal | null => point && { kind: 'stood', ...point };

const standOf = (kept: string | null): Stand | null => {
  const value = parsed(kept);
  if (typeof value !== 'object' || value === null || !('of' in value)) return null;
  const { of } = value;
  if (typeof of !== 'string') return null;
  const inThread = 'thread' in value ? value.thread : null;
  const replies = readPoint(inThread);
  return {
    of: of as ConversationId,
    messages: readPoint(value),
    thread:
      replies !== null && isRecord(inThread) && typeof inThread.of === 'string'
        ? { of: inThread.of as MessageId, at: replies }
        : null,
  };
};

/** Earlier versions stored no pixels. */
const readPoint = (value: unknown): Point | null => {
  if (!isRecord(value)) return null;
  const { id, at, into = 0 } = value;
  return typeof id === 'string' && typeof at === 'number' && Number.isFinite(at) && typeof into === 'number'
    ? { id: id as MessageId, at, into }
    : null;
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
