/** Chats, channels and teams come into being, change their names and their members; chats say so with system messages. */
import type { Channel, Chat, Conversation, Member, Team } from './model.ts';
import { membersOf, newChannel, newChat } from './conversations.ts';
import type { User } from './directory.ts';
import { Refusal } from './failure.ts';
import { channelId, groupChatId, oneOnOneId, randomHex } from './ids.ts';
import type { TenantState } from './tenant.ts';
import { postSystem } from './writing.ts';

/** A user in a system message: an id without a display name (facts, graph §3). */
export const eventUser = (user: User): Record<string, unknown> => ({
  id: user.id,
  displayName: null,
  userIdentityType: user.kind === 'federated' ? 'federatedUser' : 'aadUser',
});

export const eventInitiator = (user: User): Record<string, unknown> => ({
  application: null,
  device: null,
  user: eventUser(user),
});

/** A member with the role the service gives: guests are `guest`, people of other tenants `owner` (contract, conversationMember). */
export const memberOf = (user: User, role: Member['role'], historyFrom: number | null = null): Member => ({
  user,
  role: user.kind === 'guest' ? 'guest' : user.kind === 'federated' ? 'owner' : role,
  historyFrom,
});

/** Creates a chat. If the one-to-one chat exists already, it is returned unchanged (facts, graph §2). */
export const createChat = (
  state: TenantState,
  chatType: 'oneOnOne' | 'group',
  members: readonly User[],
  topic: string | null,
): Chat => {
  const people = [...new Map(members.map((user) => [user.id, user])).values()];
  const [first, second] = people;
  if (!first || !second) throw new Refusal('BadRequest', 'A chat needs at least two members.');
  if (chatType === 'oneOnOne' && people.length !== 2) {
    throw new Refusal('BadRequest', 'A one-on-one chat has exactly two members.');
  }
  const id =
    chatType === 'oneOnOne'
      ? oneOnOneId(first.id, second.id)
      : groupChatId(randomHex(() => state.world.random()));
  const existing = state.chats.get(id);
  if (existing) return existing;
  const chat = newChat(id, chatType, chatType === 'group' ? topic : null, Math.floor(state.world.now()));
  for (const user of people) chat.members.set(user.id, memberOf(user, 'owner'));
  state.chats.set(id, chat);
  return chat;
};

export const createChannel = (
  state: TenantState,
  by: User,
  team: Team,
  about: { displayName: string; description: string; membershipType: Channel['membershipType'] },
): Channel => {
  if (!team.members.has(by.id)) throw new Refusal('Forbidden', 'The user is not a member of this team.');
  if ([...team.channels.values()].some((channel) => channel.displayName === about.displayName)) {
    throw new Refusal('Conflict', 'A channel with this name exists already.');
  }
  const now = Math.floor(state.world.now());
  const drive = state.drives.ofTeam(team, now);
  const folder = state.drives.folder(state.drives.root(drive), about.displayName, now);
  const channel = newChannel(channelId(randomHex(() => state.world.random())), team, {
    ...about,
    createdAt: now,
    driveFolderId: folder.id,
  });
  if (about.membershipType !== 'standard') channel.ownMembers.set(by.id, memberOf(by, 'owner'));
  team.channels.set(channel.id, channel);
  return channel;
};

/** Adds a user; for a standard channel, to its team. `historyFrom` in ms, null for the whole history. */
export const addMember = (
  state: TenantState,
  conversation: Conversation,
  user: User,
  by: User | null,
  historyFrom: number | null = null,
): void => {
  const members = membersOf(conversation);
  if (members.has(user.id)) return;
  if (conversation.kind === 'chat' && conversation.chatType === 'oneOnOne') {
    throw new Refusal('Forbidden', 'Members cannot be added to a one-on-one chat.');
  }
  if (
    conversation.kind === 'channel' &&
    conversation.membershipType === 'private' &&
    !conversation.team.members.has(user.id)
  ) {
    throw new Refusal('BadRequest', 'Only members of the team can be added to a private channel.');
  }
  members.set(user.id, memberOf(user, conversation.kind === 'chat' ? 'owner' : null, historyFrom));
  if (conversation.kind !== 'chat') return;
  conversation.lastUpdatedAt = Math.floor(state.world.now());
  postSystem(state, conversation, {
    '@odata.type': '#microsoft.graph.membersAddedEventMessageDetail',
    visibleHistoryStartDateTime: '0001-01-01T00:00:00Z',
    members: [eventUser(user)],
    initiator: by ? eventInitiator(by) : null,
  });
};

/** Removes a user; for a standard channel, from its team. */
export const removeMember = (
  state: TenantState,
  conversation: Conversation,
  user: User,
  by: User | null,
): void => {
  const members = membersOf(conversation);
  if (!members.has(user.id)) throw new Refusal('NotFound', 'The user is not a member.');
  if (conversation.kind === 'chat' && conversation.chatType === 'oneOnOne') {
    throw new Refusal('Forbidden', 'Nobody can be removed from a one-on-one chat.');
  }
  members.delete(user.id);
  if (conversation.kind === 'channel') {
    if (conversation.membershipType === 'standard') leavePrivateChannels(conversation.team, user);
    return;
  }
  conversation.lastUpdatedAt = Math.floor(state.world.now());
  postSystem(state, conversation, {
    '@odata.type': '#microsoft.graph.membersDeletedEventMessageDetail',
    members: [eventUser(user)],
    initiator: by ? eventInitiator(by) : null,
  });
};

const leavePrivateChannels = (team: Team, user: User): void => {
  for (const channel of team.channels.values()) {
    if (channel.membershipType === 'private') channel.ownMembers.delete(user.id);
  }
};

/** Renames a group or meeting chat, or a channel. */
export const rename = (
  state: TenantState,
  conversation: Conversation,
  name: string,
  by: User | null,
): void => {
  if (conversation.kind === 'channel') {
    conversation.displayName = name;
    return;
  }
  if (conversation.chatType === 'oneOnOne')
    throw new Refusal('BadRequest', 'A one-on-one chat has no topic.');
  conversation.topic = name;
  conversation.lastUpdatedAt = Math.floor(state.world.now());
  postSystem(state, conversation, {
    '@odata.type': '#microsoft.graph.chatRenamedEventMessageDetail',
    chatId: conversation.id,
    chatDisplayName: name,
    initiator: by ? eventInitiator(by) : null,
  });
};

/** Sets how far a member has read: up to the newest message, or to `at`. */
export const markRead = (chat: Chat, user: User, at: number | null, now: number): void => {
  chat.readAt.set(user.id, at ?? chat.byCreated.newest?.createdAt ?? Math.floor(now));
};
