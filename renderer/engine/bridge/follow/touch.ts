/**
 * Makes rows in the outbox for what the mirror has just stored, in the mirror's own transaction. So nothing is overlooked, whenever the
 * engine dies. Whether there is anything to do is decided later.
 */
import type { ConversationId, Message, MessageId, PersonId, Service } from '../../../model/index.ts';
import {
  putOutbox,
  readAccounts,
  readLinkRowsAt,
  readMessageRows,
  readMessagesFrom,
  readOutboxOf,
  readOutboxRowsIn,
  readPairRows,
  type CounterpartRow,
  type IsthmusDatabase,
  type LinkRow,
  type UnplacedOutboxRow,
} from '../../../store/index.ts';
import { isAgreed } from '../decide/agreed.ts';
import { carriesForOthers, weightOf } from '../decide/relay.ts';
import { answeredBy } from '../text/drafting.ts';
import { rememberCopies, rememberNotes } from '../memory/notes.ts';
import { presentCopies } from '../text/parts.ts';

export interface Touched {
  /** How many rows the outbox got. */
  readonly rows: number;
  /** Linked conversations that got a message. It may have been read on the other side already. */
  readonly linked: readonly ConversationId[];
  /** Teams conversations with messages that are now known to be on the other side too. */
  readonly paired: readonly ConversationId[];
  /** The messages whose counterpart on the other side is known, and these counterparts. */
  readonly known: ReadonlySet<MessageId>;
}

const untouched: Touched = { rows: 0, linked: [], paired: [], known: new Set() };

/**
 * `messages` are new or changed, of one account, whose user is `me`; `seen`: when that was told, ms on this machine's clock, null if it is
 * not known. Runs within a transaction over accounts, messages, links, counterparts and outbox.
 */
export const touchOutbox = async (
  database: IsthmusDatabase,
  service: Service,
  messages: readonly Message[],
  me: PersonId | null,
  seen: number | null = null,
): Promise<Touched> => {
  if (messages.length === 0) return untouched;
  const conversations = [...new Set(messages.map(({ conversationId }) => conversationId))];
  const links = await readLinkRowsAt(database, service, conversations);
  if (links.length === 0) return untouched;
  // If several links hold a conversation, the one that is carried counts.
  const byConversation = new Map<ConversationId, LinkRow>(
    links
      .sort((one, other) => Number(one.carried) - Number(other.carried))
      .map((link) => [link[service], link]),
  );
  const linked = messages.filter(({ conversationId }) => byConversation.has(conversationId));
  const told = linked.flatMap((message) => {
    const link = byConversation.get(message.conversationId);
    return link ? [[message, link] as const] : [];
  });
  const paired = await (service === 'mattermost' ? rememberNotes : rememberCopies)(database, told, me);
  const pairs = await pairsOf(database, linked);
  const reactedTo = await othersReactedTo(database, pairs);
  const concerned = linked.filter(({ id, conversationId, createdAt, authorId }) => {
    const link = byConversation.get(conversationId);
    if (link?.carried !== true) return false;
    // Marks of other people that name a message of the user are looked at with it, because anybody can forge a mark.
    // A relay looks at what anybody else writes: whether its author has connected is decided later.
    const isWritten = carriesForOthers(link) ? authorId !== me : authorId === me;
    if (isWritten && createdAt >= link.since[service]) return true;
    // Other people carry their own messages. Once they have, the user's reactions to these are carried here. A message that was carried
    // before its conversation was switched off and on again still follows its edits.
    const pair = pairs.get(id);
    return pair !== undefined && (pair.carriedBy === 'me' || reactedTo.has(pair.id));
  });
  const held = await readOutboxOf(
    database,
    concerned.map(({ id }) => id),
  );
  const rows: UnplacedOutboxRow[] = [];
  for (const message of concerned) {
    const link = byConversation.get(message.conversationId);
    const row = held.get(message.id);
    const pair = pairs.get(message.id);
    if (!link || (row && !isOpenAgain(row, pair !== undefined))) continue;
    // The message has a row with a reason; the row has to be looked at again so that the reason can go.
    if (!row && pair && me !== null && isAgreed(pair, message, me, link)) continue;
    rows.push({
      messageId: message.id,
      linkId: link.id,
      service: pair?.origin ?? service,
      at: message.createdAt,
      state: { kind: 'queued' },
      ...(seen === null ? {} : { seen }),
    });
  }
  await putOutbox(database, rows);
  const awaiting = await wakeAwaiting(database, [...byConversation.values()], pairs);
  return {
    rows: rows.length + awaiting,
    linked: [...byConversation.keys()],
    paired,
    known: new Set(pairs.keys()),
  };
};

/** Lets replies look again at once whose root has just been seen on the other side. Returns how many. */
const wakeAwaiting = async (
  database: IsthmusDatabase,
  links: readonly LinkRow[],
  pairs: ReadonlyMap<MessageId, CounterpartRow>,
): Promise<number> => {
  if (pairs.size === 0) return 0;
  const known = new Set([...pairs.values()].flatMap(({ id, copies }) => [id, ...presentCopies(copies)]));
  const all = await readOutboxRowsIn(
    database,
    links.map(({ id }) => id),
    'waiting',
  );
  const waiting = all.filter(({ state }) => state.kind === 'waiting' && state.why === 'root-not-carried');
  const replies = await readMessageRows(
    database,
    waiting.map(({ messageId }) => messageId),
  );
  const due = waiting.flatMap((row, at): UnplacedOutboxRow[] => {
    const reply = replies[at];
    const root = reply && answeredBy(reply, row.service);
    return root && known.has(root) && row.state.kind === 'waiting'
      ? [{ ...row, state: { ...row.state, until: 0 } }]
      : [];
  });
  await putOutbox(database, due);
  return due.length;
};

/**
 * Whether a message's new form gives its row another chance. A row that is under way looks again by itself when it is done. A message that
 * the user gave up before it was carried stays given up.
 */
const isOpenAgain = ({ state }: UnplacedOutboxRow, wasCarried: boolean): boolean =>
  state.kind === 'failed' || (state.kind === 'discarded' && wasCarried);

/** The known counterparts of these messages, by message. A pair belongs to one direction, whichever of its messages changed. */
const pairsOf = async (
  database: IsthmusDatabase,
  messages: readonly Message[],
): Promise<ReadonlyMap<MessageId, CounterpartRow>> => {
  const ids = messages.map(({ id }) => id);
  const rows = await readPairRows(database, ids);
  // Several rows can name one message if somebody forged a mark. The user's own row counts first.
  rows.sort((one, other) => weightOf(one) - weightOf(other));
  return new Map(
    rows.flatMap((row) => [row.id, ...presentCopies(row.copies)].map((one) => [one, row] as const)),
  );
};

/** Pairs of other people's messages to which the user has a reaction, or had one when both sides last agreed. */
const othersReactedTo = async (
  database: IsthmusDatabase,
  pairs: ReadonlyMap<MessageId, CounterpartRow>,
): Promise<ReadonlySet<MessageId>> => {
  const others = [...new Set(pairs.values())].filter(({ carriedBy }) => carriedBy !== 'me');
  if (others.length === 0) return new Set();
  const mine = new Set((await readAccounts(database)).map(({ me }) => me));
  const forms = await readMessageRows(
    database,
    others.flatMap(({ id, copies }) => [id, ...presentCopies(copies)]),
  );
  const reacted = new Set(
    forms.flatMap((form) =>
      form?.reactions.some(({ personIds }) => personIds.some((person) => mine.has(person))) ? [form.id] : [],
    ),
  );
  return new Set(
    others
      .filter(
        ({ id, copies, reactions }) =>
          reactions.length > 0 || reacted.has(id) || presentCopies(copies).some((copy) => reacted.has(copy)),
      )
      .map(({ id }) => id),
  );
};

/**
 * How far before the link's beginning a message still counts, ms: each side goes by its own service's clock, and messages of an earlier
 * link may have been carried late.
 */
const beginningsApart = 86_400_000;

/** What was written on one side shortly before the link begins. */
const toldBefore = async (
  database: IsthmusDatabase,
  link: LinkRow,
  service: Service,
): Promise<readonly (readonly [Message, LinkRow])[]> => {
  const begins = link.since[service];
  const messages = await readMessagesFrom(database, link[service], begins - beginningsApart, begins);
  return messages.map((message) => [message, link] as const);
};

/**
 * Makes rows for all messages of a link that may have to be carried; called when the link is made or carrying is switched on. `me`: the
 * user on both sides.
 */
export const touchLink = (
  database: IsthmusDatabase,
  link: LinkRow,
  me: Readonly<Record<Service, PersonId | null>>,
): Promise<number> =>
  database.transaction(
    'rw',
    [database.accounts, database.messages, database.links, database.counterparts, database.outbox],
    async () => {
      let touched = 0;
      if (!link.carried) return touched;
      // Mattermost comes first, because its posts say what was carried already; also those from shortly before. A relay marks nobody else's
      // posts: what it carried to Teams, only the copies there say.
      await rememberNotes(database, await toldBefore(database, link, 'mattermost'), me.mattermost);
      await rememberCopies(database, await toldBefore(database, link, 'teams'), me.teams);
      for (const service of ['mattermost', 'teams'] as const) {
        const messages = await readMessagesFrom(database, link[service], link.since[service]);
        touched += (await touchOutbox(database, service, messages, me[service])).rows;
      }
      return touched;
    },
  );
