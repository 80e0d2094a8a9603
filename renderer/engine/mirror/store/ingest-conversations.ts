/** Writes the conversations of a batch: what is told of them, their members, how far they were read, and which have left. */
import type { Conversation, ConversationId, Membership } from '../../../model/index.ts';
import {
  forgetPlaceRow,
  keepPlaceRow,
  readConversationRow,
  readConversationRows,
  readMemberRows,
  readPlaceRow,
  removeConversationContents,
  removeConversationRow,
  startCursorRow,
  writeConversationRows,
  writeMemberRows,
  type IsthmusDatabase,
} from '../../../store/index.ts';
import type { Follower } from '../../follower.ts';
import { forgetConversationOf } from '../follow/call-followers.ts';
import type { Batch, Sorted } from './batch.ts';
import { mergeFacts, sameConversation } from './facts.ts';

export interface WrittenConversations {
  /** Every conversation that the batch concerns, in its present form. */
  readonly touched: ReadonlyMap<ConversationId, Conversation>;
  /** Conversations in which the user has read on. */
  readonly read: ReadonlySet<ConversationId>;
  /** Whether a conversation came, left, or changed its kind or its people. */
  readonly reshaped: boolean;
}

/** Writes facts, members and departures. Call it within the batch's transaction. */
export const writeConversations = async (
  database: IsthmusDatabase,
  followers: readonly Follower[],
  sorted: Sorted,
  { accountId, cursor }: Batch,
): Promise<WrittenConversations> => {
  const ids = new Set<ConversationId>();
  for (const { conversation } of sorted.conversation) ids.add(conversation.id);
  for (const { message } of sorted.message) ids.add(message.conversationId);
  for (const { conversationId } of sorted['message-gone']) ids.add(conversationId);
  for (const { conversationId } of [...sorted.read, ...sorted.chosen]) ids.add(conversationId);
  for (const { membership } of sorted.members) ids.add(membership.conversationId);
  // A page without messages moves its cursor too.
  if (cursor) ids.add(cursor.conversationId);
  const touched = new Map<ConversationId, Conversation>();
  for (const row of await readConversationRows(database, [...ids])) if (row) touched.set(row.id, row);

  const changed = new Map<ConversationId, Conversation>();
  const read = new Set<ConversationId>();
  let reshaped = sorted['conversation-gone'].length > 0;
  for (const { conversation } of sorted.conversation) {
    const stored = touched.get(conversation.id);
    const place = stored ? undefined : await readPlaceRow(database, conversation.id);
    const merged = mergeFacts(stored, conversation, place?.readAt);
    reshaped ||= !stored || isReshaped(stored, merged);
    if (stored?.readAt !== merged.readAt) read.add(merged.id);
    if (!stored || !sameConversation(stored, merged)) changed.set(merged.id, merged);
    touched.set(merged.id, merged);
    if (!stored) await startCursorRow(database, accountId, merged.id);
    if (place) await forgetPlaceRow(database, place.conversationId);
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
  for (const { conversationId, choice } of sorted.chosen) {
    const stored = touched.get(conversationId);
    if (!stored || stored[choice.kind] === choice.value) continue;
    const chosen = { ...stored, [choice.kind]: choice.value };
    changed.set(conversationId, chosen);
    touched.set(conversationId, chosen);
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
  await writeConversationRows(database, [...changed.values()]);
  await writeMemberRows(database, await changedMemberships(database, memberships));
  for (const { id } of sorted['conversation-gone']) {
    await removeConversation(database, followers, id);
    touched.delete(id);
  }
  return { touched, read, reshaped };
};

/** The memberships that say something else than the stored ones. A chat's are in its own row, so that they always do. */
export const changedMemberships = async (
  database: IsthmusDatabase,
  told: readonly Membership[],
): Promise<readonly Membership[]> => {
  const stored = await readMemberRows(
    database,
    told.map(({ conversationId }) => conversationId),
  );
  return told.filter((membership, at) => JSON.stringify(stored[at]) !== JSON.stringify(membership));
};

/** The members of a chat are in its own row. A channel has many members, who have a row of their own. */
const hasParticipants = ({ kind }: Conversation): boolean =>
  kind === 'direct' || kind === 'group' || kind === 'meeting';

/** Whether something changed on which links depend. */
const isReshaped = (stored: Conversation, told: Conversation): boolean =>
  stored.kind !== told.kind ||
  stored.webUrl !== told.webUrl ||
  stored.participants.join(' ') !== told.participants.join(' ');

/** Removes a conversation from the mirror with everything in it. */
const removeConversation = async (
  database: IsthmusDatabase,
  followers: readonly Follower[],
  id: ConversationId,
): Promise<void> => {
  const conversation = await readConversationRow(database, id);
  if (conversation?.readKeptBy === 'isthmus' && conversation.readAt > 0) {
    const { accountId, readAt } = conversation;
    await keepPlaceRow(database, { conversationId: id, accountId, readAt });
  }
  await removeConversationContents(database, id);
  await forgetConversationOf(database, followers, id);
  await removeConversationRow(database, id);
};
