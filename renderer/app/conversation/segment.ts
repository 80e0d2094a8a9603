/** A stretch of a timeline with everything its rows need, read in one live query so that it is drawn in one go. */
import { liveQuery, type Subscription } from 'dexie';
import type { ConversationId, Message, MessageId, Person, PersonId } from '../../model/index.ts';
import { readPeople, type IsthmusDatabase } from '../../store/index.ts';
import { readReplySummaries, readTimelineRange, type ReplySummary } from '../../store/reads-timeline.ts';
import { sameRows } from './same.ts';

export interface SegmentContent {
  readonly messages: readonly Message[];
  readonly people: ReadonlyMap<PersonId, Person>;
  readonly replies: ReadonlyMap<MessageId, ReplySummary>;
}

export interface Place {
  readonly database: IsthmusDatabase;
  readonly conversationId: ConversationId;
  /** '' for the conversation's own timeline, else the root whose replies are shown. */
  readonly thread: MessageId | '';
}

/** Everybody whose name a row may need. */
const peopleIn = (
  messages: readonly Message[],
  replies: ReadonlyMap<MessageId, ReplySummary>,
): PersonId[] => {
  const ids = new Set<PersonId>();
  const add = (id: PersonId | null): void => {
    if (id !== null) ids.add(id);
  };
  for (const { authorId, reactions, system } of messages) {
    add(authorId);
    for (const { personIds } of reactions) personIds.forEach(add);
    add(system?.by ?? null);
    system?.people.forEach(add);
  }
  for (const { authorIds } of replies.values()) authorIds.forEach(add);
  return [...ids];
};

const readSegment = async (
  { database, conversationId, thread }: Place,
  from: number,
  to: number,
): Promise<SegmentContent> => {
  const messages = await readTimelineRange(database, conversationId, thread, from, to);
  const roots = thread === '' ? messages.map(({ id }) => id) : [];
  const replies = await readReplySummaries(database, conversationId, roots);
  return { messages, replies, people: await readPeople(database, peopleIn(messages, replies)) };
};

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
