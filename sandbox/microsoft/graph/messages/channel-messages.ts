/** Messages of a channel: threads with their replies. */
import type { Channel, Message } from '../../state/model.ts';
import { byCreation } from '../../state/conversations.ts';
import { OrderedIndex } from '../../state/ordered-index.ts';
import { messageFor } from '../../state/tenant.ts';
import { post } from '../../state/writing.ts';
import { context, json, versionUrl } from '../answer.ts';
import { channelOf } from '../channels.ts';
import { badRequest, GraphError } from '../errors.ts';
import { prepare, readMessageBody } from './message-body.ts';
import { messagePath, messageView, type ViewOptions } from './message-view.ts';
import { readExpand, readTop, writeToken } from '../odata.ts';
import { page } from '../paging.ts';
import type { GraphCall, Route } from '../service.ts';
import { viewOptions } from './view-options.ts';

const read = ['ChannelMessage.Read.All', 'Group.Read.All', 'Group.ReadWrite.All'];
const send = ['ChannelMessage.Send', 'Group.ReadWrite.All'];

/** `$expand=replies` gives no more than this many; `replies@odata.nextLink` leads to the rest (facts, graph §1). */
export const expandedReplies = 1000;

/** A root with its newest replies, when they were asked for. */
export const threadView = (
  call: GraphCall,
  root: Message,
  expandReplies: boolean,
  options: ViewOptions,
): Record<string, unknown> => {
  const view = messageView(root, options);
  if (!expandReplies) return view;
  const replies = root.replies?.newestFirst({ limit: expandedReplies }) ?? [];
  const last = replies.at(-1);
  const more = root.replies && last && root.replies.size > expandedReplies;
  return {
    ...view,
    'replies@odata.context': context(call, `${messagePath(root).slice(1)}/replies`),
    'replies@odata.count': replies.length,
    ...(more
      ? {
          'replies@odata.nextLink': `${versionUrl(call)}${messagePath(root)}/replies?$skiptoken=${writeToken(byCreation(last))}`,
        }
      : {}),
    replies: replies.map((reply) => messageView(reply, options)),
  };
};

/** Neither `$filter` nor `$orderby` exists for a channel's messages; delta has a filter. */
export const refuseOptions = (call: GraphCall, names: readonly string[]): void => {
  for (const name of names) {
    if (call.query.has(name)) {
      throw badRequest(`The query option '${name}' is not supported for messages of a channel.`);
    }
  }
};

/** Whether replies are requested with their roots. */
export const wantsReplies = (call: GraphCall): boolean => {
  const expand = readExpand(call.query);
  for (const name of expand) {
    if (name !== 'replies')
      throw badRequest(`Could not find a property named '${name}' on type 'microsoft.graph.chatMessage'.`);
  }
  return expand.has('replies');
};

const base = (channel: Channel): string =>
  `teams('${channel.team.id}')/channels('${encodeURIComponent(channel.id)}')/messages`;

const listRoots = (call: GraphCall): Response => {
  const channel = channelOf(call);
  refuseOptions(call, ['$filter', '$orderby']);
  const expandReplies = wantsReplies(call);
  const { messages, nextLink } = page(call, channel.byActivity, {
    top: readTop(call.query, 20, 50),
    positionOf: (message) => [message.threadActivityAt, message.number],
  });
  const options = viewOptions(call);
  return json({
    '@odata.context': context(call, base(channel)),
    '@odata.count': messages.length,
    ...(nextLink === null ? {} : { '@odata.nextLink': nextLink }),
    value: messages.map((root) => threadView(call, root, expandReplies, options)),
  });
};

/** The message that a channel path names: a root, or a reply to it. */
export const channelMessageOf = (call: GraphCall): Message => {
  const channel = channelOf(call);
  const root = messageFor(call.me, channel, call.param('messageId'));
  if (root.root)
    throw new GraphError(404, 'NotFound', 'The message is a reply; address it below its thread.');
  if (!call.hasParam('replyId')) return root;
  const reply = messageFor(call.me, channel, call.param('replyId'));
  if (reply.root !== root) throw new GraphError(404, 'NotFound', 'The reply was not found in this thread.');
  return reply;
};

const none = new OrderedIndex<Message>(byCreation);

const listReplies = (call: GraphCall): Response => {
  const root = channelMessageOf(call);
  refuseOptions(call, ['$filter', '$orderby']);
  const { messages, nextLink } = page(call, root.replies ?? none, {
    top: readTop(call.query, 20, 50),
    positionOf: byCreation,
  });
  const options = viewOptions(call);
  return json({
    '@odata.context': context(call, `${messagePath(root).slice(1)}/replies`),
    '@odata.count': messages.length,
    ...(nextLink === null ? {} : { '@odata.nextLink': nextLink }),
    value: messages.map((reply) => messageView(reply, options)),
  });
};

const entity = (call: GraphCall, message: Message, expandReplies: boolean, status: number): Response =>
  json(
    {
      '@odata.context': context(
        call,
        `${messagePath(message)
          .slice(1)
          .replace(/\/[^/]+$/, '')}/$entity`,
      ),
      ...threadView(call, message, expandReplies, viewOptions(call)),
    },
    status,
  );

const postRoot = async (call: GraphCall): Promise<Response> => {
  const channel = channelOf(call);
  const draft = prepare(call, channel, await readMessageBody(call));
  return entity(call, post(call.state, call.me, channel, draft), false, 201);
};

const postReply = async (call: GraphCall): Promise<Response> => {
  const root = channelMessageOf(call);
  const draft = prepare(call, root.conversation, await readMessageBody(call));
  return entity(call, post(call.state, call.me, root.conversation, { ...draft, root }), false, 201);
};

const messages = '/teams/:teamId/channels/:channelId/messages';

export const channelMessageRoutes = (): Route[] => [
  { method: 'GET', path: messages, scopes: read, limit: 'channel-message-get', handle: listRoots },
  { method: 'POST', path: messages, scopes: send, limit: 'channel-message-post', handle: postRoot },
  {
    method: 'GET',
    path: `${messages}/:messageId`,
    scopes: read,
    limit: 'channel-message-get',
    handle: (call) => entity(call, channelMessageOf(call), wantsReplies(call), 200),
  },
  {
    method: 'GET',
    path: `${messages}/:messageId/replies`,
    scopes: read,
    limit: 'channel-message-get',
    handle: listReplies,
  },
  {
    method: 'POST',
    path: `${messages}/:messageId/replies`,
    scopes: send,
    limit: 'channel-message-post',
    handle: postReply,
  },
  {
    method: 'GET',
    path: `${messages}/:messageId/replies/:replyId`,
    scopes: read,
    limit: 'channel-message-get',
    handle: (call) => entity(call, channelMessageOf(call), false, 200),
  },
];
