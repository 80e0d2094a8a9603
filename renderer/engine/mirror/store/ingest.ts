/**
 * Writing what a connector told into the database: one transaction per batch, idempotent, cursors in the same transaction as what they
 * stand for. Order within a batch does not matter, and a batch that is applied twice changes nothing (design, decision 2).
 */
import type {
  Account,
  AccountId,
  Conversation,
  ConversationId,
  DiscardReason,
  Membership,
  Message,
  Person,
  PersonId,
} from '../../../model/index.ts';
import { type IsthmusDatabase, wholeConversation } from '../../../store/index.ts';
import { keepLinkPosts } from '../../bridge/links/link-posts.ts';
import { touchOutbox } from '../../bridge/follow/touch.ts';
import { type Batch, type Ingested, sort, type Sorted } from './batch.ts';
import { derive, deriveNewer, unreadCap } from './derive.ts';
import { mergeFacts, sameConversation } from './facts.ts';
import { isSame, writeMessages } from './ingest-messages.ts';
import { heardPerson, mergePerson } from './person-rows.ts';
import { tidyBatch } from './tidy-names.ts';

/** Applies a batch. Rejects only for what the database itself refuses (a full disk, a closed database): then nothing of it is stored. */
export const ingest = async (database: IsthmusDatabase, told: Batch): Promise<Ingested> => {
  const batch = tidyBatch(told);
  return batch.covers === null && (await tellsNothingNew(database, batch))
    ? moveCursor(database, batch)
    : apply(database, batch);
};

/** A page of history is new; looking whether it is would cost as much as writing it. */
const mostEchoes = 20;

/** Whether all that is told is stored already: events repeat what the answer to a request said, and pulls what events said. */
const tellsNothingNew = async (
  { messages, people }: IsthmusDatabase,
  { changes, accountId }: Batch,
): Promise<boolean> => {
  if (changes.length === 0) return true;
  if (changes.length > mostEchoes) return false;
  const told = changes.flatMap((change) => (change.kind === 'message' ? [change.message] : []));
  const names = changes.flatMap((change) => (change.kind === 'name' ? [change] : []));
  if (told.length + names.length < changes.length) return false;
  const held = await messages.bulkGet(told.map(({ id }) => id));
  if (!told.every((message, at) => isSame(held[at], message))) return false;
  const known = await people.bulkGet(names.map(({ personId }) => personId));
  return names.every((heard, at) => heardPerson(known[at], accountId, heard) === null);
};

/** Most pulls tell nothing new: then only the cursor moves, and nobody who reads has to wait. That of a conversation that is gone stays gone. */
const moveCursor = async (database: IsthmusDatabase, { cursor }: Batch): Promise<Ingested> => {
  if (cursor)
    await database.transaction('rw', database.cursors, async () => {
      if (await database.cursors.get(cursor.conversationId)) await database.cursors.put(cursor);
    });
  return {
    added: 0,
    changed: 0,
    people: new Set(),
    messages: [],
    touched: 0,
    linksTouched: false,
    readMoved: new Set(),
  };
};

const apply = (database: IsthmusDatabase, batch: Batch): Promise<Ingested> =>
  database.transaction(
    'rw',
    [
      database.accounts,
      database.people,
      database.teams,
      database.conversations,
      database.members,
      database.readPlaces,
      database.messages,
      database.cursors,
      database.discards,
      database.links,
      database.counterparts,
      database.outbox,
      database.linkPosts,
      database.pinsRead,
      database.setbacks,
    ],
    async () => {
      const sorted = sort(batch.changes);
      const discards = new Map<DiscardReason, number>();
      const discard = (reason: DiscardReason, count = 1): void =>
        void discards.set(reason, (discards.get(reason) ?? 0) + count);
      for (const { reason } of sorted.discarded) discard(reason);

      const claimed = await writePeople(database, sorted);
      await writeNames(database, sorted, batch.accountId);
      const account = await database.accounts.get(batch.accountId);
      const { touched, read, reshaped } = await writeConversations(database, sorted, batch);
      const written = await writeMessages(database, sorted, batch, touched, discard);
      // Before anything is counted: a copy is nothing new.
      const toCarry = account
        ? await touchOutbox(database, account.service, written.messages, account.me)
        : { rows: 0, linked: [], paired: [] };
      await deriveTouched(database, touched, read, written.messages, account?.me ?? null);
      await deriveAgain(database, toCarry.paired);
      if (batch.cursor && touched.has(batch.cursor.conversationId)) await database.cursors.put(batch.cursor);
      await countDiscards(database, batch.accountId, discards);
      if (account && written.added > 0) await countMessages(database, account, written.added);
      const linked =
        account?.service === 'mattermost' &&
        (await keepLinkPosts(database, written.messages, written.changed));
      return {
        ...written,
        touched: toCarry.rows,
        linksTouched: claimed || reshaped || linked,
        readMoved: new Set([...read, ...toCarry.linked, ...toCarry.paired]),
      };
    },
  );

/** Whether somebody now says to be another Teams user than before. */
const writePeople = async (database: IsthmusDatabase, sorted: Sorted): Promise<boolean> => {
  let claimed = false;
  if (sorted.person.length > 0) {
    const known = await database.people.bulkGet(sorted.person.map(({ person }) => person.id));
    claimed = sorted.person.some(({ person }, at) => (known[at]?.claims ?? null) !== person.claims);
    await database.people.bulkPut(sorted.person.map(({ person }, at) => mergePerson(known[at], person)));
  }
  for (const { personId, presence } of sorted.presence) await database.people.update(personId, { presence });
  if (sorted.team.length > 0) await database.teams.bulkPut(sorted.team.map(({ team }) => team));
  if (sorted['team-gone'].length > 0)
    await database.teams.bulkDelete(sorted['team-gone'].map(({ id }) => id));
  return claimed;
};

/** Names that messages tell, after all else that is told of people. */
const writeNames = async (
  { people }: IsthmusDatabase,
  { name: names }: Sorted,
  accountId: AccountId,
): Promise<void> => {
  if (names.length === 0) return;
  const known = await people.bulkGet(names.map(({ personId }) => personId));
  const rows = new Map(known.flatMap((person) => (person ? [[person.id, person] as const] : [])));
  const changed = new Map<PersonId, Person>();
  for (const heard of names) {
    const person = heardPerson(rows.get(heard.personId), accountId, heard);
    if (person === null) continue;
    rows.set(person.id, person);
    changed.set(person.id, person);
  }
  await people.bulkPut([...changed.values()]);
};

/** Writes facts, memberships and departures; returns every conversation this batch concerns, as it now stands. */
const writeConversations = async (
  database: IsthmusDatabase,
  sorted: Sorted,
  { accountId, cursor }: Batch,
): Promise<{
  touched: Map<ConversationId, Conversation>;
  read: Set<ConversationId>;
  /** Some came, left, or are of another kind or other people than before. */
  reshaped: boolean;
}> => {
  const ids = new Set<ConversationId>();
  for (const { conversation } of sorted.conversation) ids.add(conversation.id);
  for (const { message } of sorted.message) ids.add(message.conversationId);
  for (const { conversationId } of sorted['message-gone']) ids.add(conversationId);
  for (const { conversationId } of sorted.read) ids.add(conversationId);
  for (const { membership } of sorted.members) ids.add(membership.conversationId);
  // A page without messages moves its cursor all the same.
  if (cursor) ids.add(cursor.conversationId);
  const touched = new Map<ConversationId, Conversation>();
  for (const row of await database.conversations.bulkGet([...ids])) if (row) touched.set(row.id, row);

  const changed = new Map<ConversationId, Conversation>();
  const read = new Set<ConversationId>();
  let reshaped = sorted['conversation-gone'].length > 0;
  for (const { conversation } of sorted.conversation) {
    const stored = touched.get(conversation.id);
    const place = stored ? undefined : await database.readPlaces.get(conversation.id);
    const merged = mergeFacts(stored, conversation, place?.readAt);
    reshaped ||= !stored || isReshaped(stored, merged);
    if (stored?.readAt !== merged.readAt) read.add(merged.id);
    if (!stored || !sameConversation(stored, merged)) changed.set(merged.id, merged);
    touched.set(merged.id, merged);
    if (!stored) await startCursor(database, accountId, merged.id);
    if (place) await database.readPlaces.delete(place.conversationId);
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
  const memberships: Membership[] = [];
  for (const { membership } of sorted.members) {
    const stored = touched.get(membership.conversationId);
    if (!stored || !hasParticipants(stored)) {
      memberships.push(membership);
      continue;
    }
    const merged = { ...stored, participants: membership.personIds };
    if (sameConversation(stored, merged)) continue;
    reshaped ||= isReshaped(stored, merged);
    changed.set(merged.id, merged);
    touched.set(merged.id, merged);
  }
  await database.conversations.bulkPut([...changed.values()]);
  if (memberships.length > 0) await database.members.bulkPut(memberships);
  for (const { id } of sorted['conversation-gone']) {
    await removeConversation(database, id);
    touched.delete(id);
  }
  return { touched, read, reshaped };
};

/** Who is in a chat stands in its own row; channels are many people's, and have another one for it. */
const hasParticipants = ({ kind }: Conversation): boolean =>
  kind === 'direct' || kind === 'group' || kind === 'meeting';

/** Whether what links go by changed. */
const isReshaped = (stored: Conversation, told: Conversation): boolean =>
  stored.kind !== told.kind || stored.participants.join(' ') !== told.participants.join(' ');

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
  const conversation = await database.conversations.get(id);
  if (conversation?.readKeptBy === 'isthmus' && conversation.readAt > 0) {
    const { accountId, readAt } = conversation;
    await database.readPlaces.put({ conversationId: id, accountId, readAt });
  }
  const [lower, upper] = wholeConversation(id);
  const keys = await database.messages
    .where('[conversationId+createdAt]')
    .between(lower, upper, true, true)
    .primaryKeys();
  await database.messages.bulkDelete(keys);
  await database.members.delete(id);
  await database.cursors.delete(id);
  await database.setbacks.where('of').equals(id).delete();
  await database.linkPosts.where('conversationId').equals(id).delete();
  await database.pinsRead.delete(id);
  await database.conversations.delete(id);
};

/** Derives anew what this batch can have changed; older history of a conversation that is unread to the cap changes nothing. */
const deriveTouched = async (
  database: IsthmusDatabase,
  touched: ReadonlyMap<ConversationId, Conversation>,
  read: ReadonlySet<ConversationId>,
  messages: readonly Message[],
  me: PersonId | null,
): Promise<void> => {
  const byConversation = new Map<ConversationId, Message[]>();
  for (const message of messages) {
    const some = byConversation.get(message.conversationId);
    if (some) some.push(message);
    else byConversation.set(message.conversationId, [message]);
  }
  const changed: Conversation[] = [];
  for (const conversation of touched.values()) {
    const some = byConversation.get(conversation.id) ?? [];
    const at = some.length === 0 ? undefined : Math.max(...some.map(({ createdAt }) => createdAt));
    if (at === undefined && !read.has(conversation.id)) continue;
    if (at !== undefined && !read.has(conversation.id) && isOnlyHistory(conversation, at)) continue;
    // Where Isthmus keeps the read state, what was there before it came counts as read.
    const startsRead = conversation.readKeptBy === 'isthmus' && conversation.readAt === 0 && at !== undefined;
    const had = conversation.lastMessage?.createdAt ?? Infinity;
    const derived =
      !startsRead && !read.has(conversation.id) && some.every(({ createdAt }) => createdAt > had)
        ? await deriveNewer(database, conversation, some, me)
        : await derive(database, startsRead ? { ...conversation, readAt: at } : conversation, me);
    if (!sameConversation(derived, conversation)) changed.push(derived);
  }
  await database.conversations.bulkPut(changed);
};

/** Conversations of the other side, of whose messages it has just become known that they are copies. */
const deriveAgain = async (database: IsthmusDatabase, ids: readonly ConversationId[]): Promise<void> => {
  for (const conversation of await database.conversations.bulkGet([...ids])) {
    if (!conversation || conversation.unread === 0) continue;
    const account = await database.accounts.get(conversation.accountId);
    const derived = await derive(database, conversation, account?.me ?? null);
    if (!sameConversation(derived, conversation)) await database.conversations.put(derived);
  }
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
  await database.accounts.put({
    ...account,
    progress: { ...account.progress, messages: account.progress.messages + added },
  });
};
