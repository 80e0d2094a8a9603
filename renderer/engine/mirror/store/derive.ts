/** What follows from the messages in the mirror: the newest message of a conversation and what is unread in it. */
import { Dexie } from 'dexie';
import type { Conversation, LastMessage, Message, PersonId } from '../../../model/index.ts';
import { type IsthmusDatabase, readTwins } from '../../../store/index.ts';

/** More is shown as 99+; counting further would cost and tell nobody anything. */
export const unreadCap = 100;
const previewLength = 200;

/** The newest message as the list shows it. */
export const lookAt = (message: Message): LastMessage => ({
  id: message.id,
  authorId: message.authorId,
  authorName: message.authorName,
  plain: message.plain.slice(0, previewLength),
  createdAt: message.createdAt,
  deleted: message.deletedAt !== null,
});

/** Whether a message counts as unread for `me`: written by somebody else and still there. */
export const countsAsUnread = (message: Message, me: PersonId | null): boolean =>
  message.kind === 'message' && message.deletedAt === null && message.authorId !== me;

/**
 * The conversation with its derived fields computed anew from the database (inside the caller's transaction). Reads one message for the
 * preview and at most `unreadCap` unread ones.
 */
export const derive = async (
  database: IsthmusDatabase,
  conversation: Conversation,
  me: PersonId | null,
): Promise<Conversation> => {
  const byTime = database.messages.where('[conversationId+createdAt]');
  const isUnread = (message: Message): boolean => countsAsUnread(message, me);
  const newest = await byTime
    .between([conversation.id, Dexie.minKey], [conversation.id, Dexie.maxKey])
    .reverse()
    .limit(1)
    .first();
  const unread =
    newest && newest.createdAt > conversation.readAt ? await unreadOf(database, conversation, isUnread) : [];
  const once = await withoutCopies(database, conversation, unread);
  return {
    ...conversation,
    lastMessage: newest ? lookAt(newest) : null,
    sortAt: Math.max(conversation.lastActivityAt, newest?.createdAt ?? 0),
    unread: once.length,
    mentions: once.filter((message) => message.mentionsMe).length,
  };
};

/**
 * The same after messages came that are all newer than what the conversation had: then only they have to be looked at. `newer` is not
 * empty.
 */
export const deriveNewer = async (
  database: IsthmusDatabase,
  conversation: Conversation,
  newer: readonly Message[],
  me: PersonId | null,
): Promise<Conversation> => {
  const newest = newer.reduce((one, other) => (other.createdAt > one.createdAt ? other : one));
  const unread = newer.filter(
    (message) => message.createdAt > conversation.readAt && countsAsUnread(message, me),
  );
  const once = await withoutCopies(database, conversation, unread);
  const counted = (before: number, more: readonly Message[]): number =>
    Math.min(unreadCap, before + more.length);
  return {
    ...conversation,
    lastMessage: lookAt(newest),
    sortAt: Math.max(conversation.lastActivityAt, newest.createdAt),
    unread: counted(conversation.unread, once),
    mentions: counted(
      conversation.mentions,
      once.filter((message) => message.mentionsMe),
    ),
  };
};

/** The unread messages, at most the newest `unreadCap`. A cursor costs a request for each row; where few are unread they come in one. */
const unreadOf = async (
  database: IsthmusDatabase,
  { id, readAt }: Conversation,
  isUnread: (message: Message) => boolean,
): Promise<readonly Message[]> => {
  const later = () =>
    database.messages.where('[conversationId+createdAt]').between([id, readAt], [id, Dexie.maxKey], false);
  const first = await later().limit(unreadCap).toArray();
  if (first.length < unreadCap) return first.filter(isUnread);
  return later().reverse().filter(isUnread).limit(unreadCap).toArray();
};

/**
 * In a linked conversation what was carried here counts where it was written, and not a second time: that is what hurt most in what
 * came before Isthmus. Anybody can forge a mark: only where both messages are the same person's is one taken for the other's copy.
 */
const withoutCopies = async (
  database: IsthmusDatabase,
  { id, service }: Conversation,
  unread: readonly Message[],
): Promise<readonly Message[]> => {
  if (unread.length === 0 || (await database.links.where(service).equals(id).count()) === 0) return unread;
  const ids = unread.map((message) => message.id);
  const rows = await database.counterparts.where('copies').anyOf(ids).toArray();
  if (rows.length === 0) return unread;
  const origins = await database.messages.bulkGet(rows.map((row) => row.id));
  const originOf = new Map(
    rows.flatMap(({ copies }, at) => copies.map((copy) => [copy, origins[at]] as const)),
  );
  const pairs = unread.flatMap((message) => {
    const origin = originOf.get(message.id);
    return origin?.authorId && message.authorId && origin.deletedAt === null
      ? [{ copy: message, from: origin.authorId, by: message.authorId, account: origin.accountId }]
      : [];
  });
  const [first] = pairs;
  if (first === undefined) return unread;
  const accounts =
    service === 'teams'
      ? { teams: first.copy.accountId, mattermost: first.account }
      : { teams: first.account, mattermost: first.copy.accountId };
  const [teams, mattermost] = await database.accounts.bulkGet([accounts.teams, accounts.mattermost]);
  const me = { teams: teams?.me ?? null, mattermost: mattermost?.me ?? null };
  const twins = await readTwins(database, [...new Set(pairs.map(({ from }) => from))], { accounts, me });
  const copies = new Set(pairs.filter(({ from, by }) => twins.get(from) === by).map(({ copy }) => copy.id));
  return unread.filter(({ id: message }) => !copies.has(message));
};
