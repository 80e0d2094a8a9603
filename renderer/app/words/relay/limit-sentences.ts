/** What the limits of the services limit, in words. */
import type { LimitName } from '../../../model/index.ts';
import { say } from '../catalogue/say.ts';

/** The requests for which a limit is. */
export const limitWords = (limit: LimitName): string => {
  switch (limit) {
    case 'teams-one-conversation':
      return say('relay.limit.one-conversation');
    case 'teams-one-team':
      return say('relay.limit.one-team');
    case 'teams-chat-list':
      return say('relay.limit.chat-list');
    case 'teams-messages':
      return say('relay.limit.messages');
    case 'teams-chat-posts':
      return say('relay.limit.chat-posts');
    case 'teams-channel-posts':
      return say('relay.limit.channel-posts');
    case 'teams-batch':
      return say('relay.limit.batch');
    case 'teams-other':
      return say('relay.limit.other');
    case 'mattermost-server':
      return say('relay.limit.server');
  }
};
