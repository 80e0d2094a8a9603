/** A stretch of a linked conversation: both sides read, joined where they belong together, with what carrying says of each message. */
import type { ConversationId, Message, MessageId, Person, PersonId, Service } from '../../model/index.ts';
import { readPeople, type IsthmusDatabase } from '../../store/index.ts';
import { readCounterparts, readOutboxOf } from '../../store/reads-carry.ts';
import {
  readReplySummaries,
  readThreadsOf,
  summaryOf,
  type ReplySummary,
} from '../../store/reads-timeline.ts';
import { carryOf, type Carry } from '../carrying/carry.ts';
import { peopleIn } from './people-in.ts';
import { twinsOf, type Sides } from './twins.ts';
import { shownInThread, shownInTimeline, weave, type Weave, type Woven } from './weave.ts';

/** Which link joins the two, and what it takes to know who is who on both sides. */
export interface Linked {
  readonly linkId: string;
  readonly sides: Sides;
}

/** On which side a message of a linked conversation was written; null where there are no sides. */
export const writtenOn = ({ accountId }: Message, linked: Linked | null): Service | null =>
  linked === null ? null : accountId === linked.sides.accounts.teams ? 'teams' : 'mattermost';

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

/** `messages` of both sides; `threads`: the roots whose replies they are, or '' for the timeline. */
export const readLinkedSegment = async (
  database: IsthmusDatabase,
  { linkId, sides }: Linked,
  messages: readonly Message[],
  threads: ReadonlySet<MessageId | ''>,
): Promise<LinkedContent> => {
  const { woven, people } = await readJoined(database, sides, messages);
  const isTimeline = threads.has('');
  const shown = [
    ...(isTimeline ? shownInTimeline(messages, woven) : shownInThread(messages, woven, threads)),
  ].sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  const [replies, carries] = await Promise.all([
    isTimeline ? readReplies(database, sides, shown, woven) : new Map<MessageId, ReplySummary>(),
    readCarries(database, linkId, sides, shown, woven),
  ]);
  const missing = [...replies.values()].flatMap(({ authorIds }) => authorIds).filter((id) => !people.has(id));
  const more = await readPeople(database, missing);
  return { messages: shown, replies, carries, people: new Map([...people, ...more]) };
};

/** What belongs together among `messages`, and everybody who wrote or reacted. */
export const readJoined = async (
  database: IsthmusDatabase,
  sides: Sides,
  messages: readonly Message[],
): Promise<Joined> => {
  const rows = await readCounterparts(
    database,
    messages.map(({ id }) => id),
  );
  const all = new Map(messages.map((message) => [message.id, message]));
  const forms = rows.flatMap(({ id, copies }) => [id, ...copies]);
  const missing = forms.filter((id) => id !== null && !all.has(id)).filter((id) => id !== null);
  for (const message of await database.messages.bulkGet(missing)) if (message) all.set(message.id, message);
  const people = await readPeople(database, peopleIn(all.values()));
  return { woven: weave(all, rows, twinsOf(people.values(), sides), sides.accounts.mattermost), people };
};

/** Of each root the replies of both sides, each counted once. */
const readReplies = async (
  database: IsthmusDatabase,
  sides: Sides,
  shown: readonly Message[],
  woven: Weave,
): Promise<Map<MessageId, ReplySummary>> => {
  const bySide = new Map<ConversationId, MessageId[]>();
  const joined: Woven[] = [];
  for (const { id, conversationId } of shown) {
    const found = woven.get(id);
    if (found) joined.push(found);
    else bySide.set(conversationId, [...(bySide.get(conversationId) ?? []), id]);
  }
  const alone = await Promise.all(
    [...bySide].map(([conversationId, roots]) => readReplySummaries(database, conversationId, roots)),
  );
  const summaries = new Map(alone.flatMap((some) => [...some]));
  const threads = await readThreadsOf(
    database,
    joined.flatMap(({ forms }) => forms),
  );
  const replies = await readJoined(database, sides, [...threads.values()].flat());
  for (const { message, forms } of joined) {
    const roots = new Set<string>(forms.map(({ id }) => id));
    const all = forms.flatMap(({ id }) => threads.get(id) ?? []);
    const summary = summaryOf(shownInThread(all, replies.woven, roots));
    if (summary !== null) summaries.set(message.id, summary);
  }
  return summaries;
};

const readCarries = async (
  database: IsthmusDatabase,
  linkId: string,
  sides: Sides,
  shown: readonly Message[],
  woven: Weave,
): Promise<Map<MessageId, Carry>> => {
  const link = await database.links.get(linkId);
  if (!link?.carried) return new Map();
  const ids = shown.flatMap(({ id }) => (woven.get(id)?.forms ?? [{ id }]).map((form) => form.id));
  const outbox = await readOutboxOf(database, ids);
  return new Map(
    shown.flatMap((message) => {
      const carry = carryOf(message, woven.get(message.id), outbox, link, sides);
      return carry === null ? [] : [[message.id, carry] as const];
    }),
  );
};
