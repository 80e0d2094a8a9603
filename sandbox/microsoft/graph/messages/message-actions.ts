/** Acts on an existing message: edit, delete and restore, reactions. */
import type { Message } from '../../state/model.ts';
import { z } from 'zod';
import { messageFor } from '../../state/tenant.ts';
import { edit, setReaction, softDelete, undoSoftDelete, unsetReaction } from '../../state/writing.ts';
import { noContent, readBody } from '../answer.ts';
import { channelMessageOf } from './channel-messages.ts';
import { chatOf } from '../chats.ts';
import { messageBody, prepare } from './message-body.ts';
import { chatForms, routes, type GraphCall, type Method, type Route } from '../service.ts';

const messageOf = (call: GraphCall): Message =>
  call.hasParam('chatId')
    ? messageFor(call.me, chatOf(call), call.param('messageId'))
    : channelMessageOf(call);

const patchBody = messageBody.partial();

const patchMessage = async (call: GraphCall): Promise<Response> => {
  const message = messageOf(call);
  const body = await readBody(call, patchBody);
  if (body.body) {
    const whole = { ...body, body: body.body };
    edit(call.state, call.me, message, prepare(call, message.conversation, whole, message.hostedContents));
  } else {
    edit(call.state, call.me, message, {
      ...(body.importance === undefined ? {} : { importance: body.importance }),
      ...(body.subject === undefined ? {} : { subject: body.subject }),
    });
  }
  return noContent();
};

const reactionBody = z.object({ reactionType: z.string().min(1) });

const react =
  (change: typeof setReaction) =>
  async (call: GraphCall): Promise<Response> => {
    const message = messageOf(call);
    const { reactionType } = await readBody(call, reactionBody);
    change(call.state, call.me, message, reactionType);
    return noContent();
  };

const act =
  (change: typeof softDelete) =>
  (call: GraphCall): Response => {
    change(call.state, call.me, messageOf(call));
    return noContent();
  };

interface Scopes {
  readonly write: readonly string[];
  readonly react: readonly string[];
}

const chatScopes: Scopes = {
  write: ['Chat.ReadWrite', 'Group.ReadWrite.All'],
  react: ['ChatMessage.Send', 'Chat.ReadWrite'],
};
const channelScopes: Scopes = {
  write: ['ChannelMessage.ReadWrite', 'Group.ReadWrite.All'],
  react: ['ChannelMessage.Send'],
};

const actions = (paths: readonly string[], deletable: readonly string[], scopes: Scopes): Route[] => {
  const at = (
    forms: readonly string[],
    suffix: string,
    method: Method,
    allowed: readonly string[],
    handle: Route['handle'],
  ): Route[] =>
    routes(
      forms.map((path) => `${path}${suffix}`),
      { method, scopes: allowed, limit: 'other', handle },
    );
  const strictWrite = scopes.write.slice(0, 1);
  return [
    ...at(paths, '', 'PATCH', scopes.write, patchMessage),
    ...at(paths, '/setReaction', 'POST', scopes.react, react(setReaction)),
    ...at(paths, '/unsetReaction', 'POST', scopes.react, react(unsetReaction)),
    ...at(deletable, '/softDelete', 'POST', strictWrite, act(softDelete)),
    ...at(deletable, '/undoSoftDelete', 'POST', strictWrite, act(undoSoftDelete)),
  ];
};

const channelMessage = '/teams/:teamId/channels/:channelId/messages/:messageId';

/** softDelete of chat messages is documented only under `/users/{id}/chats` (facts, graph §2), so only there it exists here. */
export const messageActionRoutes = (): Route[] => [
  ...actions(
    chatForms('/:chatId/messages/:messageId'),
    ['/users/:userId/chats/:chatId/messages/:messageId'],
    chatScopes,
  ),
  ...actions([channelMessage], [channelMessage], channelScopes),
  ...actions([`${channelMessage}/replies/:replyId`], [`${channelMessage}/replies/:replyId`], channelScopes),
];
