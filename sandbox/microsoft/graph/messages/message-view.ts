/** A message as Graph serves it to delegated callers (facts, graph §3). */
import type { Attachment, Conversation, Mention, Message, Reaction } from '../../state/model.ts';
import type { User } from '../../state/directory.ts';
import { messageAsSent } from '../real-shapes.ts';
import { graphTime, graphTimeOrNull } from '../../state/time.ts';

export interface ViewOptions {
  /** Graph's address with the version. */
  readonly versionUrl: string;
  readonly tenantId: string;
  readonly unknownEnumMembers: boolean;
}

const identityType = (user: User): string => (user.kind === 'federated' ? 'federatedUser' : 'aadUser');

/** The author: null for system messages, an application for bots. Only people of other tenants are named here. */
export const fromView = (author: User | null): Record<string, unknown> | null => {
  if (!author) return null;
  if (author.kind === 'bot') {
    return {
      device: null,
      user: null,
      application: {
        '@odata.type': '#microsoft.graph.teamworkApplicationIdentity',
        id: author.id,
        displayName: author.displayName,
        applicationIdentityType: 'bot',
      },
    };
  }
  return {
    application: null,
    device: null,
    user: {
      '@odata.type': '#microsoft.graph.teamworkUserIdentity',
      id: author.id,
      displayName: author.displayName,
      userIdentityType: identityType(author),
      tenantId: author.tenantId,
    },
  };
};

/** The path of a message below the version. */
export const messagePath = (message: Message): string => {
  const { conversation } = message;
  if (conversation.kind === 'chat') return `/chats/${conversation.id}/messages/${message.id}`;
  const channel = `/teams/${conversation.team.id}/channels/${conversation.id}`;
  return message.root
    ? `${channel}/messages/${message.root.id}/replies/${message.id}`
    : `${channel}/messages/${message.id}`;
};

const withAddresses = (text: string, message: Message, options: ViewOptions): string =>
  text.includes('hosted-content:')
    ? text.replace(
        /hosted-content:([\w-]+)/g,
        (_, id: string) => `${options.versionUrl}${messagePath(message)}/hostedContents/${id}/$value`,
      )
    : text;

/** The body as served; empty when deleted. */
export const bodyView = (
  message: Message,
  options: ViewOptions,
): { contentType: string; content: string } => ({
  contentType: message.contentType,
  content: message.deletedAt === null ? withAddresses(message.content, message, options) : '',
});

const attachmentView = (
  one: Attachment,
  message: Message,
  options: ViewOptions,
): Record<string, unknown> => ({
  id: one.id,
  contentType: one.contentType,
  contentUrl: one.contentUrl,
  content: one.content === null ? null : withAddresses(one.content, message, options),
  name: one.name,
  thumbnailUrl: one.thumbnailUrl,
  teamsAppId: null,
});

const mentionView = (one: Mention): Record<string, unknown> => ({
  id: one.id,
  mentionText: one.mentionText,
  mentioned:
    one.mentioned.kind === 'user'
      ? {
          application: null,
          device: null,
          conversation: null,
          tag: null,
          user: {
            '@odata.type': '#microsoft.graph.teamworkUserIdentity',
            id: one.mentioned.user.id,
            displayName: one.mentioned.user.displayName,
            userIdentityType: identityType(one.mentioned.user),
          },
        }
      : {
          application: null,
          device: null,
          user: null,
          tag: null,
          conversation: {
            id: one.mentioned.id,
            displayName: one.mentioned.displayName,
            conversationIdentityType: one.mentioned.conversationIdentityType,
          },
        },
});

const reactionView = (one: Reaction): Record<string, unknown> => ({
  reactionType: one.reactionType,
  displayName: null,
  reactionContentUrl: null,
  createdDateTime: graphTime(one.at),
  user: {
    application: null,
    device: null,
    user: {
      '@odata.type': '#microsoft.graph.teamworkUserIdentity',
      id: one.user.id,
      displayName: null,
      userIdentityType: identityType(one.user),
    },
  },
});

/** `systemEventMessage` is an unknown enum member to clients that did not ask for such (facts, graph §3). */
export const messageTypeView = (message: Message, options: ViewOptions): string => {
  if (!message.eventDetail) return 'message';
  return options.unknownEnumMembers ? 'systemEventMessage' : 'unknownFutureValue';
};

/** A message that data loss prevention blocks (contract, chatMessagePolicyViolation). */
const policyViolation = {
  dlpAction: 'notifySender,blockAccess',
  justificationText: null,
  policyTip: {
    complianceUrl: null,
    generalText: 'This message was blocked due to organization policy.',
    matchedConditionDescriptions: ['Credit Card Number'],
  },
  userAction: 'none',
  verdictDetails: null,
};

const webUrl = (message: Message, conversation: Conversation, options: ViewOptions): string | null => {
  if (conversation.kind === 'chat') return null;
  const parent = message.root?.id ?? message.id;
  return (
    `https://teams.microsoft.com/l/message/${encodeURIComponent(conversation.id)}/${message.id}` +
    `?groupId=${conversation.team.id}&tenantId=${options.tenantId}&createdTime=${message.id}&parentMessageId=${parent}`
  );
};

/** The whole chatMessage. A deleted one stays in its place without its content. */
export const messageView = (message: Message, options: ViewOptions): Record<string, unknown> => {
  const { conversation } = message;
  const gone = message.deletedAt !== null;
  return messageAsSent(message, {
    id: message.id,
    replyToId: message.root?.id ?? null,
    etag: String(message.modifiedAt),
    messageType: messageTypeView(message, options),
    createdDateTime: graphTime(message.createdAt),
    lastModifiedDateTime: graphTime(message.modifiedAt),
    lastEditedDateTime: graphTimeOrNull(message.editedAt),
    deletedDateTime: graphTimeOrNull(message.deletedAt),
    subject: gone ? null : message.subject,
    summary: null,
    chatId: conversation.kind === 'chat' ? conversation.id : null,
    importance: message.importance,
    locale: 'en-us',
    webUrl: webUrl(message, conversation, options),
    channelIdentity:
      conversation.kind === 'chat' ? null : { teamId: conversation.team.id, channelId: conversation.id },
    policyViolation: message.blocked ? policyViolation : null,
    eventDetail: message.eventDetail,
    from: fromView(message.author),
    body: bodyView(message, options),
    attachments: gone ? [] : message.attachments.map((one) => attachmentView(one, message, options)),
    mentions: gone ? [] : message.mentions.map(mentionView),
    reactions: gone ? [] : message.reactions.map(reactionView),
    messageHistory: gone
      ? []
      : message.history.map((one) => ({
          modifiedDateTime: graphTime(one.at),
          actions: one.action,
          reaction: reactionView(one),
        })),
  });
};
