/** Counts what is unread, and finds the newest message, where a batch can have changed that. */
import type { Conversation, ConversationId, Message, PersonId } from '../../../model/index.ts';
import {
  readAccountRow,
  readConversationRows,
  writeConversationRows,
  type IsthmusDatabase,
} from '../../../store/index.ts';
import type { Follower } from '../../follower.ts';
import { derive, deriveNewer, unreadCap } from './derive.ts';
import { sameConversation } from './facts.ts';

/**
 * Derives anew what this batch can have changed. Older history changes nothing in a conversation that has the most unread messages that are
 * counted.
 */
export const deriveTouched = async (
  database: IsthmusDatabase,
  followers: readonly Follower[],
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
    // Where Isthmus keeps the read state, messages from before its start count as read.
    const startsRead = conversation.readKeptBy === 'isthmus' && conversation.readAt === 0 && at !== undefined;
    const had = conversation.lastMessage?.createdAt ?? Infinity;
    const derived =
      !startsRead && !read.has(conversation.id) && some.every(({ createdAt }) => createdAt > had)
        ? await deriveNewer(database, followers, conversation, some, me)
        : await derive(database, followers, startsRead ? { ...conversation, readAt: at } : conversation, me);
    if (!sameConversation(derived, conversation)) changed.push(derived);
  }
  await writeConversationRows(database, changed);
};

/** Counts again in conversations of the other side with messages that are now known to be copies. */
export const deriveAgain = async (
  database: IsthmusDatabase,
  followers: readonly Follower[],
  ids: readonly ConversationId[],
): Promise<void> => {
  for (const conversation of await readConversationRows(database, ids)) {
    if (!conversation || conversation.unread === 0) continue;
    const account = await readAccountRow(database, conversation.accountId);
    const derived = await derive(database, followers, conversation, account?.me ?? null);
    if (!sameConversation(derived, conversation)) await writeConversationRows(database, [derived]);
  }
};

const isOnlyHistory = (conversation: Conversation, at: number): boolean =>
  conversation.lastMessage !== null &&
  at < conversation.lastMessage.createdAt &&
  (at <= conversation.readAt || conversation.unread >= unreadCap);
