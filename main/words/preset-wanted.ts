/** What a setting of the preset must be, for its author. */
import type { WantedOfRelay } from '../../relay-settings/settings.ts';
import { say } from './say.ts';

/** What a value must be that a relay on a server has, too. */
export const wantedOfRelay = (wanted: WantedOfRelay): string => {
  switch (wanted) {
    case 'object':
      return say('preset.wanted.object');
    case 'path':
      return say('preset.wanted.path');
    case 'open-invitations':
      return say('preset.wanted.open-invitations');
    case 'install-address':
      return say('preset.wanted.install-address');
    case 'time-zone':
      return say('preset.wanted.time-zone');
    case 'shares':
      return say('preset.wanted.shares');
  }
};
