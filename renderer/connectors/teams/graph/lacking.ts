/** What an account may not be asked for, because nobody has granted the permission: it is not sent, so that nothing is refused. */
import type { ServiceFailure, TeamsFeature } from '../../../model/index.ts';

/** What a request wants: to read what is there, or to change it. */
export type AccessWish = 'read' | 'change';

/**
 * The features that a request for a path below Graph's version (or for a link that Graph gave) needs, the most particular one last; none
 * for chats and people.
 */
export const featuresOf = (pathOrLink: string, wish: AccessWish): readonly TeamsFeature[] => {
  const path = pathOrLink.replace(/^https?:\/\/[^/]+\/[^/]+/, '');
  if (/^\/(teams|me\/joinedTeams|me\/teamwork)\b/.test(path)) {
    if (wish === 'change') return ['channels', 'channel-writing'];
    return /^\/teams\/[^/]+\/channels\/[^/]+\/members\b/.test(path)
      ? ['channels', 'channel-members']
      : ['channels'];
  }
  if (/^\/communications\/getPresencesByUserId\b/.test(path)) return ['presence'];
  return /^\/(drives|me\/drive|shares)\b/.test(path) ? ['files'] : [];
};

/** What is told instead of asking Graph: what the permission would be for. */
export const notGranted = (feature: TeamsFeature): ServiceFailure => ({
  kind: 'forbidden',
  status: 403,
  code: 'consent-missing',
  because: 'not-granted',
  feature,
});
