/** A stretch of a timeline with everything its rows need, read in one live query so that it is drawn in one go. */
import { liveQuery, type Subscription } from 'dexie';
import type { ConversationId, Message, MessageId, Person, PersonId } from '../../../model/index.ts';
import { readPeople, type IsthmusDatabase } from '../../../store/index.ts';
import { allOf, andThen } from '../../../store/steps.ts';
import { readReplySummaries, readTimelineRange, type ReplySummary } from '../../../store/reads-timeline.ts';
import type { Carry } from '../../carrying/carry.ts';
import { readLinkedSegment, type Linked } from './linked-segment.ts';
import { peopleIn } from './people-in.ts';
import { sameRows } from './same.ts';

export interface SegmentContent {
  readonly messages: readonly Message[];
  readonly people: ReadonlyMap<PersonId, Person>;
  readonly replies: ReadonlyMap<MessageId, ReplySummary>;
  /** How the user's own messages of a linked conversation stand. */
  readonly carries: ReadonlyMap<MessageId, Carry>;
}

/** Where messages are read from. */
export interface Source {
  readonly conversationId: ConversationId;
  /** '' for the conversation's own timeline, else the root whose replies are shown. */
  readonly thread: MessageId | '';
}

export interface Place {
  readonly database: IsthmusDatabase;
  /** Shown as one: both sides of a linked conversation, else a single one. */
  readonly sources: readonly Source[];
  /** Null where the conversation is not linked. */
  readonly linked: Linked | null;
}

const readSegment = (
  { database, sources, linked }: Place,
  from: number,
  to: number,
): Promise<SegmentContent> =>
  andThen(
    allOf(
      sources.map(({ conversationId, thread }) =>
        readTimelineRange(database, conversationId, thread, from, to),
      ),
    ),
    (ranges) => {
      const messages = ranges.flat();
      const threads = new Set(sources.map(({ thread }) => thread));
      if (linked !== null) return readLinkedSegment(database, linked, messages, threads);
      const [place] = sources;
      const roots = place?.thread === '' ? messages.map(({ id }) => id) : [];
      const summaries = place
        ? readReplySummaries(database, place.conversationId, roots)
        : new Map<MessageId, ReplySummary>();
      return andThen(allOf([summaries]), ([replies]) => {
        const writers = [...replies.values()].flatMap(({ authorIds }) => authorIds);
        const everybody = [...new Set([...peopleIn(messages), ...writers])];
        return andThen(readPeople(database, everybody), (people) => ({
          messages,
          replies,
          people,
          carries: new Map<MessageId, Carry>(),
        }));
      });
    },
  );

/** Follows the messages with `from <= createdAt < to` (ms) until unsubscribed. */
export const followSegment = (
  place: Place,
  from: number,
  to: number,
  next: (content: SegmentContent) => void,
  failed: (error: unknown) => void,
): Subscription => {
  let messages: readonly Message[] = [];
  return liveQuery(() => readSegment(place, from, to)).subscribe({
    next: (content) => {
      messages = sameRows(messages, content.messages);
      next({ ...content, messages });
    },
    error: failed,
  });
};
