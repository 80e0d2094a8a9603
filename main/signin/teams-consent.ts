/** Finds out, without the user, which features of an account are granted. It keeps the result with the account and tells the pages. */
import type { KnownAccount, SignInAnswer } from '../../preload/contract/index.ts';
import type { Feature } from '../../preload/contract/index.ts';
import type { Accounts, StoredTeamsAccount } from '../accounts/accounts.ts';
import { consentAddress } from '../../sign-in/consent-address.ts';
import { baseOf, features, featureScopes, lackingWithout, scopesFor } from '../../sign-in/scopes.ts';

/** Asks the sign-in page for a new token with these permissions. The page does not use its cache. */
export type AskSilently = (account: StoredTeamsAccount, scopes: readonly string[]) => Promise<SignInAnswer>;

/** The consent of Teams accounts. */
export interface TeamsConsent {
  /** Asks what is granted, and keeps and tells a change. Resolves to the account with the result. */
  look(account: StoredTeamsAccount): Promise<StoredTeamsAccount>;
}

/** The features that the account has now. */
export const grantedTo = (account: StoredTeamsAccount): readonly Feature[] => {
  const lacking = lackingWithout(account.known.missingScopes);
  return features.filter((feature) => !lacking.includes(feature));
};

/** The account in the form for pages: with its missing features, and the address where an administrator grants them. */
export function asPagesKnow({ known, loginUrl, clientId }: StoredTeamsAccount): KnownAccount {
  const missing = lackingWithout(known.missingScopes);
  if (missing.length === 0) return known;
  // If channels are missing, the missing right to write there is not listed separately.
  const lacks = missing.filter((feature) => {
    const base = baseOf(feature);
    return base === null || !missing.includes(base);
  });
  const consentUrl = consentAddress({ loginUrl, clientId, graphUrl: known.graphUrl, tenant: known.tenantId });
  return { ...known, lacks, consentUrl };
}

/** The account with these features marked as missing. */
export function lacking(account: StoredTeamsAccount, without: readonly Feature[]): StoredTeamsAccount {
  const known = { ...account.known };
  delete known.missingScopes;
  const missing = without.flatMap((feature) => featureScopes[feature]);
  return { ...account, known: missing.length === 0 ? known : { ...known, missingScopes: missing } };
}

/** The features of `asked` that nobody has granted; null if the service could not be asked. It needs one question if all are granted. */
async function notGranted(
  account: StoredTeamsAccount,
  asked: readonly Feature[],
  ask: AskSilently,
): Promise<readonly Feature[] | null> {
  const answer = await ask(account, scopesFor(asked));
  if (answer.kind === 'token') return [];
  if (answer.kind !== 'refused' || answer.reason !== 'consent-missing') return null;
  if (asked.length < 2) return asked;
  const missing: Feature[] = [];
  for (const feature of asked) {
    const base = baseOf(feature);
    if (base !== null && missing.includes(base)) {
      missing.push(feature);
      continue;
    }
    const one = await notGranted(account, [feature], ask);
    if (one === null) return null;
    missing.push(...one);
  }
  return missing;
}

/** @param changed called if an account gained or lost a feature */
export function createTeamsConsent(accounts: Accounts, ask: AskSilently, changed: () => void): TeamsConsent {
  return {
    look: async (account) => {
      const missing = await notGranted(account, features, ask);
      if (missing === null) return account;
      const now = accounts.find(account.known.id);
      // The account was signed out, or signed in again, meanwhile. The new one is checked separately.
      if (now?.service !== 'teams' || now.leaving || now.clientId !== account.clientId) return account;
      const next = lacking(now, missing);
      if (lackingWithout(now.known.missingScopes).join() === missing.join()) return now;
      await accounts.keep(next);
      changed();
      return next;
    },
  };
}
