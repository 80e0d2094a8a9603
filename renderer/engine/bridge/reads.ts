/** Carries how far chats were read: what was read on one side is read on the other, so that nothing has to be read twice. */
import type { Message, Service } from '../../model/index.ts';
import type { LinkReadRow, LinkRow } from '../../store/index.ts';
import { type CarryContext, otherSide } from './context.ts';
import { type Reading, readTarget, type Standing } from './read-target.ts';

/** More that is unread at once is read in several steps. */
const mostUnread = 200;

/** What a message of a link corresponds to on the other side; null when nothing, or nothing that can be believed. */
export type CounterpartOf = (message: Message) => Promise<Message | null>;

/**
 * Brings one link's read marks together. What was read on one side is read on the other, its copies that arrive only later too; but
 * somebody who sets messages to unread wants them so until they read on. Where nobody knows of that (a new link, a database that was
 * lost), what was read on either side was read. False when a service could not be told: to be tried again.
 */
export const carryReads = async (
  context: CarryContext,
  link: LinkRow,
  counterpartOf: CounterpartOf,
): Promise<boolean> => {
  const { database } = context;
  const now = await readMarks(context, link);
  if (now === null) return true;
  const before = await database.linkReads.get(link.id);
  const looked = { mattermost: -Infinity, teams: -Infinity };
  let done = true;
  for (const from of ['mattermost', 'teams'] as const) {
    const to = otherSide(from);
    const known = before?.looked?.[to] ?? -Infinity;
    const readOn = before === undefined || now[from] > before[from];
    const reading = { readHere: now[from], me: context.me[to], looked: readOn ? -Infinity : known };
    const carried = await carryFrom(context, link, to, reading, counterpartOf);
    done &&= carried !== null;
    looked[to] = Math.max(known, carried ?? -Infinity);
  }
  const after = done ? await readMarks(context, link) : null;
  if (after !== null && !isSame({ ...after, looked }, before))
    await database.linkReads.put({ ...after, looked });
  return done;
};

const isSame = (one: LinkReadRow, other: LinkReadRow | undefined): boolean =>
  one.mattermost === other?.mattermost &&
  one.teams === other.teams &&
  one.looked?.mattermost === other.looked?.mattermost &&
  one.looked?.teams === other.looked?.teams;

const readMarks = async ({ database }: CarryContext, link: LinkRow): Promise<LinkReadRow | null> => {
  const [mattermost, teams] = await database.conversations.bulkGet([link.mattermost, link.teams]);
  return mattermost && teams ? { linkId: link.id, mattermost: mattermost.readAt, teams: teams.readAt } : null;
};

/** Up to where the side `to` was looked at, createdAt there, ms; null when it could not be told how far it is read. */
const carryFrom = async (
  context: CarryContext,
  link: LinkRow,
  to: Service,
  reading: Reading,
  counterpartOf: CounterpartOf,
): Promise<number | null> => {
  const { database, sides, store, signal } = context;
  const { conversations, messages, counterparts } = database;
  const { readThere, unread } = await database.transaction(
    'r',
    conversations,
    messages,
    counterparts,
    async () => {
      const standing: Standing[] = [];
      const there = await conversations.get(link[to]);
      if (!there) return { readThere: -Infinity, unread: standing };
      const later = await messages
        .where('[conversationId+createdAt]')
        .between([there.id, there.readAt], [there.id, Infinity], false, true)
        .limit(mostUnread)
        .toArray();
      for (const message of later)
        standing.push({ message, here: (await counterpartOf(message))?.createdAt ?? null });
      return { readThere: there.readAt, unread: standing };
    },
  );
  const { readAt, looked } = readTarget(unread, reading);
  const reached = Math.max(readThere, looked ?? -Infinity);
  if (readAt === null) return reached;
  const answer = await sides[to].writing.markRead(link[to], readAt, signal);
  if (answer.ok) {
    await store(to, answer.value);
    return reached;
  }
  // Who refuses to be told is not asked again for the same.
  return answer.failure.kind !== 'offline' && answer.failure.kind !== 'throttled' ? reached : null;
};
