/** Carries read marks: what the user read on one side counts as read on the other, so that nobody reads anything twice. */
import { type Conversation, type Message, otherService, type Service } from '../../../model/index.ts';
import {
  readConversationRows,
  readLinkReadRow,
  readMessagesAfter,
  writeLinkReadRow,
  type IsthmusDatabase,
  type LinkReadRow,
  type LinkRow,
} from '../../../store/index.ts';
import type { CarryContext } from '../context.ts';
import { needsNoReading, passes, type ReadProgress, readTarget, type Standing } from './read-target.ts';

/** The counterpart of a message of a link; null if there is none that can be believed. */
export type CounterpartOf = (message: Message) => Promise<Message | null>;

/** How many unread messages are handled in one step; more take several steps. */
const mostUnread = 200;

const services = ['mattermost', 'teams'] as const;

/**
 * Compares the read marks of one link and carries what is new. What was read on one side counts as read on the other, also for copies that
 * arrive only later. But messages that somebody sets to unread stay unread until that person reads on. If it is not known what was carried
 * before (a new link, or a lost database), what was read on either side counts as read. `mayTell`: whether this computer may carry over the
 * link, asked before each service is told; what was carried before need not be known for that. False if a service could not be told, or if
 * carrying was paused meanwhile; then it has to be tried again.
 */
export const carryReads = async (
  context: CarryContext,
  link: LinkRow,
  counterpartOf: CounterpartOf,
  mayTell: () => boolean,
): Promise<boolean> => {
  const { database } = context;
  const plan = await planReads(context, link, counterpartOf);
  if (plan === null) return true;
  let done = true;
  for (const to of services) {
    const { readAt } = plan.targets[to];
    if (readAt !== null) done = mayTell() && (await tell(context, link, to, readAt)) && done;
  }
  if (!done) return false;
  if (!plan.isKnown) {
    const looked = { mattermost: plan.targets.mattermost.looked, teams: plan.targets.teams.looked };
    await remember(database, link, looked);
  }
  return true;
};

/** What each side has to be told, and up to where it was looked at. */
interface ReadPlan {
  readonly targets: Readonly<Record<Service, { readonly readAt: number | null; readonly looked: number }>>;
  /** No service has to be told, and nothing is new. */
  readonly isKnown: boolean;
}

/** Reads everything that is needed, in one transaction. Null if a side is not in the mirror. */
const planReads = (
  { database, me }: CarryContext,
  link: LinkRow,
  counterpartOf: CounterpartOf,
): Promise<ReadPlan | null> => {
  const { conversations, messages, counterparts, linkReads, twins } = database;
  return database.transaction('r', conversations, messages, counterparts, linkReads, twins, async () => {
    const [mattermost, teams] = await readConversationRows(database, [link.mattermost, link.teams]);
    if (!mattermost || !teams) return null;
    const now = { mattermost, teams };
    const before = await readLinkReadRow(database, link.id);
    const target = async (to: Service): Promise<ReadPlan['targets'][Service]> => {
      const from = otherService(to);
      const known = before?.looked?.[to] ?? -Infinity;
      const readOn = before === undefined || now[from].readAt > before[from];
      const reading = { readHere: now[from].readAt, me: me[to], looked: readOn ? -Infinity : known };
      const readAt = readTarget(await unreadIn(database, now[to], reading, counterpartOf), reading);
      return { readAt, looked: Math.max(known, now[to].readAt, readAt ?? -Infinity) };
    };
    const targets = { mattermost: await target('mattermost'), teams: await target('teams') };
    const isKnown = services.every(
      (side) =>
        targets[side].readAt === null &&
        before?.[side] === now[side].readAt &&
        before.looked?.[side] === targets[side].looked,
    );
    return { targets, isKnown };
  });
};

/** The unread messages of a conversation, oldest first, up to the first that was not seen on the other side. Later ones do not matter. */
const unreadIn = async (
  database: IsthmusDatabase,
  { id, readAt }: Conversation,
  reading: ReadProgress,
  counterpartOf: CounterpartOf,
): Promise<readonly Standing[]> => {
  const unread: Standing[] = [];
  let after = readAt;
  while (unread.length < mostUnread) {
    // Reads a few at a time, because mostly the first one decides.
    const some = await readMessagesAfter(database, id, after, unread.length === 0 ? 1 : 20);
    for (const message of some) {
      const other = needsNoReading(message, reading) ? null : await counterpartOf(message);
      const standing = { message, here: other?.createdAt ?? null };
      unread.push(standing);
      if (!passes(standing, reading)) return unread;
      after = message.createdAt;
    }
    if (some.length === 0) return unread;
  }
  return unread;
};

/** False if it has to be tried again. */
const tell = async (
  { sides, store, signal }: CarryContext,
  link: LinkRow,
  to: Service,
  readAt: number,
): Promise<boolean> => {
  const answer = await sides[to].writing.markRead(link[to], readAt, signal);
  if (answer.ok) {
    await store(to, answer.value);
    return true;
  }
  // A service that refuses is not told the same again.
  return answer.failure.kind !== 'offline' && answer.failure.kind !== 'throttled';
};

/** The state of both sides now that they agree. */
const remember = (
  database: IsthmusDatabase,
  link: LinkRow,
  looked: Readonly<Record<Service, number>>,
): Promise<void> =>
  database.transaction('rw', database.conversations, database.linkReads, async () => {
    const [mattermost, teams] = await readConversationRows(database, [link.mattermost, link.teams]);
    if (!mattermost || !teams) return;
    const now = { linkId: link.id, mattermost: mattermost.readAt, teams: teams.readAt, looked };
    if (!isSame(now, await readLinkReadRow(database, link.id))) await writeLinkReadRow(database, now);
  });

const isSame = (one: LinkReadRow, other: LinkReadRow | undefined): boolean =>
  one.mattermost === other?.mattermost &&
  one.teams === other.teams &&
  one.looked?.mattermost === other.looked?.mattermost &&
  one.looked?.teams === other.looked?.teams;
