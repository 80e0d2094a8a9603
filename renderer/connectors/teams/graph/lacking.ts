/** Finds requests for which nobody has granted the permission. They are not sent, because Graph would refuse them. */
import type { ServiceFailure, TeamsFeature } from '../../../model/index.ts';

/** Whether a request reads a resource or changes it. */
export type AccessWish = 'read' | 'change';

/**
 * The features that a request needs, the most particular one last; none for chats and people. The request is a path below Graph's version,
 * or a link that Graph gave.
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
  if (/^\/me\/presence\b/.test(path) && wish === 'change') return ['presence', 'own-presence'];
  return /^\/(drives|me\/drive|shares)\b/.test(path) ? ['files'] : [];
};

/** The failure of a request that is not sent. It names the feature that needs the permission. */
export const notGranted = (feature: TeamsFeature): ServiceFailure => ({
  kind: 'forbidden',
  status: 403,
  code: 'consent-missing',
  because: 'not-granted',
  feature,
});
