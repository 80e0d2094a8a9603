/** A segment of a timeline with all values that its rows need, read by one live query so that it is drawn at once. */
import type { AccountId, Message, MessageId, Person, PersonId } from '../../model/index.ts';
import { readTimelineRange, summariesOf, type ReplySummary } from '../../store/index.ts';
import { readNewest, type SegmentSource } from './newest.ts';
import type { Queries } from '../queries/queries.ts';
import { query } from '../queries/query.ts';
import type { Carry } from '../carrying/carry.ts';
import type { ShownBodies } from '../world/shown-body.ts';
import type { Linked } from '../pairs/linked.ts';
import { readLinkedSegment } from './linked-segment.ts';
import type { Outgoing } from '../outgoing/outgoing.ts';
import { peopleIn } from './people-in.ts';
import { readOutgoing, type OutgoingRead } from '../outgoing/read-outgoing.ts';
import { sameRows } from './same.ts';
import { timelineTables, type TimelineReading, type TimelineRows } from './timeline-rows.ts';

export interface SegmentContent {
  /** Where it begins, `createdAt` (ms), inclusive; Infinity if no message was found. */
  readonly from: number;
  readonly messages: readonly Message[];
  readonly people: ReadonlyMap<PersonId, Person>;
  readonly replies: ReadonlyMap<MessageId, ReplySummary>;
  /** The state of carrying for the user's own messages of a linked conversation. */
  readonly carries: ReadonlyMap<MessageId, Carry>;
  /** The unsent messages, in the segment of the newest messages; empty in others. */
  readonly outgoing: readonly Outgoing[];
  /** Whether the database has older messages; null if this read did not check. */
  readonly hasOlder: boolean | null;
}

export interface SegmentPlace {
  readonly queries: Queries;
  readonly bodies: ShownBodies;
  /** The address of an account's server, null if it is not known. */
  readonly siteOf: (account: AccountId) => string | null;
  /** The conversations that are shown as one: both sides of a linked one, else a single one. */
  readonly sources: readonly SegmentSource[];
  /** Null if the conversation is not linked. */
  readonly linked: Linked | null;
}

/** The limits of a segment: `from <= createdAt < to`, ms. */
export interface Stretch {
  /** Null until it is known: the newest `step` messages before `to`. */
  readonly from: number | null;
  readonly to: number;
}

interface RangeRead {
  readonly messages: readonly Message[];
  readonly from: number;
  /** Whether there are older messages; null if that was not checked. */
  readonly hasOlder: boolean | null;
}

const readRange = async (
  { sources }: SegmentPlace,
  { tables }: TimelineReading,
  { from, to }: Stretch,
): Promise<RangeRead> => {
  if (from === null) return readNewest(tables, sources, to);
  const ranges = await Promise.all(
    sources.map(({ conversationId, thread }) => readTimelineRange(tables, conversationId, thread, from, to)),
  );
  return { messages: ranges.flat(), from, hasOlder: null };
};

const readSegment = async (
  place: SegmentPlace,
  reading: TimelineReading,
  stretch: Stretch,
): Promise<SegmentContent> => {
  const { sources } = place;
  const { tables, rows } = reading;
  const { messages, from, hasOlder } = await readRange(place, reading, stretch);
  const threads = new Set(sources.map(({ thread }) => thread));
  const { people, ...content } = await readMessages(place, reading, messages, threads);
  // A copy does not count as an arrived message.
  const { outgoing, senders } =
    stretch.to === Infinity ? await readOutgoing(tables, sources, content.messages) : nothingOutgoing;
  const missing = senders.filter((id) => !people.has(id));
  const more = await reading.held(rows.people, missing);
  return {
    ...content,
    from,
    hasOlder,
    outgoing,
    people: missing.length === 0 ? people : new Map([...people, ...more]),
  };
};

const nothingOutgoing: OutgoingRead = { outgoing: [], senders: [] };

const readMessages = async (
  { linked }: SegmentPlace,
  reading: TimelineReading,
  messages: readonly Message[],
  threads: ReadonlySet<MessageId | ''>,
): Promise<Omit<SegmentContent, 'outgoing' | 'from' | 'hasOlder'>> => {
  if (linked !== null) return readLinkedSegment(reading, linked, messages, threads);
  const replies = summariesOf(messages);
  const writers = [...replies.values()].flatMap(({ authorIds }) => authorIds);
  const people = await reading.held(reading.rows.people, [...peopleIn(messages), ...writers]);
  return { messages, replies, people, carries: new Map<MessageId, Carry>() };
};

/**
 * Follows a segment and, in the segment of the newest messages (`to` is Infinity), the unsent messages. Returns the function that stops it.
 * The first read finds where the segment begins; that stays. Bodies are read before the answer is passed on, so that drawing reads nothing.
 */
export const followSegment = (
  place: SegmentPlace,
  rows: TimelineRows,
  stretch: Stretch,
  next: (content: SegmentContent) => void,
  failed: (error: unknown) => void,
): (() => void) => {
  let messages: readonly Message[] = [];
  let outgoing: readonly Outgoing[] = [];
  let { from } = stretch;
  // Whether the first read found older messages, until it is passed on.
  let hasOlder: boolean | null = null;
  let giveUp = (): void => undefined;
  const stop = place.queries.follow(
    query('timeline', timelineTables, (tables, { held }) =>
      readSegment(place, { tables, held, rows }, { from, to: stretch.to }),
    ),
    (content) => {
      ({ from } = content);
      messages = sameRows(messages, content.messages);
      outgoing = sameRows(outgoing, content.outgoing);
      hasOlder = content.hasOlder ?? hasOlder;
      const known = { ...content, messages, outgoing, hasOlder };
      // A newer answer replaces one whose bodies are still being read. Bodies that were read are kept.
      giveUp();
      giveUp = place.bodies.readAhead(messages, place.siteOf, () => {
        hasOlder = null;
        next(known);
      });
    },
    failed,
  );
  return () => {
    stop();
    giveUp();
  };
};
