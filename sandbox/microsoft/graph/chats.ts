/** Chats: the list with its expansions, one chat, members, creation, read state. */
import type { Chat } from '../state/model.ts';
import { z } from 'zod';
import type { User } from '../state/directory.ts';
import { addMember, createChat, markRead, removeMember, rename } from '../state/membership.ts';
import { parseTime } from '../state/time.ts';
import { context, json, linkWith, noContent, readBody } from './answer.ts';
import { chatView, membersView, memberView } from './chat-view.ts';
import { badRequest, GraphError } from './errors.ts';
import {
  readExpand,
  readFilter,
  readOrderBy,
  readToken,
  readTop,
  writeToken,
  type Condition,
} from './odata.ts';
import { chatForms, routes, type GraphCall, type Route } from './service.ts';
import { viewOptions } from './messages/view-options.ts';

const readBasic = ['Chat.ReadBasic', 'Chat.Read', 'Chat.ReadWrite'];
const readWrite = ['Chat.ReadWrite'];
const readMembers = [...readBasic, 'ChatMember.Read', 'ChatMember.ReadWrite'];

export const chatOf = (call: GraphCall): Chat => call.state.chatFor(call.me, call.param('chatId'));

const expandable = new Set(['members', 'lastMessagePreview']);

const expansions = (call: GraphCall): Set<string> => {
  const expand = readExpand(call.query);
  for (const name of expand) {
    if (!expandable.has(name))
      throw badRequest(`Could not find a property named '${name}' on type 'microsoft.graph.chat'.`);
  }
  return expand;
};

const filtered = (chats: readonly Chat[], conditions: readonly Condition[]): Chat[] =>
  chats.filter((chat) =>
    conditions.every((one) => {
      const values: Readonly<Record<string, string | null>> = { chatType: chat.chatType, topic: chat.topic };
      const value = values[one.property];
      if (value === undefined || (one.operator !== 'eq' && one.operator !== 'ne')) {
        throw badRequest(`Filtering by '${one.property} ${one.operator}' is not supported for chats.`);
      }
      return (String(value) === one.value) === (one.operator === 'eq');
    }),
  );

const skipToken = z.tuple([z.number(), z.string()]);

/** Newest preview first, or newest chat first; ties by id, so that pages neither overlap nor skip. */
const listChats = (call: GraphCall): Response => {
  const top = readTop(call.query, 20, 50);
  const expand = expansions(call);
  const order = readOrderBy(call.query);
  if (order && (order.property !== 'lastMessagePreview/createdDateTime' || order.direction !== 'desc')) {
    throw badRequest(`Ordering by '${order.property} ${order.direction}' is not supported for chats.`);
  }
  const keyOf = (chat: Chat): number => (order ? (chat.byCreated.newest?.createdAt ?? 0) : chat.createdAt);
  const chats = filtered(call.state.chatsOf(call.me), readFilter(call.query)).sort(
    (left, right) => keyOf(right) - keyOf(left) || (left.id < right.id ? -1 : 1),
  );
  const token = call.query.get('$skiptoken');
  const after = token === null ? null : skipToken.parse(readToken(token));
  const rest = after
    ? chats.filter((chat) => keyOf(chat) < after[0] || (keyOf(chat) === after[0] && chat.id > after[1]))
    : chats;
  const pageOf = rest.slice(0, top);
  const last = pageOf.at(-1);
  const options = viewOptions(call);
  return json({
    '@odata.context': context(call, 'chats'),
    '@odata.count': pageOf.length,
    ...(last && rest.length > top
      ? { '@odata.nextLink': linkWith(call, '$skiptoken', writeToken([keyOf(last), last.id])) }
      : {}),
    value: pageOf.map((chat) => chatView(chat, call.me, expand, options)),
  });
};

const entity = (call: GraphCall, chat: Chat, expand: ReadonlySet<string>, status = 200): Response =>
  json(
    {
      '@odata.context': context(call, 'chats/$entity'),
      ...chatView(chat, call.me, expand, viewOptions(call)),
    },
    status,
  );

const boundMember = z.object({
  roles: z.array(z.string()).optional(),
  'user@odata.bind': z.string(),
  visibleHistoryStartDateTime: z.string().nullish(),
});

const boundUser = (call: GraphCall, bind: string): User => {
  const name = /users(?:\('([^']+)'\)|\/([^/?]+))$/.exec(bind);
  const user = call.state.directory.find(decodeURIComponent(name?.[1] ?? name?.[2] ?? ''));
  if (user && user.kind !== 'bot') return user;
  throw badRequest(`Invalid user '${bind}': the user could not be found.`);
};

const newChatBody = z.object({
  chatType: z.enum(['oneOnOne', 'group']),
  topic: z.string().nullish(),
  members: z.array(boundMember).min(2),
});

const postChat = async (call: GraphCall): Promise<Response> => {
  const body = await readBody(call, newChatBody);
  const members = body.members.map((member) => boundUser(call, member['user@odata.bind']));
  if (!members.includes(call.me)) throw badRequest('The caller must be one of the members of the chat.');
  return entity(call, createChat(call.state, body.chatType, members, body.topic ?? null), new Set(), 201);
};

const patchChat = async (call: GraphCall): Promise<Response> => {
  const chat = chatOf(call);
  const { topic } = await readBody(call, z.object({ topic: z.string() }));
  rename(call.state, chat, topic, call.me);
  return entity(call, chat, new Set());
};

const listMembers = (call: GraphCall): Response => {
  const chat = chatOf(call);
  const value = membersView(chat, call.state.tenantId);
  return json({
    '@odata.context': context(call, `chats('${chat.id}')/members`),
    '@odata.count': value.length,
    value,
  });
};

const postMember = async (call: GraphCall): Promise<Response> => {
  const chat = chatOf(call);
  const body = await readBody(call, boundMember);
  const from = body.visibleHistoryStartDateTime ?? null;
  const historyFrom = from === null ? call.state.world.now() : (parseTime(from) ?? 0);
  const user = boundUser(call, body['user@odata.bind']);
  addMember(call.state, chat, user, call.me, historyFrom <= 0 ? null : historyFrom);
  const member = chat.members.get(user.id);
  return json(member ? memberView(member, chat.id, call.state.tenantId) : {}, 201);
};

const deleteMember = (call: GraphCall): Response => {
  const chat = chatOf(call);
  const view = membersView(chat, call.state.tenantId).find((one) => one.id === call.param('memberId'));
  const member = chat.members.get(typeof view?.userId === 'string' ? view.userId : '');
  if (!member) throw new GraphError(404, 'NotFound', 'The membership was not found.');
  removeMember(call.state, chat, member.user, call.me);
  return noContent();
};

const readStateBody = z.object({
  user: z.object({ id: z.string() }),
  lastMessageReadDateTime: z.string().nullish(),
});

const readStateFor = async (call: GraphCall): Promise<z.infer<typeof readStateBody>> => {
  const body = await readBody(call, readStateBody);
  if (body.user.id !== call.me.id)
    throw new GraphError(403, 'Forbidden', 'A user can only change the own read state.');
  return body;
};

const markChatRead = async (call: GraphCall): Promise<Response> => {
  const chat = chatOf(call);
  const { lastMessageReadDateTime: at } = await readStateFor(call);
  markRead(chat, call.me, at === null || at === undefined ? null : parseTime(at), call.state.world.now());
  return noContent();
};

const markChatUnread = async (call: GraphCall): Promise<Response> => {
  const chat = chatOf(call);
  const { lastMessageReadDateTime } = await readStateFor(call);
  const at = parseTime(lastMessageReadDateTime ?? '');
  if (at === null) throw badRequest('lastMessageReadDateTime is required.');
  markRead(chat, call.me, at, call.state.world.now());
  return noContent();
};

const hide =
  (hidden: boolean) =>
  async (call: GraphCall): Promise<Response> => {
    const chat = chatOf(call);
    await readStateFor(call);
    if (hidden) chat.hiddenFor.add(call.me.id);
    else chat.hiddenFor.delete(call.me.id);
    return noContent();
  };

export const chatRoutes = (): Route[] => [
  ...routes(chatForms(''), { method: 'GET', scopes: readBasic, limit: 'chats', handle: listChats }),
  ...routes(chatForms(''), {
    method: 'POST',
    scopes: ['Chat.Create', 'Chat.ReadWrite'],
    limit: 'other',
    handle: postChat,
  }),
  ...routes(chatForms('/:chatId'), {
    method: 'GET',
    scopes: readBasic,
    limit: 'chats',
    handle: (call) => entity(call, chatOf(call), expansions(call)),
  }),
  ...routes(chatForms('/:chatId'), { method: 'PATCH', scopes: readWrite, limit: 'other', handle: patchChat }),
  ...routes(chatForms('/:chatId/members'), {
    method: 'GET',
    scopes: readMembers,
    limit: 'other-get',
    handle: listMembers,
  }),
  ...routes(chatForms('/:chatId/members'), {
    method: 'POST',
    scopes: ['ChatMember.ReadWrite', 'Chat.ReadWrite'],
    limit: 'chat-members-write',
    handle: postMember,
  }),
  ...routes(chatForms('/:chatId/members/:memberId'), {
    method: 'DELETE',
    scopes: ['ChatMember.ReadWrite'],
    limit: 'chat-members-write',
    handle: deleteMember,
  }),
  ...routes(chatForms('/:chatId/markChatReadForUser'), {
    method: 'POST',
    scopes: readWrite,
    limit: 'other',
    handle: markChatRead,
  }),
  ...routes(chatForms('/:chatId/markChatUnreadForUser'), {
    method: 'POST',
    scopes: readWrite,
    limit: 'other',
    handle: markChatUnread,
  }),
  ...routes(chatForms('/:chatId/hideForUser'), {
    method: 'POST',
    scopes: readWrite,
    limit: 'other',
    handle: hide(true),
  }),
  ...routes(chatForms('/:chatId/unhideForUser'), {
    method: 'POST',
    scopes: readWrite,
    limit: 'other',
    handle: hide(false),
  }),
];
