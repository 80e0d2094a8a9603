/** What follows from a conversation's messages: its newest message, and what is unread in it. */
import {
  type Conversation,
  type LastMessage,
  type Message,
  type PersonId,
  writerOf,
} from '../../../model/index.ts';
import {
  readMessagesAfter,
  readNewestMessage,
  readNewestMessagesAfter,
  type IsthmusDatabase,
} from '../../../store/index.ts';
import type { Follower } from '../../follower.ts';
import { countedElsewhere } from '../follow/call-followers.ts';

/** More unread messages are shown as 99+; to count further would cost time and tell nobody anything. */
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

/** Whether a message counts as unread for `me`: somebody else wrote it, and it is not deleted. */
export const countsAsUnread = (message: Message, me: PersonId | null): boolean =>
  message.kind === 'message' && message.deletedAt === null && writerOf(message) !== me;

/**
 * The conversation with its derived fields computed anew from the database, within the caller's transaction. It reads one message for the
 * preview and at most `unreadCap` unread ones.
 */
export const derive = async (
  database: IsthmusDatabase,
  followers: readonly Follower[],
  conversation: Conversation,
  me: PersonId | null,
): Promise<Conversation> => {
  const isUnread = (message: Message): boolean => countsAsUnread(message, me);
  const newest = await readNewestMessage(database, conversation.id);
  const unread =
    newest && newest.createdAt > conversation.readAt ? await unreadOf(database, conversation, isUnread) : [];
  const once = await onceOf(database, followers, conversation, unread);
  return {
    ...conversation,
    lastMessage: newest ? lookAt(newest) : null,
    sortAt: Math.max(conversation.lastActivityAt, newest?.createdAt ?? 0),
    unread: once.length,
    mentions: once.filter((message) => message.mentionsMe).length,
  };
};

/**
 * The same, if all new messages are newer than the conversation's newest: then only these have to be looked at. `newer` must not be empty.
 */
export const deriveNewer = async (
  database: IsthmusDatabase,
  followers: readonly Follower[],
  conversation: Conversation,
  newer: readonly Message[],
  me: PersonId | null,
): Promise<Conversation> => {
  const newest = newer.reduce((one, other) => (other.createdAt > one.createdAt ? other : one));
  const unread = newer.filter(
    (message) => message.createdAt > conversation.readAt && countsAsUnread(message, me),
  );
  const once = await onceOf(database, followers, conversation, unread);
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

/** The unread messages, at most the newest `unreadCap`. A cursor costs one request for each row; a few rows come in one request. */
const unreadOf = async (
  database: IsthmusDatabase,
  { id, readAt }: Conversation,
  isUnread: (message: Message) => boolean,
): Promise<readonly Message[]> => {
  const first = await readMessagesAfter(database, id, readAt, unreadCap);
  if (first.length < unreadCap) return first.filter(isUnread);
  return readNewestMessagesAfter(database, id, readAt, unreadCap, isUnread);
};

/** Leaves out messages that count elsewhere, as the followers know. */
const onceOf = async (
  database: IsthmusDatabase,
  followers: readonly Follower[],
  conversation: Conversation,
  unread: readonly Message[],
): Promise<readonly Message[]> => {
  if (unread.length === 0) return unread;
  const elsewhere = await countedElsewhere(database, followers, conversation, unread);
  return unread.filter(({ id }) => !elsewhere.has(id));
};
