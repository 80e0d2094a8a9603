/**
 * Puts what the mirror has just stored into the outbox, in the mirror's own transaction: nothing that happened is ever overlooked,
 * whenever the engine dies. Whether there is anything to do is decided later.
 */
import type { ConversationId, Message, MessageId, PersonId, Service } from '../../model/index.ts';
import type { IsthmusDatabase, LinkRow, OutboxRow } from '../../store/index.ts';
import { rememberNotes } from './notes.ts';
import { presentCopies } from './parts.ts';

/**
 * `messages` are new or changed, of one account, whose user is `me`. Runs within a transaction over links, counterparts and outbox.
 * How many rows it made.
 */
export const touchOutbox = async (
  database: IsthmusDatabase,
  service: Service,
  messages: readonly Message[],
  me: PersonId | null,
): Promise<number> => {
  if (messages.length === 0) return 0;
  const conversations = [...new Set(messages.map(({ conversationId }) => conversationId))];
  const links = await database.links.where(service).anyOf(conversations).toArray();
  if (links.length === 0) return 0;
  // Of links that contradict each other the one that is carried speaks.
  const byConversation = new Map<ConversationId, LinkRow>(
    links
      .sort((one, other) => Number(one.carried) - Number(other.carried))
      .map((link) => [link[service], link]),
  );
  const linked = messages.filter(({ conversationId }) => byConversation.has(conversationId));
  if (service === 'mattermost')
    await rememberNotes(
      database,
      linked.flatMap((message) => {
        const link = byConversation.get(message.conversationId);
        return link ? [[message, link] as const] : [];
      }),
      me,
    );
  const origins = await originsOf(
    database,
    linked.map(({ id }) => id),
  );
  const concerned = linked.filter(({ id, conversationId, createdAt }) => {
    const link = byConversation.get(conversationId);
    // What was carried before its conversation was switched off and on again still follows its edits.
    return link?.carried === true && (createdAt >= link.since[service] || origins.has(id));
  });
  const held = await database.outbox.bulkGet(concerned.map(({ id }) => id));
  const rows: OutboxRow[] = [];
  for (const [at, message] of concerned.entries()) {
    const link = byConversation.get(message.conversationId);
    const row = held[at];
    if (!link || (row && !isOpenAgain(row, origins.has(message.id)))) continue;
    rows.push({
      messageId: message.id,
      linkId: link.id,
      service: origins.get(message.id) ?? service,
      at: message.createdAt,
      state: { kind: 'queued' },
    });
  }
  await database.outbox.bulkPut(rows);
  return rows.length;
};

/**
 * Whether a message's new form gives its row another chance. What is under way looks again by itself when it is done; what the user
 * gave up before it was ever carried stays so.
 */
const isOpenAgain = ({ state }: OutboxRow, wasCarried: boolean): boolean =>
  state.kind === 'failed' || (state.kind === 'discarded' && wasCarried);

/** Where the pairs of these messages began: a pair belongs to one direction, whichever of its messages changed. */
const originsOf = async (
  database: IsthmusDatabase,
  ids: readonly MessageId[],
): Promise<ReadonlyMap<MessageId, Service>> => {
  const rows = [
    ...(await database.counterparts.where('copies').anyOf(ids).toArray()),
    ...(await database.counterparts.where('id').anyOf(ids).toArray()),
  ];
  return new Map(
    rows.flatMap(({ id, copies, origin }) =>
      [id, ...presentCopies(copies)].map((one) => [one, origin] as const),
    ),
  );
};

/** Everything of a link that may have to be carried: when it is made, or carrying is switched on. `me`: on both sides. */
export const touchLink = (
  database: IsthmusDatabase,
  link: LinkRow,
  me: Readonly<Record<Service, PersonId | null>>,
): Promise<number> =>
  database.transaction(
    'rw',
    [database.messages, database.links, database.counterparts, database.outbox],
    async () => {
      let touched = 0;
      if (!link.carried) return touched;
      // Mattermost first: its posts say what was carried already.
      for (const service of ['mattermost', 'teams'] as const) {
        const messages = await database.messages
          .where('[conversationId+createdAt]')
          .between([link[service], link.since[service]], [link[service], Infinity], true, true)
          .toArray();
        touched += await touchOutbox(database, service, messages, me[service]);
      }
      return touched;
    },
  );
