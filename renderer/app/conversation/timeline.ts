/**
 * A conversation (or thread) on the screen: segments of the timeline from the newest backwards, each followed by its own live query,
 * so that a change costs reading one segment again however far the user has scrolled.
 */
import { liveQuery, type Subscription } from 'dexie';
import type { Message, MessageId, Person, PersonId } from '../../model/index.ts';
import { readTimeline } from '../../store/index.ts';
import type { ReplySummary } from '../../store/reads-timeline.ts';
import { sameMap } from './same.ts';
import { followSegment, type Place, type SegmentContent } from './segment.ts';

/** Messages read from the database in one step back. */
export const step = 50;

export interface Timeline {
  readonly kind: 'reading' | 'ready' | 'failed';
  /** Oldest first. */
  readonly messages: readonly Message[];
  readonly people: ReadonlyMap<PersonId, Person>;
  readonly replies: ReadonlyMap<MessageId, ReplySummary>;
  /** The database has older ones than these. */
  readonly hasOlder: boolean;
}

export interface OpenTimeline {
  readonly read: () => Timeline;
  /** Starts following with the first subscriber, stops with the last. */
  readonly subscribe: (changed: () => void) => () => void;
  /** Takes in the next `step` older messages; does nothing while a step runs. */
  readonly loadOlder: () => void;
}

interface Segment {
  readonly following: Subscription;
  content: SegmentContent | null;
}

const nothing: Timeline = {
  kind: 'reading',
  messages: [],
  people: new Map(),
  replies: new Map(),
  hasOlder: false,
};

/** Opens a place; nothing is read before the first subscriber. */
export const openTimeline = (place: Place): OpenTimeline => {
  const listeners = new Set<() => void>();
  let timeline = nothing;
  let segments: Segment[] = [];
  let floor = Infinity;
  let tail: Subscription | null = null;
  let stepping = false;
  /** Steps begun before the last stop belong to nobody. */
  let generation = 0;

  const publish = (change: Partial<Timeline>): void => {
    timeline = { ...timeline, ...change };
    for (const listener of listeners) listener();
  };
  const failed = (): void => publish({ kind: 'failed' });

  const gather = (): void => {
    const contents = segments.map(({ content }) => content);
    if (contents.includes(null)) return;
    const all = contents.filter((content) => content !== null).reverse();
    publish({
      kind: 'ready',
      messages: all.flatMap(({ messages }) => messages),
      people: sameMap(timeline.people, new Map(all.flatMap(({ people }) => [...people]))),
      replies: sameMap(timeline.replies, new Map(all.flatMap(({ replies }) => [...replies]))),
    });
  };

  const followTail = (): void => {
    tail?.unsubscribe();
    const { database, conversationId, thread } = place;
    const below = floor;
    tail = liveQuery(() => readTimeline(database, conversationId, thread, 1, below)).subscribe({
      next: (older) => {
        const hasOlder = older.length > 0;
        if (hasOlder !== timeline.hasOlder) publish({ hasOlder });
        // An empty conversation that gets its first messages shows them by itself.
        if (hasOlder && segments.length === 0) loadOlder();
      },
      error: failed,
    });
  };

  const addSegment = (from: number, to: number): void => {
    const segment: Segment = {
      content: null,
      following: followSegment(
        place,
        from,
        to,
        (content) => {
          segment.content = content;
          stepping = false;
          gather();
        },
        failed,
      ),
    };
    segments.push(segment);
  };

  const stepBack = async (): Promise<void> => {
    const mine = generation;
    const { database, conversationId, thread } = place;
    const older = await readTimeline(database, conversationId, thread, step, floor);
    if (mine !== generation) return;
    const oldest = older[0];
    if (oldest === undefined) {
      stepping = false;
      publish({ kind: 'ready', hasOlder: false });
    } else {
      const to = floor;
      // Inclusive: others of the very same millisecond come along, none falls between two steps.
      floor = oldest.createdAt;
      addSegment(floor, to);
    }
    followTail();
  };

  const loadOlder = (): void => {
    if (stepping || listeners.size === 0) return;
    stepping = true;
    stepBack().catch(failed);
  };

  const stop = (): void => {
    generation += 1;
    tail?.unsubscribe();
    for (const { following } of segments) following.unsubscribe();
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
