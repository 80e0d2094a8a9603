/** Inline images and code of messages; they need the bearer token, so `<img src>` cannot load them (facts, graph §1). */
import type { HostedContent, Message } from '../../state/model.ts';
import { messageFor } from '../../state/tenant.ts';
import { bytes, context, json } from '../answer.ts';
import { channelMessageOf } from './channel-messages.ts';
import { chatOf } from '../chats.ts';
import { GraphError } from '../errors.ts';
import { messagePath } from './message-view.ts';
import { chatForms, type GraphCall, type Route } from '../service.ts';

const readChat = ['Chat.Read', 'Chat.ReadWrite', 'Group.Read.All', 'Group.ReadWrite.All'];
const readChannel = ['ChannelMessage.Read.All', 'Group.Read.All', 'Group.ReadWrite.All'];

const messageOf = (call: GraphCall): Message =>
  call.hasParam('chatId')
    ? messageFor(call.me, chatOf(call), call.param('messageId'))
    : channelMessageOf(call);

const view = (one: HostedContent): Record<string, unknown> => ({
  id: one.id,
  contentBytes: null,
  contentType: null,
});

const visible = (message: Message): readonly HostedContent[] =>
  message.deletedAt === null ? message.hostedContents : [];

const list = (call: GraphCall): Response => {
  const message = messageOf(call);
  const value = visible(message).map(view);
  return json({
    '@odata.context': context(call, `${messagePath(message).slice(1)}/hostedContents`),
    '@odata.count': value.length,
    value,
  });
};

const one = (call: GraphCall): HostedContent => {
  const found = visible(messageOf(call)).find((hosted) => hosted.id === call.param('hostedId'));
  if (!found) throw new GraphError(404, 'NotFound', 'The hosted content was not found.');
  return found;
};

const value = (call: GraphCall): Response => {
  const hosted = one(call);
  return bytes(hosted.bytes, hosted.contentType);
};

const below = (paths: readonly string[], scopes: readonly string[], limit: Route['limit']): Route[] =>
  paths.flatMap((path): Route[] => [
    { method: 'GET', path: `${path}/hostedContents`, scopes, limit, handle: list },
    {
      method: 'GET',
      path: `${path}/hostedContents/:hostedId`,
      scopes,
      limit,
      handle: (call) =>
        json({ '@odata.context': context(call, 'hostedContents/$entity'), ...view(one(call)) }),
    },
    { method: 'GET', path: `${path}/hostedContents/:hostedId/$value`, scopes, limit, handle: value },
  ]);

const channelMessage = '/teams/:teamId/channels/:channelId/messages/:messageId';

export const hostedContentRoutes = (): Route[] => [
  ...below(chatForms('/:chatId/messages/:messageId'), readChat, 'chat-message-get'),
  ...below([channelMessage, `${channelMessage}/replies/:replyId`], readChannel, 'channel-message-get'),
];
