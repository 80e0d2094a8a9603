/** What may be linked with what. Nothing that few people wrote may come before many: chats belong with closed conversations only. */
import type { ConversationKind } from '../../../model/index.ts';

const channels: ReadonlySet<ConversationKind> = new Set(['channel', 'private-channel', 'shared-channel']);
const chats: ReadonlySet<ConversationKind> = new Set(['group', 'meeting']);

/** Whether a post in a Mattermost conversation can link it with such a Teams one; null where that one is not there to be seen. */
export const mayBeLinked = (mattermost: ConversationKind, teams: ConversationKind | null): boolean => {
  switch (mattermost) {
    case 'channel':
    case 'shared-channel':
      return teams === null || channels.has(teams);
    case 'private-channel':
      return teams === null || channels.has(teams) || chats.has(teams);
    case 'group':
    case 'meeting':
      return teams === null || chats.has(teams);
    case 'direct':
      // People make these links.
      return false;
  }
};

/** Linked channels are carried without being asked for, all else is not. */
export const areChannels = (mattermost: ConversationKind, teams: ConversationKind): boolean =>
  channels.has(mattermost) && channels.has(teams);
