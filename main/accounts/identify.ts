/** The id of an account: the same person on the same service has the same one on every machine and after every sign-in. */
import { createHash } from 'node:crypto';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** The first 12 characters of the base32 form of a SHA-256 (60 of its bits). */
function short(text: string): string {
  const digest = createHash('sha256').update(text, 'utf8').digest();
  const bits = digest.readBigUInt64BE(0) >> 4n;
  return Array.from(
    { length: 12 },
    (_, place) => alphabet[Number((bits >> BigInt(5 * (11 - place))) & 31n)] ?? '',
  ).join('');
}

/** A Teams account, by Entra tenant and object id. */
export const teamsAccountId = (tenantId: string, userId: string): string =>
  `t-${short(`teams\n${tenantId}\n${userId}`)}`;

/** A Mattermost account, by server address and user id. */
export const mattermostAccountId = (serverUrl: string, userId: string): string =>
  `m-${short(`mattermost\n${serverUrl.toLowerCase()}\n${userId}`)}`;
