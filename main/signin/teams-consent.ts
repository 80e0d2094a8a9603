/** Finds out, without the user, which features of an account are granted, keeps that with the account, and tells it. */
import type { KnownAccount, SignInAnswer } from '../../preload/contract/index.ts';
import type { Feature } from '../../preload/contract/index.ts';
import type { Accounts, StoredTeamsAccount } from '../accounts/accounts.ts';
import { consentAddress } from './consent-address.ts';
import { baseOf, features, featureScopes, lackingWithout, scopesFor } from './scopes.ts';

/** Asks the sign-in page for a token with these permissions, past its cache. */
export type AskSilently = (account: StoredTeamsAccount, scopes: readonly string[]) => Promise<SignInAnswer>;

/** The consent of accounts. */
export interface TeamsConsent {
  /** Asks what is granted, keeps and tells it where it has changed. Returns the account as it is then. */
  look(account: StoredTeamsAccount): Promise<StoredTeamsAccount>;
}

/** What an account may do today. */
export const grantedTo = (account: StoredTeamsAccount): readonly Feature[] => {
  const lacking = lackingWithout(account.known.missingScopes);
  return features.filter((feature) => !lacking.includes(feature));
};

/** The account as pages know it: with what it lacks, and where an administrator gives that. */
export function asPagesKnow({ known, loginUrl, clientId }: StoredTeamsAccount): KnownAccount {
  const missing = lackingWithout(known.missingScopes);
  if (missing.length === 0) return known;
  // Where channels are lacking, it goes without saying that nobody writes there.
  const lacks = missing.filter((feature) => {
    const base = baseOf(feature);
    return base === null || !missing.includes(base);
  });
  const consentUrl = consentAddress({ loginUrl, clientId, graphUrl: known.graphUrl, tenant: known.tenantId });
  return { ...known, lacks, consentUrl };
}

/** The account without these features. */
export function lacking(account: StoredTeamsAccount, without: readonly Feature[]): StoredTeamsAccount {
  const known = { ...account.known };
  delete known.missingScopes;
  const missing = without.flatMap((feature) => featureScopes[feature]);
  return { ...account, known: missing.length === 0 ? known : { ...known, missingScopes: missing } };
}

/** Of `asked`, what nobody has granted; null where the service could not be asked. One question when all is granted. */
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

/** @param changed hears that an account may do more, or less, than before */
export function createTeamsConsent(accounts: Accounts, ask: AskSilently, changed: () => void): TeamsConsent {
  return {
    look: async (account) => {
      const missing = await notGranted(account, features, ask);
      if (missing === null) return account;
      const now = accounts.find(account.known.id);
      // Signed out, or signed in anew, meanwhile: that one is looked at by itself.
      if (now?.service !== 'teams' || now.leaving || now.clientId !== account.clientId) return account;
      const next = lacking(now, missing);
      if (lackingWithout(now.known.missingScopes).join() === missing.join()) return now;
      await accounts.keep(next);
      changed();
      return next;
    },
  };
}
