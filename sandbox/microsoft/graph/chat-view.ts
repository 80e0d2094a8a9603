/** Chats, channels, teams and members as Graph serves them. */
import type { Channel, Chat, Member, Team } from '../state/model.ts';
import { membersOf } from '../state/conversations.ts';
import type { User } from '../state/directory.ts';
import { sees } from '../state/tenant.ts';
import { beginningOfTime, graphTime } from '../state/time.ts';
import { memberNameAsSent, rolesAsSent } from './real-shapes.ts';
import { bodyView, fromView, messageTypeView, type ViewOptions } from './messages/message-view.ts';

/** `$expand=members` gives no more than this many per chat, whatever `$top` says (facts, graph §1: known issue). */
export const expandedMembers = 25;

export const memberView = (member: Member, resource: string, tenantId: string): Record<string, unknown> => ({
  '@odata.type': '#microsoft.graph.aadUserConversationMember',
  id: Buffer.from(`MCMj${tenantId}##${resource}##${member.user.id}`).toString('base64'),
  roles: rolesAsSent(member),
  displayName: memberNameAsSent(member.user),
  visibleHistoryStartDateTime: member.historyFrom === null ? beginningOfTime : graphTime(member.historyFrom),
  userId: member.user.id,
  email: member.user.kind === 'federated' ? null : member.user.mail,
  tenantId: member.user.tenantId,
});

/** The newest message of a chat as chatMessageInfo: no mentions, no attachments; its id is the message's. */
export const previewView = (chat: Chat, me: User, options: ViewOptions): Record<string, unknown> | null => {
  const { newest } = chat.byCreated;
  if (!newest || !sees(me, newest)) return null;
  return {
    id: newest.id,
    createdDateTime: graphTime(newest.createdAt),
    isDeleted: newest.deletedAt !== null,
    messageType: messageTypeView(newest, options),
    eventDetail: newest.eventDetail,
    body: bodyView(newest, options),
    from: fromView(newest.author),
  };
};

export const chatView = (
  chat: Chat,
  me: User,
  expand: ReadonlySet<string>,
  options: ViewOptions,
): Record<string, unknown> => {
  const readAt = chat.readAt.get(me.id);
  return {
    id: chat.id,
    topic: chat.topic,
    createdDateTime: graphTime(chat.createdAt),
    lastUpdatedDateTime: graphTime(chat.lastUpdatedAt),
    chatType: chat.chatType,
    webUrl: `https://teams.microsoft.com/l/chat/${encodeURIComponent(chat.id)}/0?tenantId=${options.tenantId}`,
    tenantId: options.tenantId,
    onlineMeetingInfo: chat.chatType === 'meeting' ? meetingView(chat) : null,
    isHiddenForAllMembers: false,
    viewpoint: {
      isHidden: chat.hiddenFor.has(me.id),
      lastMessageReadDateTime: readAt === undefined ? null : graphTime(readAt),
    },
    ...(expand.has('lastMessagePreview') ? { lastMessagePreview: previewView(chat, me, options) } : {}),
    ...(expand.has('members')
      ? {
          members: [...chat.members.values()]
            .slice(0, expandedMembers)
            .map((member) => memberView(member, chat.id, options.tenantId)),
        }
      : {}),
  };
};

const meetingView = (chat: Chat): Record<string, unknown> => {
  const [organizer] = chat.members.values();
  return {
    calendarEventId: null,
    joinWebUrl: `https://teams.microsoft.com/l/meetup-join/${encodeURIComponent(chat.id)}/0`,
    organizer: organizer ? { id: organizer.user.id, displayName: null, userIdentityType: 'aadUser' } : null,
  };
};

/** A team as joinedTeams gives it: most properties null. */
export const teamView = (team: Team, tenantId: string): Record<string, unknown> => ({
  id: team.id,
  createdDateTime: null,
  displayName: team.displayName,
  description: team.description,
  internalId: null,
  classification: null,
  specialization: null,
  visibility: null,
  webUrl: null,
  isArchived: team.archived,
  tenantId,
});

export const channelView = (channel: Channel, tenantId: string): Record<string, unknown> => ({
  id: channel.id,
  createdDateTime: graphTime(channel.createdAt),
  displayName: channel.displayName,
  description: channel.description === '' ? null : channel.description,
  isFavoriteByDefault: null,
  email: null,
  tenantId,
  webUrl: `https://teams.microsoft.com/l/channel/${encodeURIComponent(channel.id)}/${encodeURIComponent(channel.displayName)}?groupId=${channel.team.id}&tenantId=${tenantId}`,
  membershipType: channel.membershipType,
  isArchived: channel.archived,
});

export const membersView = (conversation: Chat | Channel, tenantId: string): Record<string, unknown>[] =>
  [...membersOf(conversation).values()].map((member) =>
    memberView(member, conversation.kind === 'chat' ? conversation.id : conversation.team.id, tenantId),
  );
