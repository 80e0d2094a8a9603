/** Finds where a segment of a timeline begins, and reads its newest messages at the same time. */
import type { ConversationId, Message, MessageId } from '../../model/index.ts';
import { readTimeline, readTimelineRange, type Reads } from '../../store/index.ts';

/** How many messages one step back reads. */
export const step = 50;

/** A place from which messages are read. */
export interface SegmentSource {
  readonly conversationId: ConversationId;
  /** '' for the conversation's own timeline, else the root whose replies are shown. */
  readonly thread: MessageId | '';
}

/** The result of a step back. */
export interface NewestRead {
  /** The messages of all sources in their order, oldest first. */
  readonly messages: readonly Message[];
  /** When the oldest of them was written, ms since 1970; Infinity if there are none. */
  readonly from: number;
  readonly hasOlder: boolean;
}

/**
 * The newest `step` messages of all sources together before `to` (`createdAt`, ms, exclusive), and all others of the same millisecond as the
 * oldest of them, so that none is missed between two steps.
 */
export const readNewest = async (
  tables: Reads<'messages'>,
  sources: readonly SegmentSource[],
  to: number,
): Promise<NewestRead> => {
  // One more than is needed shows whether there are older ones.
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
