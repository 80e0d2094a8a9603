/** Merges what the service says of a conversation into the mirror's row. Pure. */
import type { Conversation, ConversationFacts, Rights } from '../../../model/index.ts';

/**
 * `stored` with the values of `facts`. Fields that are derived from messages stay until they are derived anew. `readBefore`: for a
 * conversation that comes back, how far it was read (ms) before it left.
 */
export const mergeFacts = (
  stored: Conversation | undefined,
  facts: ConversationFacts,
  readBefore = 0,
): Conversation => {
  const { readAt, participants, hidden, mayNot, mayAlso, ...rest } = facts;
  const favourite = facts.favourite ?? stored?.favourite;
  return {
    ...rest,
    ...(favourite === undefined ? {} : { favourite }),
    ...rightsOf({ mayNot: mayNot ?? stored?.mayNot ?? [], mayAlso: mayAlso ?? stored?.mayAlso ?? [] }),
    hidden: hidden ?? stored?.hidden ?? false,
    participants: participants ?? stored?.participants ?? [],
    // If the service keeps no read state, Isthmus keeps it, and an overview must not reset it.
    readAt: readAt ?? stored?.readAt ?? readBefore,
    readKeptBy: readAt === undefined ? 'isthmus' : 'service',
    sortAt: Math.max(facts.lastActivityAt, stored?.sortAt ?? 0),
    lastMessage: stored?.lastMessage ?? null,
    unread: stored?.unread ?? 0,
    mentions: stored?.mentions ?? 0,
  };
};

/** The rights as a row has them: most rows have none of these. */
const rightsOf = ({ mayNot, mayAlso }: Required<Rights>): Rights => ({
  ...(mayNot.length === 0 ? {} : { mayNot }),
  ...(mayAlso.length === 0 ? {} : { mayAlso }),
});

/** Whether two rows say the same. An unchanged overview then writes nothing and causes no live query to run. */
export const sameConversation = (a: Conversation, b: Conversation): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
