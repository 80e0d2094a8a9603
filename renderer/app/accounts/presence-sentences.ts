/** The user's own presence, and what becomes of another one that they have chosen, in words. */
import type { Presence, Service } from '../../model/index.ts';
import type { PresenceIntent } from '../../store/index.ts';
import { presenceWord } from '../presence/presence-words.ts';
import { say } from '../words/catalogue/say.ts';
import { serviceName } from '../words/names.ts';
import type { PresenceChoice } from './presence-choices.ts';

/** A choice in the menu. */
export const presenceChoiceWords = (id: PresenceChoice['id']): string => {
  switch (id) {
    case 'automatic':
      return say('presence.set.automatic');
    case 'online':
      return say('presence.set.online');
    case 'away':
      return say('presence.set.away');
    case 'busy-day':
      return say('presence.set.busy-day');
    case 'dnd-hour':
      return say('presence.set.dnd-hour');
    case 'dnd-day':
      return say('presence.set.dnd-day');
    case 'do-not-disturb':
      return say('presence.set.do-not-disturb');
    case 'offline':
      return say('presence.set.offline');
  }
};

/** The entry of the menu: the presence that others see. */
export const ownPresenceWords = (shown: Presence | undefined): string => {
  const presence = presenceWord(shown);
  return presence === '' ? say('presence.own-unknown') : say('presence.own', { presence });
};

/** What became of the last wish: that it is not set yet, or why it was refused; null if there is nothing to say. */
export const wishSentence = (
  wish: Pick<PresenceIntent, 'presence' | 'failure'> | undefined,
  at: Service,
): string | null => {
  if (!wish) return null;
  const service = serviceName(at);
  const { failure } = wish;
  const presence = wish.presence === 'automatic' ? say('presence.automatic') : presenceWord(wish.presence);
  if (failure === undefined) return say('presence.wish.waits', { presence, service });
  switch (failure.kind) {
    case 'no-right':
      return say('presence.wish.no-right', { service });
    case 'gone':
      return say('presence.wish.refused', { service });
    case 'perhaps':
      return say('presence.wish.perhaps', { presence, service });
    case 'too-late':
      return say('presence.wish.too-late', { presence, service });
    case 'refused':
      return failure.code === ''
        ? say('presence.wish.refused', { service })
        : say('presence.wish.refused-code', { service, code: failure.code });
  }
};
