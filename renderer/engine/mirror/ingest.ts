/**
 * Writing what a connector told into the database: one transaction per batch, idempotent, cursors in the same transaction as what they
 * stand for. Order within a batch does not matter, and a batch that is applied twice changes nothing (design, decision 2).
 */
import type {
  Account,
  AccountId,
  Change,
  Conversation,
  ConversationId,
  DiscardReason,
  Message,
  MessageId,
  Person,
  PersonId,
} from '../../model/index.ts';
import { type CursorRow, type IsthmusDatabase, wholeConversation } from '../../store/index.ts';
import { derive, unreadCap } from './derive.ts';
import { mergeFacts, sameConversation } from './facts.ts';
import { mayReplace, newestForms, tombstone } from './versions.ts';

export interface Batch {
  readonly accountId: AccountId;
  readonly changes: readonly Change[];
  /** Stored with the batch; null for changes that no cursor stands for (live events). */
  readonly cursor: CursorRow | null;
  /** Messages of this conversation that the service no longer has: everything created in [from, to] and not in `changes`. */
  readonly covers: {
    readonly conversationId: ConversationId;
    readonly from: number;
    readonly to: number;
  } | null;
  /** Messages created before this (ms) stay out, unless something newer answers them; null for no limit. */
  readonly notBefore: number | null;
  /** Ids known to be gone although an answer that is still under way may hold them; their stamp in ms. */
  readonly gone: ReadonlyMap<MessageId, number>;
}

export interface Ingested {
  readonly added: number;
  readonly changed: number;
  /** People that messages speak of. */
  readonly people: ReadonlySet<PersonId>;
  /** The messages that are new or changed, as stored. */
  readonly messages: readonly Message[];
}

type Sorted = { [Kind in Change['kind']]: Extract<Change, { kind: Kind }>[] };

const sort = (changes: readonly Change[]): Sorted => {
  const sorted: Sorted = {
    message: [],
    'message-gone': [],
    conversation: [],
    'conversation-gone': [],
    members: [],
    read: [],
    team: [],
    'team-gone': [],
    person: [],
    presence: [],
    discarded: [],
  };
  for (const change of changes) (sorted[change.kind] as Change[]).push(change);
  return sorted;
};

/** Applies a batch. Rejects only for what the database itself refuses (a full disk, a closed database): then nothing of it is stored. */
export const ingest = (database: IsthmusDatabase, batch: Batch): Promise<Ingested> =>
  database.transaction(
    'rw',
    [
      database.accounts,
      database.people,
      database.teams,
      database.conversations,
      database.members,
      database.messages,
      database.cursors,
      database.discards,
    ],
    async () => {
      const sorted = sort(batch.changes);
      const discards = new Map<DiscardReason, number>();
      const discard = (reason: DiscardReason, count = 1): void =>
        void discards.set(reason, (discards.get(reason) ?? 0) + count);
      for (const { reason } of sorted.discarded) discard(reason);

      await writePeople(database, sorted);
      const account = await database.accounts.get(batch.accountId);
      const { touched, read } = await writeConversations(database, sorted, batch.accountId);
      const written = await writeMessages(database, sorted, batch, touched, discard);
      await deriveTouched(database, touched, read, written.messages, account?.me ?? null);
      if (batch.cursor && touched.has(batch.cursor.conversationId)) await database.cursors.put(batch.cursor);
      await countDiscards(database, batch.accountId, discards);
      if (account && written.added > 0) await countMessages(database, account, written.added);
      return written;
    },
  );

const writePeople = async (database: IsthmusDatabase, sorted: Sorted): Promise<void> => {
  if (sorted.person.length > 0) {
    const known = await database.people.bulkGet(sorted.person.map(({ person }) => person.id));
    await database.people.bulkPut(sorted.person.map(({ person }, at) => mergePerson(known[at], person)));
  }
  for (const { personId, presence } of sorted.presence) await database.people.update(personId, { presence });
  if (sorted.team.length > 0) await database.teams.bulkPut(sorted.team.map(({ team }) => team));
  if (sorted['team-gone'].length > 0)
    await database.teams.bulkDelete(sorted['team-gone'].map(({ id }) => id));
};

/** A person read from a member list comes without presence, handle or title: what is known of them stays. */
const mergePerson = (stored: Person | undefined, told: Person): Person =>
  stored
    ? {
        ...told,
        presence: told.presence === 'unknown' ? stored.presence : told.presence,
        handle: told.handle || stored.handle,
        jobTitle: told.jobTitle || stored.jobTitle,
        email: told.email ?? stored.email,
      }
    : told;

/** Writes facts, memberships and departures; returns every conversation this batch concerns, as it now stands. */
const writeConversations = async (
  database: IsthmusDatabase,
  sorted: Sorted,
  accountId: AccountId,
): Promise<{ touched: Map<ConversationId, Conversation>; read: Set<ConversationId> }> => {
  const ids = new Set<ConversationId>();
  for (const { conversation } of sorted.conversation) ids.add(conversation.id);
  for (const { message } of sorted.message) ids.add(message.conversationId);
  for (const { conversationId } of sorted['message-gone']) ids.add(conversationId);
  for (const { conversationId } of sorted.read) ids.add(conversationId);
  const touched = new Map<ConversationId, Conversation>();
  for (const row of await database.conversations.bulkGet([...ids])) if (row) touched.set(row.id, row);

  const changed = new Map<ConversationId, Conversation>();
  const read = new Set<ConversationId>();
  for (const { conversation } of sorted.conversation) {
    const stored = touched.get(conversation.id);
    const merged = mergeFacts(stored, conversation);
    if (stored?.readAt !== merged.readAt) read.add(merged.id);
    if (!stored || !sameConversation(stored, merged)) changed.set(merged.id, merged);
    touched.set(merged.id, merged);
    if (!stored) await startCursor(database, accountId, merged.id);
  }
  for (const { conversationId, readAt } of sorted.read) {
    const stored = touched.get(conversationId);
    if (stored && stored.readAt !== readAt) {
      const moved = { ...stored, readAt };
      changed.set(conversationId, moved);
      touched.set(conversationId, moved);
      read.add(conversationId);
    }
  }
  await database.conversations.bulkPut([...changed.values()]);
  if (sorted.members.length > 0)
    await database.members.bulkPut(sorted.members.map(({ membership }) => membership));
  for (const { id } of sorted['conversation-gone']) {
    await removeConversation(database, id);
    touched.delete(id);
  }
  return { touched, read };
};

const startCursor = async (
  database: IsthmusDatabase,
  accountId: AccountId,
  id: ConversationId,
): Promise<void> => {
  if (await database.cursors.get(id)) return;
  await database.cursors.put({
    conversationId: id,
    accountId,
    history: { kind: 'unstarted' },
    changes: null,
    pulledAt: 0,
  });
};

/** A conversation leaves the mirror with everything in it. */
export const removeConversation = async (database: IsthmusDatabase, id: ConversationId): Promise<void> => {
  const [lower, upper] = wholeConversation(id);
  const keys = await database.messages
    .where('[conversationId+createdAt]')
    .between(lower, upper, true, true)
    .primaryKeys();
  await database.messages.bulkDelete(keys);
  await database.members.delete(id);
  await database.cursors.delete(id);
  await database.conversations.delete(id);
};

const writeMessages = async (
  database: IsthmusDatabase,
  sorted: Sorted,
  batch: Batch,
  touched: ReadonlyMap<ConversationId, Conversation>,
  discard: (reason: DiscardReason, count?: number) => void,
): Promise<Ingested> => {
  const people = new Set<PersonId>();
  const candidates = newestForms(sorted.message.map(({ message }) => message)).filter((message) => {
    if (touched.has(message.conversationId)) return true;
    discard('event-for-unknown-conversation');
    return false;
  });
  const stored = await storedForms(database, candidates);
  const answered = new Set(candidates.map(({ threadId }) => threadId));
  const rows: Message[] = [];
  let added = 0;
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
    if (!held) added += 1;
    rows.push(message);
  }
  const gone = [
    ...sorted['message-gone'].map(({ id, at }) => ({ id, at })),
    ...(await missingFromPage(database, candidates, batch)),
  ];
  const held = gone.length === 0 ? [] : await database.messages.bulkGet(gone.map(({ id }) => id));
  for (const [at, message] of held.entries()) {
    const end = gone[at];
    if (message && end && message.deletedAt === null) rows.push(tombstone(message, end.at));
  }
  await database.messages.bulkPut(rows);
  for (const message of rows) {
    if (message.authorId) people.add(message.authorId);
    for (const mention of message.mentions) if (mention.kind === 'person') people.add(mention.personId);
    for (const reaction of message.reactions) for (const personId of reaction.personIds) people.add(personId);
    for (const personId of message.system?.people ?? []) people.add(personId);
  }
  return { added, changed: rows.length - added, people, messages: rows };
};

/**
 * What the mirror holds of these messages. A page of history is mostly new, and asking for each row costs as much as writing it: so the
 * keys in the page's range are asked for at once, and only rows that are there are read. (createdAt of a message never changes.)
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
    // A late answer in a long thread can span years: then the few rows themselves are cheaper than all keys between.
    const keys = await database.messages
      .where('[conversationId+createdAt]')
      .between([conversationId, from], [conversationId, to], true, true)
      .limit(candidates.length * 4)
      .primaryKeys();
    if (keys.length === candidates.length * 4) return rowsOf(database, [...wanted]);
    present.push(...keys.filter((id) => wanted.has(id)));
  }
  return rowsOf(database, present);
};

const rowsOf = async (
  database: IsthmusDatabase,
  ids: readonly MessageId[],
): Promise<Map<MessageId, Message>> => {
  const rows = ids.length === 0 ? [] : await database.messages.bulkGet([...ids]);
  return new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : [])));
};

/** Messages of the mirror in the range a page covers that the page does not hold: the service no longer has them. */
const missingFromPage = async (
  database: IsthmusDatabase,
  page: readonly Message[],
  batch: Batch,
): Promise<{ id: MessageId; at: number }[]> => {
  if (!batch.covers) return [];
  const { conversationId, from, to } = batch.covers;
  const present = new Set(page.map(({ id }) => id));
  const keys = await database.messages
    .where('[conversationId+createdAt]')
    .between([conversationId, from], [conversationId, to], true, true)
    .primaryKeys();
  // The service does not say when it went, and our clock must not mix with its: 0, so that `tombstone` keeps the message's own stamp.
  return keys.filter((id) => !present.has(id)).map((id) => ({ id, at: 0 }));
};

/** Derives anew what this batch can have changed; older history of a conversation that is unread to the cap changes nothing. */
const deriveTouched = async (
  database: IsthmusDatabase,
  touched: ReadonlyMap<ConversationId, Conversation>,
  read: ReadonlySet<ConversationId>,
  messages: readonly Message[],
  me: PersonId | null,
): Promise<void> => {
  const newest = new Map<ConversationId, number>();
  for (const { conversationId, createdAt } of messages)
    newest.set(conversationId, Math.max(newest.get(conversationId) ?? -Infinity, createdAt));
  const changed: Conversation[] = [];
  for (const conversation of touched.values()) {
    const at = newest.get(conversation.id);
    if (at === undefined && !read.has(conversation.id)) continue;
    if (at !== undefined && !read.has(conversation.id) && isOnlyHistory(conversation, at)) continue;
    // Where Isthmus keeps the read state, what was there before it came counts as read.
    const startsRead = conversation.readKeptBy === 'isthmus' && conversation.readAt === 0 && at !== undefined;
    const derived = await derive(database, startsRead ? { ...conversation, readAt: at } : conversation, me);
    if (!sameConversation(derived, conversation)) changed.push(derived);
  }
  await database.conversations.bulkPut(changed);
};

const isOnlyHistory = (conversation: Conversation, at: number): boolean =>
  conversation.lastMessage !== null &&
  at < conversation.lastMessage.createdAt &&
  (at <= conversation.readAt || conversation.unread >= unreadCap);

const countDiscards = async (
  database: IsthmusDatabase,
  accountId: AccountId,
  discards: ReadonlyMap<DiscardReason, number>,
): Promise<void> => {
  for (const [reason, count] of discards) {
    const held = await database.discards.get([accountId, reason]);
    await database.discards.put({ accountId, reason, count: (held?.count ?? 0) + count });
  }
};

const countMessages = async (database: IsthmusDatabase, account: Account, added: number): Promise<void> => {
  await database.accounts.update(account.id, {
    progress: { ...account.progress, messages: account.progress.messages + added },
  });
};
