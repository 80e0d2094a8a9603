/** Finds a conversation by who is in it. */
import type { Conversation } from './conversation.ts';
import type { ConversationId, PersonId } from './ids.ts';

/**
 * The conversation of an account with exactly these people and the user, and without a name; null where there is none. Of several the one
 * in which something happened last.
 */
export const conversationWith = (
  conversations: readonly Conversation[],
  me: PersonId,
  others: readonly PersonId[],
): ConversationId | null => {
  const wanted = new Set([me, ...others]);
  const kind = wanted.size > 2 ? 'group' : 'direct';
  const found = conversations.filter(
    (one) =>
      one.kind === kind &&
      !one.archived &&
      (kind === 'direct' || (one.name ?? '').trim() === '') &&
      one.participants.length === wanted.size &&
      one.participants.every((id) => wanted.has(id)),
  );
  return found.sort((a, b) => b.sortAt - a.sortAt)[0]?.id ?? null;
};
