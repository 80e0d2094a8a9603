/** Carries how far chats were read: what was read on one side is read on the other, so that nothing has to be read twice. */
import type { Message, Service } from '../../model/index.ts';
import type { LinkReadRow, LinkRow } from '../../store/index.ts';
import { type CarryContext, otherSide } from './context.ts';
import { readTarget, type Standing } from './read-target.ts';

/** More that is unread at once is read in several steps. */
const mostUnread = 200;

/** What a message of a link corresponds to on the other side; null when nothing, or nothing that can be believed. */
export type CounterpartOf = (message: Message) => Promise<Message | null>;

/**
 * Brings one link's read marks together. Only what moved on since they were last brought together is carried: somebody who sets a
 * conversation to unread wants it so. False when a service could not be told: to be tried again.
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
  let done = true;
  if (before !== undefined)
    for (const service of ['mattermost', 'teams'] as const)
      if (now[service] > before[service])
        done = (await carryFrom(context, link, service, now[service], counterpartOf)) && done;
  const after = done ? await readMarks(context, link) : null;
  if (after !== null && !isSame(after, before)) await database.linkReads.put(after);
  return done;
};

const isSame = (one: LinkReadRow, other: LinkReadRow | undefined): boolean =>
  one.mattermost === other?.mattermost && one.teams === other.teams;

const readMarks = async ({ database }: CarryContext, link: LinkRow): Promise<LinkReadRow | null> => {
  const [mattermost, teams] = await database.conversations.bulkGet([link.mattermost, link.teams]);
  return mattermost && teams ? { linkId: link.id, mattermost: mattermost.readAt, teams: teams.readAt } : null;
};

const carryFrom = async (
  context: CarryContext,
  link: LinkRow,
  from: Service,
  readHere: number,
  counterpartOf: CounterpartOf,
): Promise<boolean> => {
  const { database, sides, store, signal, me } = context;
  const to = otherSide(from);
  const { conversations, messages, counterparts } = database;
  const unread = await database.transaction('r', conversations, messages, counterparts, async () => {
    const there = await conversations.get(link[to]);
    if (!there) return [];
    const later = await messages
      .where('[conversationId+createdAt]')
      .between([there.id, there.readAt], [there.id, Infinity], false, true)
      .limit(mostUnread)
      .toArray();
    const standing: Standing[] = [];
    for (const message of later)
      standing.push({ message, here: (await counterpartOf(message))?.createdAt ?? null });
    return standing;
  });
  const target = readTarget(unread, readHere, me[to]);
  if (target === null) return true;
  const answer = await sides[to].writing.markRead(link[to], target, signal);
  if (answer.ok) {
    await store(to, answer.value);
    return true;
  }
  // Who refuses to be told is not asked again for the same.
  return answer.failure.kind !== 'offline' && answer.failure.kind !== 'throttled';
};
