import { callName } from '../../call-name.ts';
import { segmentsOf } from './limits.ts';

const words: ReadonlySet<string> = new Set([
  ...['$batch', '$value', 'allChannels', 'associatedTeams', 'channels', 'chats'],
  ...['clearUserPreferredPresence', 'communications', 'content', 'createUploadSession', 'delta', 'drive'],
  ...['driveItem', 'drives', 'getPresencesByUserId', 'hideForUser', 'hostedContents', 'invite'],
  ...['items', 'joinedTeams', 'lastMessagePreview', 'markChatReadForUser', 'markChatUnreadForUser', 'me'],
  ...['members', 'messages', 'organization', 'permissions', 'photo', 'photos'],
  ...['pinnedMessages', 'presence', 'primaryChannel', 'replies', 'replyWithQuote', 'root'],
  ...['root:', 'setReaction', 'setUserPreferredPresence', 'sharedWithTeams', 'shares', 'softDelete'],
  ...['subscriptions', 'tabs', 'teams', 'teamwork', 'undoSoftDelete', 'unhideForUser'],
  ...['unsetReaction', 'users'],
]);

/** The name of a request of this connector for metrics. One name for all addresses outside Graph. */
export const graphCall = (method: string, url: URL): string => {
  const path = segmentsOf(url);
  return path.length === 0 ? `${method} elsewhere` : callName(method, path, words);
};
