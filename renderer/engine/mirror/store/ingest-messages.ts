/** Writes the messages of a batch: decides which of them replace a row, and which rows the service no longer has. */
import type {
  Change,
  Conversation,
  ConversationId,
  DiscardReason,
  Message,
  MessageId,
  PersonId,
} from '../../../model/index.ts';
import {
  readMessageIdsBetween,
  readMessageRows,
  writeMessageRows,
  type IsthmusDatabase,
} from '../../../store/index.ts';
import type { Batch, Ingested, Sorted } from './batch.ts';
import { withReplies } from './ingest-replies.ts';
import { mayReplace, newestForms, tombstone } from './versions.ts';

export interface WrittenMessages extends Omit<Ingested, 'news'> {
  /** The messages of which no form was stored before. */
  readonly addedIds: ReadonlySet<MessageId>;
  /** The forms that were stored before of what the service told, by id. */
  readonly before: ReadonlyMap<MessageId, Message>;
}

/**
 * Writes what is newer than the stored form, and marks as deleted what is gone. Call it within the batch's transaction. `touched`: the
 * known conversations.
 */
export const writeMessages = async (
  database: IsthmusDatabase,
  sorted: Sorted,
  batch: Batch,
  touched: ReadonlyMap<ConversationId, Conversation>,
  discard: (reason: DiscardReason, count?: number) => void,
): Promise<WrittenMessages> => {
  const people = new Set<PersonId>();
  const candidates = newestForms(sorted.message.map(({ message }) => message)).filter((message) => {
    if (touched.has(message.conversationId)) return true;
    discard('event-for-unknown-conversation');
    return false;
  });
  const stored = await storedForms(database, candidates);
  const answered = new Set(candidates.map(({ threadId }) => threadId));
  const rows: Message[] = [];
  const added: Message[] = [];
  for (const message of candidates) {
    const held = stored.get(message.id);
    const goneAt = batch.gone.get(message.id);
    if (
      !mayReplace(held, message) ||
      (goneAt !== undefined && message.version <= goneAt && message.deletedAt === null)
    ) {
      discard('older-than-stored');
      continue;
    }
    if (
      !held &&
      batch.notBefore !== null &&
      message.createdAt < batch.notBefore &&
      !answered.has(message.id)
    ) {
      discard('beyond-depth');
      continue;
    }
    // Pages overlap, and events repeat what a pull brought. A message that is stored already is neither written nor told again.
    if (isSame(held, message)) continue;
    if (!held) added.push(message);
    // The mirror itself knows the replies below a message.
    rows.push(held?.replies === undefined ? message : { ...message, replies: held.replies });
  }
  const gone: readonly Gone[] = [
    ...sorted['message-gone'],
    ...(await missingFromPage(database, candidates, batch)),
  ];
  const held =
    gone.length === 0
      ? []
      : await readMessageRows(
          database,
          gone.map(({ id }) => id),
        );
  for (const [at, message] of held.entries()) {
    const end = gone[at];
    if (!message || !end) continue;
    // Who deleted a message is often told later than the deletion.
    const tellsMore = end.by !== undefined && message.deletedBy === undefined;
    if (message.deletedAt === null || tellsMore) rows.push(tombstone(message, end.at, end.by));
  }
  await writeMessageRows(database, await withReplies(database, rows, added));
  for (const message of rows) {
    if (message.authorId) people.add(message.authorId);
    for (const mention of message.mentions) if (mention.kind === 'person') people.add(mention.personId);
    for (const reaction of message.reactions) for (const personId of reaction.personIds) people.add(personId);
    for (const personId of message.system?.people ?? []) people.add(personId);
  }
  return {
    added: added.length,
    addedIds: new Set(added.map(({ id }) => id)),
    before: stored,
    changed: rows.length - added.length,
    people,
    messages: rows,
  };
};

type Gone = Pick<Extract<Change, { kind: 'message-gone' }>, 'id' | 'at' | 'by'>;

/** Whether a message is stored in exactly this form. The same mapper made both, so their members have the same order. */
export const isSame = (held: Message | undefined, message: Message): boolean =>
  held?.version === message.version &&
  JSON.stringify({ ...held, replies: undefined }) === JSON.stringify(message);

/**
 * The stored forms of these messages. A page of history is mostly new, and to ask for each row costs as much as to write it. So the keys in
 * the page's range are asked for at once, and only existing rows are read. (The createdAt of a message never changes.)
 */
const storedForms = async (
  database: IsthmusDatabase,
  candidates: readonly Message[],
): Promise<Map<MessageId, Message>> => {
  const ranges = new Map<ConversationId, { from: number; to: number }>();
  for (const { conversationId, createdAt } of candidates) {
    const range = ranges.get(conversationId);
    if (!range) ranges.set(conversationId, { from: createdAt, to: createdAt });
    else {
      range.from = Math.min(range.from, createdAt);
      range.to = Math.max(range.to, createdAt);
    }
  }
  const wanted = new Set(candidates.map(({ id }) => id));
  const present: MessageId[] = [];
  for (const [conversationId, { from, to }] of ranges) {
    // A late answer in a long thread can make the range span years. Then it is cheaper to read the few rows themselves than all keys
    // between.
    const keys = await readMessageIdsBetween(database, conversationId, from, to, candidates.length * 4);
    if (keys.length === candidates.length * 4) return rowsOf(database, [...wanted]);
    present.push(...keys.filter((id) => wanted.has(id)));
  }
  return rowsOf(database, present);
};

const rowsOf = async (
  database: IsthmusDatabase,
  ids: readonly MessageId[],
): Promise<Map<MessageId, Message>> => {
  const rows = ids.length === 0 ? [] : await readMessageRows(database, ids);
  return new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : [])));
};

/** Messages of the mirror in the range that a page covers and that are not in the page: the service no longer has them. */
const missingFromPage = async (
  database: IsthmusDatabase,
  page: readonly Message[],
  batch: Batch,
): Promise<Gone[]> => {
  if (!batch.covers) return [];
  const { conversationId, from, to } = batch.covers;
  const present = new Set(page.map(({ id }) => id));
  const keys = await readMessageIdsBetween(database, conversationId, from, to);
  // The service does not say when it was deleted, and our clock must not be mixed with the service's. So this is 0, and `tombstone` keeps
  // the message's own stamp.
  return keys.filter((id) => !present.has(id)).map((id) => ({ id, at: 0 }));
};
