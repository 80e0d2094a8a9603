/** A segment of a linked conversation: reads both sides, joins messages that belong together, and adds the state of carrying. */
import {
  twinsSeen,
  type Message,
  type MessageId,
  type Person,
  type PersonId,
  type TwinSides,
} from '../../model/index.ts';
import { readLinkRow, summariesOf, summaryOf, type ReplySummary } from '../../store/index.ts';
import { carryOf, type Carry } from '../carrying/carry.ts';
import type { Linked } from '../pairs/linked.ts';
import { peopleIn } from './people-in.ts';
import type { TimelineReading } from './timeline-rows.ts';
import { shownInThread, shownInTimeline, weave, type Weave } from '../pairs/weave.ts';

interface LinkedContent {
  readonly messages: readonly Message[];
  readonly people: ReadonlyMap<PersonId, Person>;
  readonly replies: ReadonlyMap<MessageId, ReplySummary>;
  readonly carries: ReadonlyMap<MessageId, Carry>;
}

interface Joined {
  readonly woven: Weave;
  readonly people: ReadonlyMap<PersonId, Person>;
}

/** `messages` of both sides. `threads`: the roots whose replies they are, or '' for the timeline. */
export const readLinkedSegment = async (
  reading: TimelineReading,
  { linkId, sides }: Linked,
  messages: readonly Message[],
  threads: ReadonlySet<MessageId | ''>,
): Promise<LinkedContent> => {
  const { woven, people } = await readJoined(reading, sides, messages);
  const isTimeline = threads.has('');
  const found = isTimeline ? shownInTimeline(messages, woven) : shownInThread(messages, woven, threads);
  const shown = [...found].sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  const [replies, carries] = await Promise.all([
    isTimeline ? readReplies(reading, sides, shown, woven) : new Map<MessageId, ReplySummary>(),
    readCarries(reading, linkId, sides, shown, woven),
  ]);
  const writers = [...replies.values()].flatMap(({ authorIds }) => authorIds);
  const missing = writers.filter((id) => !people.has(id));
  const more = await reading.held(reading.rows.people, missing);
  return { messages: shown, replies, carries, people: new Map([...people, ...more]) };
};

/** Joins `messages` that belong together, and reads the people who wrote or reacted. */
export const readJoined = async (
  { held, rows }: Pick<TimelineReading, 'held' | 'rows'>,
  sides: TwinSides,
  messages: readonly Message[],
): Promise<Joined> => {
  const ids = messages.map(({ id }) => id);
  const [origins, copies] = await Promise.all([held(rows.origins, ids), held(rows.copies, ids)]);
  const found = new Map([...origins.values(), ...[...copies.values()].flat()].map((row) => [row.id, row]));
  const all = new Map(messages.map((message) => [message.id, message]));
  const missing = [...found.values()]
    .flatMap(({ id, copies: others }) => [id, ...others])
    .filter((id) => id !== null)
    .filter((id) => !all.has(id));
  for (const [id, message] of await held(rows.messages, missing)) all.set(id, message);
  const involved = peopleIn(all.values());
  const [people, known] = await Promise.all([held(rows.people, involved), held(rows.twins, involved)]);
  const twins = twinsSeen(known.values(), sides);
  return { woven: weave(all, [...found.values()], twins), people };
};

/** The replies of both sides to each root, each counted once. */
const readReplies = async (
  reading: TimelineReading,
  sides: TwinSides,
  shown: readonly Message[],
  woven: Weave,
): Promise<Map<MessageId, ReplySummary>> => {
  const all = summariesOf(shown.filter(({ id }) => !woven.has(id)));
  const answered = shown.flatMap(({ id }) => {
    const forms = woven.get(id)?.forms.filter(({ replies }) => replies !== undefined) ?? [];
    return forms.length === 0 ? [] : [{ id, forms: forms.map((form) => form.id) }];
  });
  const threads = await reading.held(
    reading.rows.threads,
    answered.flatMap(({ forms }) => forms),
  );
  const replies = await readJoined(reading, sides, [...threads.values()].flat());
  for (const { id, forms } of answered) {
    const found = forms.flatMap((root) => threads.get(root) ?? []);
    const summary = summaryOf(shownInThread(found, replies.woven, new Set<string>(forms)));
    if (summary !== null) all.set(id, summary);
  }
  return all;
};

const readCarries = async (
  { tables, held, rows }: TimelineReading,
  linkId: string,
  sides: TwinSides,
  shown: readonly Message[],
  woven: Weave,
): Promise<Map<MessageId, Carry>> => {
  const link = await readLinkRow(tables, linkId);
  if (!link) return new Map<MessageId, Carry>();
  const ids = shown.flatMap(({ id }) => (woven.get(id)?.forms ?? [{ id }]).map((form) => form.id));
  const outbox = await held(rows.outbox, ids);
  return new Map(
    shown.flatMap((message) => {
      const carry = carryOf(message, woven.get(message.id), outbox, link, sides);
      return carry === null ? [] : [[message.id, carry] as const];
    }),
  );
};
