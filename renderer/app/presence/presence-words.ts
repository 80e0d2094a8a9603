import type { Presence } from '../../model/index.ts';
import { say } from '../words/catalogue/say.ts';

/** A presence in words, for screen readers; '' if it is not known. */
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
