/** Access tokens of Teams accounts that are signed in, and forgetting them: what the sign-in page does without the user. */
import type { TokenOutcome } from '../../preload/contract/index.ts';
import type { StoredTeamsAccount } from '../accounts/accounts.ts';
import type { Log } from '../log/log.ts';
import type { SignInPage } from './page.ts';
import { allScopes, userScopes } from './scopes.ts';
import { tokenFailure } from './teams-failures.ts';

/** How long the page may take for what needs no user, in milliseconds. */
export const silentMs = 60_000;

/** Tokens without the user. */
export interface TeamsTokens {
  /** @param renew skips the cached token: the service refused it */
  accessToken(account: StoredTeamsAccount, renew: boolean): Promise<TokenOutcome>;
  /** Removes the account's tokens from the sign-in page's cache. */
  forget(account: TokenOwner): Promise<void>;
}

/** Whose tokens, and with which registration they were made. */
export type TokenOwner = Pick<
  StoredTeamsAccount,
  'loginUrl' | 'authorityTenant' | 'clientId' | 'homeAccountId'
>;

const clientOf = ({
  loginUrl,
  authorityTenant,
  clientId,
  homeAccountId,
}: TokenOwner): { authority: string; clientId: string; homeAccountId: string } => ({
  authority: `${loginUrl}/${authorityTenant}`,
  clientId,
  homeAccountId,
});

/** Asks the sign-in page. */
export function createTeamsTokens(page: SignInPage, log: Log): TeamsTokens {
  return {
    accessToken: async (account, renew) => {
      const scopes = (account.known.missingScopes ?? []).length === 0 ? allScopes : userScopes;
      const answer = await page.ask(
        { kind: 'token', ...clientOf(account), scopes: [...scopes], renew },
        silentMs,
      );
      if (answer.kind === 'token') return answer;
      const outcome = tokenFailure(answer);
      log.write(`teams-token-${outcome.kind === 'sign-in-needed' ? outcome.reason : outcome.kind}`);
      return outcome;
    },
    forget: async (account) => {
      await page.ask({ kind: 'forget', ...clientOf(account) }, silentMs);
    },
  };
}
