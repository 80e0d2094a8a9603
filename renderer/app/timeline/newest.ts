/** Where a stretch of a timeline begins: its newest messages, found and read in one go. */
import type { ConversationId, Message, MessageId } from '../../model/index.ts';
import { readTimeline, readTimelineRange, type Reads } from '../../store/index.ts';

/** Messages read from the database in one step back. */
export const step = 50;

/** Where messages are read from. */
export interface SegmentSource {
  readonly conversationId: ConversationId;
  /** '' for the conversation's own timeline, else the root whose replies are shown. */
  readonly thread: MessageId | '';
}

/** What a step back found. */
export interface NewestRead {
  /** Of each source in its order, oldest first. */
  readonly messages: readonly Message[];
  /** When the oldest of them was written, ms; Infinity where there are none. */
  readonly from: number;
  readonly hasOlder: boolean;
}

/**
 * The newest `step` messages of all sources together before `to` (`createdAt`, ms, exclusive), and all others of the very same
 * millisecond as the oldest of them, so that none falls between two steps.
 */
export const readNewest = async (
  tables: Reads<'messages'>,
  sources: readonly SegmentSource[],
  to: number,
): Promise<NewestRead> => {
  // One more than is wanted tells whether there are older ones.
  const found = await Promise.all(
    sources.map(({ conversationId, thread }) => readTimeline(tables, conversationId, thread, step + 1, to)),
  );
  const times = found.flatMap((messages) => messages.map(({ createdAt }) => createdAt));
  times.sort((one, other) => other - one);
  const from = times[Math.min(step, times.length) - 1] ?? Infinity;
  const next = times[step];
  if (next === undefined || next < from)
    return {
      messages: found.flatMap((messages) => messages.filter(({ createdAt }) => createdAt >= from)),
      from,
      hasOlder: next !== undefined,
    };
  const ranges = await Promise.all(
    sources.map(async ({ conversationId, thread }) => ({
      within: await readTimelineRange(tables, conversationId, thread, from, to),
      older: await readTimeline(tables, conversationId, thread, 1, from),
    })),
  );
  return {
    messages: ranges.flatMap(({ within }) => within),
    from,
    hasOlder: ranges.some(({ older }) => older.length > 0),
  };
};
