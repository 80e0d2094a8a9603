/** Making conversations, and their members. */
import type { Channel, Chat, Conversation, Member, Message, Team, Thread } from './model.ts';
import { OrderedIndex } from './ordered-index.ts';

export const byCreation = (message: Message): readonly [number, number] => [
  message.createdAt,
  message.number,
];

const thread = (id: string, createdAt: number): Thread => ({
  id,
  createdAt,
  byCreated: new OrderedIndex<Message>(byCreation),
  messages: new Map(),
});

export const newChat = (
  id: string,
  chatType: Chat['chatType'],
  topic: string | null,
  createdAt: number,
): Chat => ({
  ...thread(id, createdAt),
  kind: 'chat',
  chatType,
  topic,
  lastUpdatedAt: createdAt,
  members: new Map(),
  byModified: new OrderedIndex<Message>((message) => [message.modifiedAt, message.number]),
  readAt: new Map(),
  hiddenFor: new Set(),
});

export const newChannel = (
  id: string,
  team: Team,
  about: Pick<Channel, 'membershipType' | 'displayName' | 'description' | 'createdAt' | 'driveFolderId'>,
): Channel => ({
  ...thread(id, about.createdAt),
  kind: 'channel',
  team,
  membershipType: about.membershipType,
  displayName: about.displayName,
  description: about.description,
  archived: false,
  ownMembers: new Map(),
  byActivity: new OrderedIndex<Message>((message) => [message.threadActivityAt, message.number]),
  byChange: new OrderedIndex<Message>((message) => [message.threadChange, 0]),
  driveFolderId: about.driveFolderId,
});

/** The members of a conversation. A standard channel has its team's members. */
export const membersOf = (conversation: Conversation): Map<string, Member> => {
  if (conversation.kind === 'chat') return conversation.members;
  return conversation.membershipType === 'standard' ? conversation.team.members : conversation.ownMembers;
};

/** Whether a user belongs to a team: as a member, or because one of its channels is shared with them. */
export const isAssociated = (team: Team, userId: string): boolean =>
  team.members.has(userId) || channelsFor(team, userId).length > 0;

/** The channels of a team that this user can see: private and shared ones only with membership (facts, graph §1). */
export const channelsFor = (team: Team, userId: string): Channel[] =>
  [...team.channels.values()].filter((channel) => membersOf(channel).has(userId));
