/**
 * Addresses of Teams' own client: `/l/message/{conversation}/{message}` leads to a message. Graph gives it for messages of channels (`webUrl`
 * of a chatMessage), and not for those of chats. Pure, and the only part of this connector that the app page may import.
 */
import type { Account, AddressedPlace, Conversation, ConversationId, Message } from '../../model/index.ts';
import {
  channelConversationId,
  chatConversationId,
  isUsableId,
  messageIdOf,
  messagePlaceOf,
  placeOf,
} from './ids.ts';

/** Where Teams is outside of national clouds; there the address of the conversation tells. */
const usualOrigin = 'https://teams.microsoft.com';

/**
 * The address of a message, as Graph's `webUrl` has it, and for chats as
 * https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams has it. Null for what is no message of this
 * account.
 */
export const teamsMessageAddress = (
  { id: accountId, organisation }: Pick<Account, 'id' | 'organisation'>,
  { webUrl }: Pick<Conversation, 'webUrl'>,
  { id }: Pick<Message, 'id'>,
): string | null => {
  const found = messagePlaceOf(accountId, id);
  if (!found) return null;
  const { place, rootId, messageId } = found;
  const inside = place.kind === 'chat' ? place.chatId : place.channelId;
  const query = new URLSearchParams(
    place.kind === 'chat'
      ? { context: JSON.stringify({ contextType: 'chat' }) }
      : {
          groupId: place.teamId,
          ...(organisation === undefined ? {} : { tenantId: organisation }),
          createdTime: messageId,
          parentMessageId: rootId ?? messageId,
        },
  );
  return `${originOf(webUrl)}/l/message/${encodeURIComponent(inside)}/${messageId}?${query}`;
};

const originOf = (webUrl: string | null): string => {
  const url = webUrl === null ? null : URL.parse(webUrl);
  return url?.protocol === 'https:' ? url.origin : usualOrigin;
};

/**
 * The hosts of Teams' client in all clouds: worldwide (the second is its newer name), GCC High, the US Department of Defense, and China.
 */
const hosts: ReadonlySet<string> = new Set([
  ...['teams.microsoft.com', 'teams.cloud.microsoft', 'gov.teams.microsoft.us', 'dod.teams.microsoft.us'],
  'teams.microsoftonline.cn',
]);

/**
 * Where an address of Teams leads: `/l/message/{conversation}/{message}`, `/l/channel/{channel}/{name}` or `/l/chat/{chat}/0`, as it stands
 * or behind `#` as the web client has it. `conversations` are those of the account: where an address names no team, the channel is found
 * among them. Null for anything else, and for what is of another organisation.
 */
export const teamsPlaceAt = (
  { id: accountId, organisation }: Pick<Account, 'id' | 'organisation'>,
  conversations: readonly Pick<Conversation, 'id'>[],
  address: string,
): AddressedPlace | null => {
  const given = URL.parse(address);
  if (given?.protocol !== 'https:' || !hosts.has(given.hostname)) return null;
  const url = given.hash.startsWith('#/l/') ? URL.parse(given.hash.slice(1), given.origin) : given;
  const [start, letter, kind, first, second] = (url?.pathname ?? '').split('/').map(decoded);
  if (url === null || start !== '' || letter !== 'l' || !isUsableId(first)) return null;
  const tenant = url.searchParams.get('tenantId');
  if (tenant !== null && organisation !== undefined && tenant.toLowerCase() !== organisation.toLowerCase())
    return null;
  const team = url.searchParams.get('groupId');
  const conversation = (): ConversationId =>
    isUsableId(team)
      ? channelConversationId(accountId, team, first)
      : (channelAmong(accountId, conversations, first) ?? chatConversationId(accountId, first));
  switch (kind) {
    case 'chat':
      return { messages: [], conversation: chatConversationId(accountId, first) };
    case 'channel':
      return { messages: [], conversation: conversation() };
    case 'message': {
      if (!isUsableId(second)) return null;
      const at = conversation();
      const parent = url.searchParams.get('parentMessageId');
      const isChannel = placeOf(accountId, at)?.kind === 'channel';
      return {
        messages: [messageIdOf(at, isChannel && isUsableId(parent) ? parent : null, second)],
        conversation: at,
      };
    }
    default:
      return null;
  }
};

const channelAmong = (
  account: Account['id'],
  conversations: readonly Pick<Conversation, 'id'>[],
  channelId: string,
): ConversationId | null =>
  conversations.find(({ id }) => {
    const place = placeOf(account, id);
    return place?.kind === 'channel' && place.channelId === channelId;
  })?.id ?? null;

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    // Harmless: what is no encoding is part of no id.
    return '';
  }
};
