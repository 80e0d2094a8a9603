/** Messages of a chat: list, one, send, reply with quote. */
import type { Message } from '../../state/model.ts';
import { z } from 'zod';
import { byCreation } from '../../state/conversations.ts';
import { mark, quoteAttachment } from '../../state/parts.ts';
import { messageFor, sees } from '../../state/tenant.ts';
import { post } from '../../state/writing.ts';
import { context, json, readBody } from '../answer.ts';
import { chatOf } from '../chats.ts';
import { badRequest, GraphError } from '../errors.ts';
import { messageBody, prepare, readMessageBody } from './message-body.ts';
import { messageView } from './message-view.ts';
import { readFilter, readOrderBy, readTop, timeOf, type Condition } from '../odata.ts';
import { page } from '../paging.ts';
import { chatForms, routes, type GraphCall, type Route } from '../service.ts';
import { viewOptions } from './view-options.ts';

const read = ['Chat.Read', 'Chat.ReadWrite'];
const send = ['ChatMessage.Send', 'Chat.ReadWrite', 'Group.ReadWrite.All'];

type Property = 'lastModifiedDateTime' | 'createdDateTime';

const isProperty = (name: string): name is Property =>
  name === 'lastModifiedDateTime' || name === 'createdDateTime';

/** By lastModifiedDateTime or createdDateTime, descending only (facts, graph §1). */
const order = (call: GraphCall): { property: Property; explicit: boolean } => {
  const asked = readOrderBy(call.query);
  if (!asked) return { property: 'lastModifiedDateTime', explicit: false };
  if (!isProperty(asked.property) || asked.direction !== 'desc') {
    throw badRequest(
      `QueryOptions to order by '${asked.property}' direction '${asked.direction}' are not supported.`,
    );
  }
  return { property: asked.property, explicit: true };
};

/** The bounds of `$filter`; a filter on another property than the order's, or without an order, counts for nothing. */
const bounds = (
  conditions: readonly Condition[],
  property: Property,
  explicit: boolean,
): { above: number; below: number } => {
  let above = -Infinity;
  let below = Infinity;
  for (const one of conditions) {
    if (!explicit || one.property !== property) continue;
    if (one.operator === 'gt' && property === 'lastModifiedDateTime') above = Math.max(above, timeOf(one));
    else if (one.operator === 'lt') below = Math.min(below, timeOf(one));
    else
      throw badRequest(
        `Filtering by '${one.property} ${one.operator}' is not supported for messages of a chat.`,
      );
  }
  return { above, below };
};

const listMessages = (call: GraphCall): Response => {
  const chat = chatOf(call);
  const top = readTop(call.query, 20, 50);
  const { property, explicit } = order(call);
  const { above, below } = bounds(readFilter(call.query), property, explicit);
  const created = property === 'createdDateTime';
  const timeOfMessage = (message: Message): number => (created ? message.createdAt : message.modifiedAt);
  const { messages, nextLink } = page(call, created ? chat.byCreated : chat.byModified, {
    top,
    positionOf: created ? byCreation : (message) => [message.modifiedAt, message.number],
    accept: (message) => timeOfMessage(message) < below && sees(call.me, message),
    stop: (message) => timeOfMessage(message) <= above,
  });
  const options = viewOptions(call);
  return json({
    '@odata.context': context(call, `chats('${encodeURIComponent(chat.id)}')/messages`),
    '@odata.count': messages.length,
    ...(nextLink === null ? {} : { '@odata.nextLink': nextLink }),
    value: messages.map((message) => messageView(message, options)),
  });
};

const entity = (call: GraphCall, message: Message, status: number): Response =>
  json(
    {
      '@odata.context': context(
        call,
        `chats('${encodeURIComponent(message.conversation.id)}')/messages/$entity`,
      ),
      ...messageView(message, viewOptions(call)),
    },
    status,
  );

const postMessage = async (call: GraphCall): Promise<Response> => {
  const chat = chatOf(call);
  const draft = prepare(call, chat, await readMessageBody(call));
  return entity(call, post(call.state, call.me, chat, draft), 201);
};

const quoteBody = z.object({ messageIds: z.array(z.string()).min(1), replyMessage: messageBody });

const replyWithQuote = async (call: GraphCall): Promise<Response> => {
  const chat = chatOf(call);
  const { messageIds, replyMessage } = await readBody(call, quoteBody);
  const quotes = messageIds.map((id) => quoteAttachment(messageFor(call.me, chat, id)));
  const draft = prepare(call, chat, {
    ...replyMessage,
    body: {
      contentType: 'html',
      content: `${quotes.map(mark).join('')}${replyMessage.body.content}`,
    },
    attachments: [...quotes, ...(replyMessage.attachments ?? [])],
  });
  return entity(call, post(call.state, call.me, chat, draft), 201);
};

/** Application permissions only (facts, graph §0.3). */
const applicationOnly = (): Response => {
  throw new GraphError(412, 'PreconditionFailed', 'Requested API is not supported in delegated context.');
};

export const chatMessageRoutes = (): Route[] => [
  ...routes(chatForms('/getAllMessages'), {
    method: 'GET',
    scopes: [],
    limit: 'other-get',
    handle: applicationOnly,
  }),
  ...routes(chatForms('/getAllMessages/delta'), {
    method: 'GET',
    scopes: [],
    limit: 'other-get',
    handle: applicationOnly,
  }),
  ...routes(chatForms('/:chatId/messages'), {
    method: 'GET',
    scopes: read,
    limit: 'chat-message-get',
    handle: listMessages,
  }),
  ...routes(chatForms('/:chatId/messages/delta'), {
    method: 'GET',
    scopes: [],
    limit: 'other-get',
    handle: applicationOnly,
  }),
  ...routes(chatForms('/:chatId/messages'), {
    method: 'POST',
    scopes: send,
    limit: 'chat-message-post',
    handle: postMessage,
  }),
  ...routes(chatForms('/:chatId/messages/replyWithQuote'), {
    method: 'POST',
    scopes: ['ChatMessage.Send'],
    limit: 'chat-message-post',
    handle: replyWithQuote,
  }),
  ...routes(chatForms('/:chatId/messages/:messageId'), {
    method: 'GET',
    scopes: [...read, 'Group.Read.All', 'Group.ReadWrite.All'],
    limit: 'chat-message-get',
    handle: (call) => entity(call, messageFor(call.me, chatOf(call), call.param('messageId')), 200),
  }),
];
