import type { PresenceBadgeStatus } from '@fluentui/react-components';
import type { Presence } from '../../model/index.ts';
import { say } from '../words/catalogue/say.ts';

/** Fluent's word for a presence; null where nothing should be shown. */
export const presenceStatus = (presence: Presence | undefined): PresenceBadgeStatus | null => {
  switch (presence) {
    case 'online':
      return 'available';
    case 'away':
      return 'away';
    case 'busy':
      return 'busy';
    case 'do-not-disturb':
      return 'do-not-disturb';
    case 'out-of-office':
      return 'out-of-office';
    case 'offline':
      return 'offline';
    case 'unknown':
    case undefined:
      return null;
  }
};

/** A presence in words, for screen readers; '' when it is not known. */
export const presenceWord = (presence: Presence | undefined): string => {
  switch (presence) {
    case 'online':
      return say('presence.online');
    case 'away':
      return say('presence.away');
    case 'busy':
      return say('presence.busy');
    case 'do-not-disturb':
      return say('presence.do-not-disturb');
    case 'out-of-office':
      return say('presence.out-of-office');
    case 'offline':
      return say('presence.offline');
    case 'unknown':
    case undefined:
      return '';
  }
};
