/** A stretch of a linked conversation: both sides read, joined where they belong together, with what carrying says of each message. */
import {
  twinsOf,
  type ConversationId,
  type Message,
  type MessageId,
  type Person,
  type PersonId,
  type Service,
  type TwinSides,
} from '../../../model/index.ts';
import { readPeople, type IsthmusDatabase } from '../../../store/index.ts';
import { readCounterparts, readOutboxOf } from '../../../store/reads-carry.ts';
import {
  readReplySummaries,
  readThreadsOf,
  summaryOf,
  type ReplySummary,
} from '../../../store/reads-timeline.ts';
import { allOf, andThen } from '../../../store/steps.ts';
import { carryOf, type Carry } from '../../carrying/carry.ts';
import { peopleIn } from './people-in.ts';
import { shownInThread, shownInTimeline, weave, type Weave, type Woven } from './weave.ts';

/** Which link joins the two, and what it takes to know who is who on both sides. */
export interface Linked {
  readonly linkId: string;
  readonly sides: TwinSides;
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
export const readLinkedSegment = (
  database: IsthmusDatabase,
  { linkId, sides }: Linked,
  messages: readonly Message[],
  threads: ReadonlySet<MessageId | ''>,
): Promise<LinkedContent> =>
  andThen(readJoined(database, sides, messages), ({ woven, people }) => {
    const isTimeline = threads.has('');
    const found = isTimeline ? shownInTimeline(messages, woven) : shownInThread(messages, woven, threads);
    const shown = [...found].sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
    const reads = allOf([
      isTimeline ? readReplies(database, sides, shown, woven) : new Map<MessageId, ReplySummary>(),
      readCarries(database, linkId, sides, shown, woven),
    ]);
    return andThen(reads, ([replies, carries]) => {
      const writers = [...replies.values()].flatMap(({ authorIds }) => authorIds);
      const missing = writers.filter((id) => !people.has(id));
      return andThen(readPeople(database, missing), (more) => ({
        messages: shown,
        replies,
        carries,
        people: new Map([...people, ...more]),
      }));
    });
  });

/** What belongs together among `messages`, and everybody who wrote or reacted. */
export const readJoined = (
  database: IsthmusDatabase,
  sides: TwinSides,
  messages: readonly Message[],
): Promise<Joined> => {
  const ids = messages.map(({ id }) => id);
  return andThen(readCounterparts(database, ids), (rows) => {
    const all = new Map(messages.map((message) => [message.id, message]));
    const missing = rows
      .flatMap(({ id, copies }) => [id, ...copies])
      .filter((id) => id !== null)
      .filter((id) => !all.has(id));
    return andThen(database.messages.bulkGet(missing), (others) => {
      for (const message of others) if (message) all.set(message.id, message);
      return andThen(readPeople(database, peopleIn(all.values())), (people) => ({
        woven: weave(all, rows, twinsOf(people.values(), sides), sides.accounts.mattermost),
        people,
      }));
    });
  });
};

/** Of each root the replies of both sides, each counted once. */
const readReplies = (
  database: IsthmusDatabase,
  sides: TwinSides,
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
  const alone = allOf(
    [...bySide].map(([conversationId, roots]) => readReplySummaries(database, conversationId, roots)),
  );
  const forms = joined.flatMap((one) => one.forms);
  return andThen(allOf([alone, readThreadsOf(database, forms)]), ([summaries, threads]) =>
    andThen(readJoined(database, sides, [...threads.values()].flat()), (replies) => {
      const all = new Map(summaries.flatMap((some) => [...some]));
      for (const one of joined) {
        const roots = new Set<string>(one.forms.map(({ id }) => id));
        const found = one.forms.flatMap(({ id }) => threads.get(id) ?? []);
        const summary = summaryOf(shownInThread(found, replies.woven, roots));
        if (summary !== null) all.set(one.message.id, summary);
      }
      return all;
    }),
  );
};

const readCarries = (
  database: IsthmusDatabase,
  linkId: string,
  sides: TwinSides,
  shown: readonly Message[],
  woven: Weave,
): Promise<Map<MessageId, Carry>> =>
  andThen(database.links.get(linkId), (link) => {
    if (!link) return new Map<MessageId, Carry>();
    const ids = shown.flatMap(({ id }) => (woven.get(id)?.forms ?? [{ id }]).map((form) => form.id));
    return andThen(
      readOutboxOf(database, ids),
      (outbox) =>
        new Map(
          shown.flatMap((message) => {
            const carry = carryOf(message, woven.get(message.id), outbox, link, sides);
            return carry === null ? [] : [[message.id, carry] as const];
          }),
        ),
    );
  });
