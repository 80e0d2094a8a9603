/** Direct messages and one-to-one chats of the same two people. */
import type { Conversation, ConversationId, PersonId } from '../../../model/index.ts';
import type { LinkFacts } from './facts.ts';
import { otherIn } from './kinds.ts';

export interface PeoplePair {
  readonly mattermost: ConversationId;
  readonly teams: ConversationId;
}

/**
 * The user's direct messages with people who are connected, each with its chat. An equal address is not enough: only somebody who claims to
 * be that Teams user has an Isthmus that carries their half.
 */
export const peoplePairs = ({ accounts, me, conversations, whoIsWhom }: LinkFacts): readonly PeoplePair[] => {
  const chats = new Map<PersonId, Conversation>();
  for (const chat of conversations) {
    if (chat.accountId !== accounts.teams) continue;
    const other = otherIn(chat, me.teams);
    const held = other === null ? undefined : chats.get(other);
    if (other !== null && (!held || isLivelier(chat, held))) chats.set(other, chat);
  }
  return conversations.flatMap((direct) => {
    const other = direct.accountId === accounts.mattermost ? otherIn(direct, me.mattermost) : null;
    if (other === null || !whoIsWhom.connected.has(other)) return [];
    const there = whoIsWhom.twins.get(other);
    const chat = there === undefined ? undefined : chats.get(there);
    return chat ? [{ mattermost: direct.id, teams: chat.id }] : [];
  });
};

/** Teams has one chat of two people. If the mirror holds more, the one that is used counts. */
const isLivelier = (chat: Conversation, held: Conversation): boolean =>
  chat.sortAt === held.sortAt ? chat.id < held.id : chat.sortAt > held.sortAt;
