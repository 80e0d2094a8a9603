/** Merging what the service says of a conversation into what the mirror holds of it. Pure. */
import type { Conversation, ConversationFacts } from '../../../model/index.ts';

/**
 * `stored` brought up to date with `facts`; what is derived from messages stays until it is derived anew. `readBefore`: how far it was
 * read (ms) before it went, of a conversation that comes back.
 */
export const mergeFacts = (
  stored: Conversation | undefined,
  facts: ConversationFacts,
  readBefore = 0,
): Conversation => {
  const { readAt, participants, hidden, ...rest } = facts;
  return {
    ...rest,
    hidden: hidden ?? stored?.hidden ?? false,
    participants: participants ?? stored?.participants ?? [],
    // Where the service keeps no read state Isthmus keeps it, and an overview must not reset it.
    readAt: readAt ?? stored?.readAt ?? readBefore,
    readKeptBy: readAt === undefined ? 'isthmus' : 'service',
    sortAt: Math.max(facts.lastActivityAt, stored?.sortAt ?? 0),
    lastMessage: stored?.lastMessage ?? null,
    unread: stored?.unread ?? 0,
    mentions: stored?.mentions ?? 0,
  };
};

/** Whether two conversation rows say the same, so that an unchanged overview writes nothing and wakes no live query. */
export const sameConversation = (a: Conversation, b: Conversation): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
