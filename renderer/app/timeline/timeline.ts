/**
 * A conversation (or thread) on the screen: segments of the timeline from the newest backwards. Each segment has its own live query, so that
 * a change reads only one segment again, however far the user has scrolled.
 */
import type { Message, MessageId, Person, PersonId } from '../../model/index.ts';
import { readTimeline, type Reads, type ReplySummary } from '../../store/index.ts';
import { query } from '../queries/query.ts';
import type { Carry } from '../carrying/carry.ts';
import type { Outgoing } from '../outgoing/outgoing.ts';
import { sameMap } from './same.ts';
import { holdTimelineRows, releaseTimelineRows, type TimelineRows } from './timeline-rows.ts';
import { followSegment, type SegmentPlace, type SegmentContent } from './segment.ts';

export interface Timeline {
  readonly kind: 'reading' | 'ready' | 'failed';
  /** Oldest first. */
  readonly messages: readonly Message[];
  readonly people: ReadonlyMap<PersonId, Person>;
  readonly replies: ReadonlyMap<MessageId, ReplySummary>;
  /** The state of carrying for the user's own messages of a linked conversation. */
  readonly carries: ReadonlyMap<MessageId, Carry>;
  /** The unsent messages, after all others, in order. */
  readonly outgoing: readonly Outgoing[];
  /** Whether the database has older messages. */
  readonly hasOlder: boolean;
}

export interface OpenTimeline {
  readonly read: () => Timeline;
  /** Starts with the first subscriber, and stops with the last. */
  readonly subscribe: (changed: () => void) => () => void;
  /** Loads the next `step` older messages. Does nothing while a step runs. */
  readonly loadOlder: () => void;
}

interface Segment {
  /** All of its messages are older than this, `createdAt`, ms. */
  readonly to: number;
  readonly stop: () => void;
  content: SegmentContent | null;
}

/** The state before the first read. */
export const nothing: Timeline = {
  kind: 'reading',
  messages: [],
  people: new Map(),
  replies: new Map(),
  carries: new Map(),
  outgoing: [],
  hasOlder: false,
};

/**
 * Opens a place. It reads nothing before the first subscriber. If the database refuses a read, the timeline shows the failure, and `caught`
 * gets the error.
 */
export const openTimeline = (
  place: SegmentPlace,
  caught: (place: string, error: unknown) => void,
): OpenTimeline => {
  const listeners = new Set<() => void>();
  let timeline = nothing;
  let segments: Segment[] = [];
  let floor = Infinity;
  let tail: (() => void) | null = null;
  let rows: TimelineRows | null = null;
  let stepping = false;

  const publish = (change: Partial<Timeline>): void => {
    timeline = { ...timeline, ...change };
    for (const listener of listeners) listener();
  };
  const failed = (code: string, error: unknown): void => {
    caught(code, error);
    publish({ kind: 'failed' });
  };

  const gather = (): void => {
    const contents = segments.map(({ content }) => content);
    if (contents.includes(null)) return;
    const all = contents.filter((content) => content !== null).reverse();
    publish({
      kind: 'ready',
      messages: inOrder(
        place,
        all.flatMap(({ messages }) => messages),
      ),
      people: sameMap(timeline.people, new Map(all.flatMap(({ people }) => [...people]))),
      replies: sameMap(timeline.replies, new Map(all.flatMap(({ replies }) => [...replies]))),
      carries: sameMap(timeline.carries, new Map(all.flatMap(({ carries }) => [...carries]))),
      outgoing: all.at(-1)?.outgoing ?? [],
    });
    // All messages of a segment may be copies of messages elsewhere. Then the next segment is loaded at once.
    if (timeline.messages.length === 0 && timeline.hasOlder) loadOlder();
  };

  /** Listens for older messages that arrive. It looks for messages before the oldest segment again only if there were none. */
  const followTail = (): void => {
    tail?.();
    tail = place.queries.follow(
      newest(place, 1, floor),
      (older) => {
        const hasOlder = older.length > 0;
        if (hasOlder !== timeline.hasOlder) publish({ hasOlder });
        // An empty conversation shows its first messages by itself.
        if (hasOlder && timeline.messages.length === 0) loadOlder();
      },
      (error) => failed('timeline-tail', error),
    );
  };

  const loadOlder = (): void => {
    if (stepping || listeners.size === 0) return;
    stepping = true;
    rows ??= holdTimelineRows(place.queries);
    const to = floor;
    // The first messages have come: the follower without messages is replaced.
    if (to === Infinity) for (const segment of segments.splice(0)) segment.stop();
    const segment: Segment = {
      to,
      content: null,
      stop: followSegment(
        place,
        rows,
        { from: null, to },
        (content) => {
          segment.content = content;
          if (content.hasOlder !== null) stepped(segment, content.from, content.hasOlder);
          gather();
        },
        (error) => failed('timeline-segment', error),
      ),
    };
    segments.push(segment);
  };

  /** Called after a step back. If it found nothing, and there are newer messages, nothing of it is followed. */
  const stepped = (segment: Segment, from: number, hasOlder: boolean): void => {
    stepping = false;
    if (from === Infinity && segment.to !== Infinity) {
      segment.stop();
      segments = segments.filter((one) => one !== segment);
    }
    floor = Math.min(floor, from);
    timeline = { ...timeline, hasOlder };
    if (hasOlder) tail?.();
    else followTail();
  };

  const stop = (): void => {
    tail?.();
    tail = null;
    for (const segment of segments) segment.stop();
    if (rows) releaseTimelineRows(place.queries, rows);
    rows = null;
    segments = [];
    floor = Infinity;
    stepping = false;
    timeline = nothing;
  };

  return {
    read: () => timeline,
    subscribe: (changed) => {
      listeners.add(changed);
      if (listeners.size === 1) loadOlder();
      return () => {
        listeners.delete(changed);
        if (listeners.size === 0) stop();
      };
    },
    loadOlder,
  };
};

/** The newest `limit` messages of all sources before `below` (ms), oldest first. */
const newest = ({ sources }: SegmentPlace, limit: number, below: number) =>
  query('timeline-end', ['messages'], async (tables: Reads<'messages'>): Promise<readonly Message[]> => {
    const found = await Promise.all(
      sources.map(({ conversationId, thread }) => readTimeline(tables, conversationId, thread, limit, below)),
    );
    const [only] = found;
    if (only && found.length === 1) return only;
    return found
      .flat()
      .sort((a, b) => a.createdAt - b.createdAt)
      .slice(-limit);
  });

/** A message that replaces a copy may be slightly older or newer, outside of its segment, so the messages are sorted. */
const inOrder = ({ linked }: SegmentPlace, messages: readonly Message[]): readonly Message[] => {
  if (linked === null) return messages;
  const each = new Map(messages.map((message) => [message.id, message]));
  return [...each.values()].sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
};
