/**
 * Which kinds of conversations may be linked, and who the other one is in a conversation of two. What few people can read must not be carried
 * to where many can: a chat may only be linked with a closed conversation.
 */
import type { Conversation, ConversationKind, PersonId } from '../../../model/index.ts';

const channels: ReadonlySet<ConversationKind> = new Set(['channel', 'private-channel', 'shared-channel']);
const chats: ReadonlySet<ConversationKind> = new Set(['group', 'meeting']);

/** Whether a post in a Mattermost conversation can link it with this Teams conversation; null if the mirror does not have that one. */
export const mayBeLinked = (mattermost: ConversationKind, teams: ConversationKind | null): boolean => {
  switch (mattermost) {
    case 'channel':
    case 'shared-channel':
      return teams === null || channels.has(teams);
    case 'private-channel':
      return teams === null || channels.has(teams) || chats.has(teams);
    case 'group':
    case 'meeting':
      return teams === null || chats.has(teams);
    case 'direct':
      // Links of these kinds are made by people.
      return false;
  }
};

/** A linked channel is carried without a choice of the user's, every other link only with one. */
export const areChannels = (mattermost: ConversationKind, teams: ConversationKind): boolean =>
  channels.has(mattermost) && channels.has(teams);

/** The other person of a one-to-one conversation; null for every other conversation, and for one with oneself. */
export const otherIn = ({ kind, participants }: Conversation, me: PersonId): PersonId | null => {
  if (kind !== 'direct' || participants.length !== 2 || !participants.includes(me)) return null;
  return participants.find((person) => person !== me) ?? null;
};
