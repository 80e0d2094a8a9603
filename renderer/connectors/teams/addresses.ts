/**
 * Addresses of Teams' own client: `/l/message/{conversation}/{message}` leads to a message. Graph gives it for messages of channels (`webUrl`
 * of a chatMessage), and not for those of chats. Pure, and the only part of this connector that the app page may import.
 */
import type { Account, Conversation, Message } from '../../model/index.ts';
import { messagePlaceOf } from './ids.ts';

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
