/** Who may do what at the hub: shared access signatures by key, and tokens of Entra. */
import { createHmac, timingSafeEqual } from 'node:crypto';

export type HubClaim = 'Listen' | 'Send';

export interface HubKey {
  readonly name: string;
  readonly key: string;
  readonly claims: readonly HubClaim[];
}

export interface HubAccess {
  readonly keys: readonly HubKey[];
  /** The claims of the roles that a token's owner has at the hub; null for a token that is not valid. */
  readonly claimsOfToken: (token: string) => readonly HubClaim[] | null;
}

/** What a token that was put to `$cbs` allows; null if it is refused. `type` as the client names it. */
export const claimsOf = (
  access: HubAccess,
  type: string,
  token: string,
  now: number,
): readonly HubClaim[] | null => {
  switch (type) {
    case 'servicebus.windows.net:sastoken':
      return claimsOfSignature(access.keys, token, now);
    case 'jwt':
      return access.claimsOfToken(token);
    default:
      return null;
  }
};

/** `SharedAccessSignature sr=…&sig=…&se=…&skn=…` (learn.microsoft.com/azure/event-hubs/authenticate-shared-access-signature). */
const claimsOfSignature = (
  keys: readonly HubKey[],
  token: string,
  now: number,
): readonly HubClaim[] | null => {
  const parts = new Map(
    token
      .replace(/^SharedAccessSignature /, '')
      .split('&')
      .map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]),
  );
  const [resource = '', signature = '', expiry = '', name = ''] = ['sr', 'sig', 'se', 'skn'].map((part) =>
    parts.get(part),
  );
  const key = keys.find((one) => one.name === decodeURIComponent(name));
  if (!key || Number(expiry) * 1_000 <= now) return null;
  const wanted = createHmac('sha256', key.key).update(`${resource}\n${expiry}`).digest();
  const given = Buffer.from(decodeURIComponent(signature), 'base64');
  return wanted.length === given.length && timingSafeEqual(wanted, given) ? key.claims : null;
};
