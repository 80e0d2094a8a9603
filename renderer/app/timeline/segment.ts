/** A stretch of a timeline with everything its rows need, read in one live query so that it is drawn in one go. */
import type { AccountId, ConversationId, Message, MessageId, Person, PersonId } from '../../model/index.ts';
import { readTimelineRange, summariesOf, type ReplySummary } from '../../store/index.ts';
import type { Queries } from '../queries/queries.ts';
import { query } from '../queries/query.ts';
import type { Carry } from '../carrying/carry.ts';
import type { ShownBodies } from '../world/shown-body.ts';
import type { Linked } from '../pairs/linked.ts';
import { readLinkedSegment } from './linked-segment.ts';
import { peopleIn } from './people-in.ts';
import { sameRows } from './same.ts';
import { timelineTables, type TimelineReading, type TimelineRows } from './timeline-rows.ts';

export interface SegmentContent {
  readonly messages: readonly Message[];
  readonly people: ReadonlyMap<PersonId, Person>;
  readonly replies: ReadonlyMap<MessageId, ReplySummary>;
  /** How the user's own messages of a linked conversation stand. */
  readonly carries: ReadonlyMap<MessageId, Carry>;
}

/** Where messages are read from. */
export interface SegmentSource {
  readonly conversationId: ConversationId;
  /** '' for the conversation's own timeline, else the root whose replies are shown. */
  readonly thread: MessageId | '';
}

export interface SegmentPlace {
  readonly queries: Queries;
  readonly bodies: ShownBodies;
  /** The address of an account's server, null where it is not known. */
  readonly siteOf: (account: AccountId) => string | null;
  /** Shown as one: both sides of a linked conversation, else a single one. */
  readonly sources: readonly SegmentSource[];
  /** Null where the conversation is not linked. */
  readonly linked: Linked | null;
}

const readSegment = async (
  { sources, linked }: SegmentPlace,
  reading: TimelineReading,
  from: number,
  to: number,
): Promise<SegmentContent> => {
  const { tables, rows } = reading;
  const ranges = await Promise.all(
    sources.map(({ conversationId, thread }) => readTimelineRange(tables, conversationId, thread, from, to)),
  );
  const messages = ranges.flat();
  const threads = new Set(sources.map(({ thread }) => thread));
  if (linked !== null) return readLinkedSegment(reading, linked, messages, threads);
  const replies = summariesOf(messages);
  const writers = [...replies.values()].flatMap(({ authorIds }) => authorIds);
  const people = await reading.held(rows.people, [...peopleIn(messages), ...writers]);
  return { messages, replies, people, carries: new Map<MessageId, Carry>() };
};

/**
 * Follows the messages with `from <= createdAt < to` (ms); returns what ends it. Their bodies are read before they are handed on, so that
 * drawing them reads nothing.
 */
export const followSegment = (
  place: SegmentPlace,
  rows: TimelineRows,
  [from, to]: readonly [from: number, to: number],
  next: (content: SegmentContent) => void,
  failed: (error: unknown) => void,
): (() => void) => {
  let messages: readonly Message[] = [];
  let giveUp = (): void => undefined;
  const stop = place.queries.follow(
    query('timeline', timelineTables, (tables, { held }) =>
      readSegment(place, { tables, held, rows }, from, to),
    ),
    (content) => {
      messages = sameRows(messages, content.messages);
      const known = { ...content, messages };
      // A newer answer takes the place of one whose bodies are still being read; what was read of it stays read.
      giveUp();
      giveUp = place.bodies.readAhead(messages, place.siteOf, () => next(known));
    },
    failed,
  );
  return () => {
    stop();
    giveUp();
  };
};
