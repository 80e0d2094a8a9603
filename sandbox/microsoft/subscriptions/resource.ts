/** Which messages a subscription's `resource` means (learn.microsoft.com/graph/teams-changenotifications-chatmessage). */
import { Refusal } from '../state/failure.ts';
import type { Conversation, Message } from '../state/model.ts';
import type { User } from '../state/directory.ts';
import type { TenantState } from '../state/tenant.ts';

export interface SubscribedResource {
  /** The same for all ways to write it. */
  readonly key: string;
  /** `conversation`: the messages of one chat or channel; `user`: of all chats of one user. */
  readonly kind: 'conversation' | 'user';
  /** Any one of these delegated permissions is enough. */
  readonly scopes: readonly string[];
  readonly holds: (message: Message) => boolean;
}

const readChats = ['Chat.Read', 'Chat.ReadWrite'];
const readChannels = ['ChannelMessage.Read.All'];

/** `teams('a')/channels('b')` and `/teams/a/channels/b` are the same. */
const partsOf = (resource: string): readonly string[] =>
  resource
    .replace(/\('([^']*)'\)/g, '/$1')
    .replace(/^\//, '')
    .split('/')
    .map(decodeURIComponent);

const ofConversation = (conversation: Conversation, scopes: readonly string[]): SubscribedResource => ({
  key: `messages ${conversation.id}`,
  kind: 'conversation',
  scopes,
  holds: (message) => message.conversation === conversation,
});

/** The resource for which this user asks. Throws a Refusal if there is none, or the user may not see it. */
export const resourceFor = (state: TenantState, me: User, resource: string): SubscribedResource => {
  const parts = partsOf(resource);
  const [first = '', second = '', third, fourth = '', fifth] = parts;
  if (first === 'teams' && third === 'channels' && fifth === 'messages' && parts.length === 5)
    return ofConversation(state.channelFor(me, second, fourth), readChannels);
  if (first === 'chats' && third === 'messages' && parts.length === 3)
    return ofConversation(state.chatFor(me, second), readChats);
  const user = first === 'me' ? me.id : first === 'users' ? second : null;
  if (user !== null && parts.slice(first === 'me' ? 1 : 2).join('/') === 'chats/getAllMessages') {
    if (state.directory.find(user)?.id !== me.id)
      throw new Refusal('Forbidden', 'The requesting user is not the user in the resource.');
    return {
      key: `chats of ${me.id}`,
      kind: 'user',
      scopes: readChats,
      holds: ({ conversation }) => conversation.kind === 'chat' && conversation.members.has(me.id),
    };
  }
  if (/^(teams|chats)\/getAllMessages$|^chats$/.test(parts.join('/')))
    throw new Refusal('Forbidden', 'Operation not supported in delegated context.');
  throw new Refusal('BadRequest', `Resource '${resource}' is not supported for subscriptions.`);
};

/** A message as notifications name it. */
export const resourceOf = ({ conversation, root, id }: Message): string => {
  if (conversation.kind === 'chat') return `chats('${conversation.id}')/messages('${id}')`;
  const channel = `teams('${conversation.team.id}')/channels('${conversation.id}')`;
  return root ? `${channel}/messages('${root.id}')/replies('${id}')` : `${channel}/messages('${id}')`;
};
