/**
 * Makes and takes apart Isthmus's ids for resources of Teams: `account/kind/…`. So each id is unique across accounts and says how to ask
 * Graph for the resource. Graph's message ids are unique only within their chat or channel (facts, graph §3), and a reply can only be
 * fetched through its root, so a reply's id holds the place and the root.
 */
import type { AccountId, ConversationId, FileId, MessageId, PersonId, TeamId } from '../../model/index.ts';

/** A conversation by its ids on Graph. */
export type TeamsPlace =
  | { readonly kind: 'chat'; readonly chatId: string }
  | { readonly kind: 'channel'; readonly teamId: string; readonly channelId: string };

export interface MessagePlace {
  readonly conversationId: ConversationId;
  readonly place: TeamsPlace;
  /** Graph's id of the root; null for roots and chat messages. */
  readonly rootId: string | null;
  /** Graph's id of the message: its creation in ms since the epoch, as text. */
  readonly messageId: string;
}

export type IdentityKind = 'user' | 'application' | 'device';

/** Whether a service's id can be part of our ids: not empty, and without the separator. */
export const isUsableId = (id: unknown): id is string =>
  typeof id === 'string' && id !== '' && !id.includes('/');

export const personId = (account: AccountId, kind: IdentityKind, id: string): PersonId =>
  `${account}/${kind}/${id}` as PersonId;
export const teamId = (account: AccountId, id: string): TeamId => `${account}/team/${id}` as TeamId;
export const chatConversationId = (account: AccountId, chatId: string): ConversationId =>
  `${account}/chat/${chatId}` as ConversationId;
export const channelConversationId = (account: AccountId, team: string, channelId: string): ConversationId =>
  `${account}/channel/${team}/${channelId}` as ConversationId;

/** The id of a message; `rootId` null for roots and chat messages. */
export const messageIdOf = (conversationId: ConversationId, rootId: string | null, id: string): MessageId =>
  (rootId === null || rootId === id
    ? `${conversationId}/${id}`
    : `${conversationId}/${rootId}/${id}`) as MessageId;

export const fileId = (message: MessageId, kind: 'file' | 'image', id: string): FileId =>
  `${message}/${kind}/${id}` as FileId;

const partsOf = (account: AccountId, id: string): string[] | null =>
  id.startsWith(`${account}/`) ? id.slice(account.length + 1).split('/') : null;

/** Takes a conversation id apart; null if it is not an id of this account. */
export const placeOf = (account: AccountId, id: ConversationId): TeamsPlace | null => {
  const [kind, first, second, ...rest] = partsOf(account, id) ?? [];
  if (kind === 'chat' && first && second === undefined) return { kind, chatId: first };
  if (kind === 'channel' && first && second && rest.length === 0)
    return { kind, teamId: first, channelId: second };
  return null;
};

/** Takes a message id apart; null if it is not an id of this account. */
export const messagePlaceOf = (account: AccountId, id: MessageId): MessagePlace | null => {
  const parts = partsOf(account, id) ?? [];
  const length = parts[0] === 'chat' ? 2 : 3;
  const conversationId = [account, ...parts.slice(0, length)].join('/') as ConversationId;
  const place = placeOf(account, conversationId);
  const [first, second, ...rest] = parts.slice(length);
  if (!place || !first || rest.length > 0) return null;
  if (second === undefined) return { conversationId, place, rootId: null, messageId: first };
  return place.kind === 'channel' && second
    ? { conversationId, place, rootId: first, messageId: second }
    : null;
};

/** Graph's id of a user; null for applications, devices and ids of other accounts. */
export const userOf = (account: AccountId, id: PersonId): string | null => {
  const [kind, user, ...rest] = partsOf(account, id) ?? [];
  return kind === 'user' && user && rest.length === 0 ? user : null;
};

/** The path of a conversation on Graph, below the version. */
export const pathOf = (place: TeamsPlace): string =>
  place.kind === 'chat'
    ? `/chats/${encodeURIComponent(place.chatId)}`
    : `/teams/${encodeURIComponent(place.teamId)}/channels/${encodeURIComponent(place.channelId)}`;

/** The path of a message on Graph, below the version. */
export const messagePathOf = ({ place, rootId, messageId }: MessagePlace): string =>
  rootId === null
    ? `${pathOf(place)}/messages/${encodeURIComponent(messageId)}`
    : `${pathOf(place)}/messages/${encodeURIComponent(rootId)}/replies/${encodeURIComponent(messageId)}`;
