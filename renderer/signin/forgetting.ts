/**
 * Which entries of MSAL's cache belong to one account. `clearCache` removes all that is the person's: the tokens of their other tenants too,
 * which share one refresh token, and those of other clients. What an entry is stands in its name, which is not encrypted: an account can
 * be forgotten although the key of the cache cannot be read.
 * Names (msal-browser 5.29, `BrowserCacheManager.generateCredentialKey` and `generateAccountKey`), in lower case:
 * `msal.3|<person>|<host>|<type>|<client>|<tenant>|<scopes>|<scheme>`, and `msal.3|<person>|<host>|<home tenant>` for the person.
 */
import type { SignInQuestion } from '../../preload/contract/index.ts';

export type Forgetting = Extract<SignInQuestion, { kind: 'forget' }>;

/** The names of the entries to remove, of all that are stored. */
export function entriesToForget(
  names: readonly string[],
  { account, clientId, shared }: Pick<Forgetting, 'account' | 'clientId' | 'shared'>,
): readonly string[] {
  const person = account.homeAccountId.toLowerCase();
  const client = clientId.toLowerCase();
  const tenant = account.tenantId.toLowerCase();
  return names.filter((name) => {
    const lower = name.toLowerCase();
    if (!lower.startsWith('msal') || !lower.includes(person)) return false;
    if (shared === 'nothing') return true;
    const [, , , type = '', ofClient, ofTenant] = lower.split('|');
    if (ofClient !== client) return false;
    if (shared === 'person') return true;
    return type !== 'refreshtoken' && ofTenant === tenant;
  });
}
