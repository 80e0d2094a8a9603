/**
 * Finds the entries of MSAL's cache that belong to one account. MSAL's `clearCache` removes too much: all tokens of the person, also those of
 * other tenants (which share one refresh token) and of other clients. The name of an entry tells what it is, and names are not encrypted. So
 * an account can be forgotten even if the key of the cache cannot be read.
 * Names (msal-browser 5.29, `BrowserCacheManager.generateCredentialKey` and `generateAccountKey`), in lower case:
 * `msal.3|<person>|<host>|<type>|<client>|<tenant>|<scopes>|<scheme>`, and `msal.3|<person>|<host>|<home tenant>` for the person.
 */
import type { SignInQuestion } from '../../preload/contract/index.ts';

export type Forgetting = Extract<SignInQuestion, { kind: 'forget' }>;

/** Of the names of all stored entries, those that are to be removed. */
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
