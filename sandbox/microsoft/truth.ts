/** Everything that a person can see now, made from the same views that Graph serves, to compare it with a mirror. */
import type { Conversation, Message } from './state/model.ts';
import type { Truth, TruthConversation, TruthMessage } from '../service.ts';
import { bodyView, type ViewOptions } from './graph/messages/message-view.ts';
import { membersOf } from './state/conversations.ts';
import type { User } from './state/directory.ts';
import { conversationKey, sees, type TenantState } from './state/tenant.ts';

export const actKind = (conversation: Conversation): TruthConversation['kind'] => {
  if (conversation.kind === 'channel')
    return conversation.membershipType === 'standard' ? 'channel' : 'private';
  return { oneOnOne: 'direct', group: 'group', meeting: 'meeting' }[
    conversation.chatType
  ] as TruthConversation['kind'];
};

const conversationTruth = (conversation: Conversation, user: User): TruthConversation => ({
  id: conversationKey(conversation),
  teamId: conversation.kind === 'channel' ? conversation.team.id : null,
  kind: actKind(conversation),
  name: conversation.kind === 'channel' ? conversation.displayName : conversation.topic,
  members: [...membersOf(conversation).keys()].sort(),
  readAt: conversation.kind === 'channel' ? null : (conversation.readAt.get(user.id) ?? null),
});

const messageTruth = (message: Message, options: ViewOptions): TruthMessage => {
  const gone = message.deletedAt !== null;
  // Nobody sees a message that policy blocks.
  const hidden = gone || message.blocked;
  return {
    conversationId: conversationKey(message.conversation),
    id: message.id,
    authorId: message.author?.id ?? null,
    createdAt: message.createdAt,
    editedAt: message.editedAt,
    deleted: gone,
    content: message.blocked ? '' : bodyView(message, options).content,
    replyTo: message.root?.id ?? null,
    reactions: gone ? [] : message.reactions.map((one) => `${one.reactionType} ${one.user.id}`).sort(),
    files: hidden
      ? []
      : message.attachments.filter((one) => one.contentType === 'reference').map((one) => one.name ?? ''),
  };
};

/** Everything that this user can see. `versionUrl` is Graph's address with the version, which is in bodies with images. */
export const truthFor = (state: TenantState, user: User, versionUrl: string): Truth => {
  const options: ViewOptions = { versionUrl, tenantId: state.tenantId, unknownEnumMembers: true };
  const conversations = state.conversationsOf(user);
  return {
    me: user.id,
    teams: state.associatedTeams(user).map((team) => ({ id: team.id, name: team.displayName })),
    conversations: conversations.map((conversation) => conversationTruth(conversation, user)),
    messages: conversations.flatMap((conversation) =>
      conversation.byCreated
        .all()
        .filter((message) => sees(user, message))
        .map((message) => messageTruth(message, options)),
    ),
  };
};
