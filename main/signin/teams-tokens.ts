/** Access tokens of Teams accounts that are signed in, and forgetting them: what the sign-in page does without the user. */
import type { SignInQuestion, TokenOutcome } from '../../preload/contract/index.ts';
import type { Accounts, StoredAccount, StoredTeamsAccount } from '../accounts/accounts.ts';
import type { Log, Numbers } from '../log/log.ts';
import type { SignInPage } from './page.ts';
import { allScopes, userScopes } from './scopes.ts';
import { tokenFailure } from './teams-failures.ts';

/** How long the page may take for what needs no user, in milliseconds. */
export const silentMs = 60_000;

/** Tokens without the user. */
export interface TeamsTokens {
  /** @param renew skips the cached token: the service refused it */
  accessToken(account: StoredTeamsAccount, renew: boolean): Promise<TokenOutcome>;
  /** Removes the account's tokens from the sign-in page's cache; false when the page did not say that it has. */
  forget(owner: TokenOwner): Promise<boolean>;
}

/** Whose tokens they are, and with which registration they were made. */
export interface TokenOwner {
  readonly loginUrl: string;
  readonly clientId: string;
  readonly homeAccountId: string;
  readonly tenantId: string;
  readonly userId: string;
}

/** The owner of a stored account's tokens. */
export const ownerOf = ({ loginUrl, clientId, homeAccountId, known }: StoredTeamsAccount): TokenOwner => ({
  loginUrl,
  clientId,
  homeAccountId,
  tenantId: known.tenantId,
  userId: known.userId,
});

type Shared = Extract<SignInQuestion, { kind: 'forget' }>['shared'];

/** What of the owner's in MSAL's cache another account needs that stays: tenants of one person share it (facts/sign-in.md, Corrections). */
export function sharedWith(owner: TokenOwner, accounts: readonly StoredAccount[]): Shared {
  const others = accounts
    .flatMap((account) => (account.service === 'teams' && !account.leaving ? [ownerOf(account)] : []))
    .filter(
      ({ loginUrl, homeAccountId, tenantId, clientId }) =>
        loginUrl === owner.loginUrl &&
        homeAccountId === owner.homeAccountId &&
        !(tenantId === owner.tenantId && clientId === owner.clientId),
    );
  if (others.some(({ clientId }) => clientId === owner.clientId)) return 'person-and-client';
  return others.length > 0 ? 'person' : 'nothing';
}

const questionOf = ({ loginUrl, clientId, homeAccountId, tenantId, userId }: TokenOwner) => ({
  loginUrl,
  clientId,
  account: { homeAccountId, tenantId, userId },
});

/** Entra's number as a number of the log. */
export function numbersIn(code: string): Numbers {
  const [, number] = /^AADSTS(\d{1,9})$/.exec(code) ?? [];
  return number === undefined ? {} : { aadsts: Number(number) };
}

/** Asks the sign-in page. */
export function createTeamsTokens(page: SignInPage, accounts: Accounts, log: Log): TeamsTokens {
  return {
    accessToken: async (account, renew) => {
      const scopes = (account.known.missingScopes ?? []).length === 0 ? allScopes : userScopes;
      const answer = await page.ask(
        { kind: 'token', ...questionOf(ownerOf(account)), scopes: [...scopes], renew },
        silentMs,
      );
      if (answer.kind === 'token') return answer;
      const outcome = tokenFailure(answer);
      log.write(`teams-token-${outcome.reason}`, 'code' in answer ? numbersIn(answer.code) : {});
      return outcome;
    },
    forget: async (owner) => {
      const shared = sharedWith(owner, accounts.all());
      const answer = await page.ask({ kind: 'forget', ...questionOf(owner), shared }, silentMs);
      if (answer.kind !== 'forgotten') log.write('teams-tokens-not-forgotten');
      return answer.kind === 'forgotten';
    },
  };
}
