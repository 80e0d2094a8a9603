/** What an account may not be asked for, because nobody has granted the permission: it is not sent, so that nothing is refused. */
import type { ServiceFailure, TeamsFeature } from '../../../model/index.ts';

/** The feature to which a path below Graph's version (or a link that Graph gave) belongs; null for chats and people, which need none. */
export const featureOf = (pathOrLink: string): TeamsFeature | null => {
  const path = pathOrLink.replace(/^https?:\/\/[^/]+\/[^/]+/, '');
  if (/^\/(teams|me\/joinedTeams|me\/teamwork)\b/.test(path)) return 'channels';
  if (/^\/communications\/getPresencesByUserId\b/.test(path)) return 'presence';
  return /^\/(drives|me\/drive|shares)\b/.test(path) ? 'files' : null;
};

/** What is told instead of asking Graph. */
export const notGranted: ServiceFailure = {
  kind: 'forbidden',
  status: 403,
  code: 'consent-missing',
  because: 'not-granted',
};
