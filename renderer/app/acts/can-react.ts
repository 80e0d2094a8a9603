import type { Service } from '../../model/index.ts';
import { nameOfEmoji } from '../../text/mattermost-markdown/index.ts';

/** Whether a service has this emoji as a reaction: Mattermost knows reactions by its own names, and has none for the newest. */
export const canReactWith = (service: Service, emoji: string): boolean =>
  service === 'teams' || nameOfEmoji(emoji) !== null;
