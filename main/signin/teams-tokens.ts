/** All that the sign-in page does without the user: gives access tokens of Teams accounts, and forgets accounts. */
import type { SignInAnswer, SignInQuestion, TokenOutcome } from '../../preload/contract/index.ts';
import type { Accounts, StoredAccount, StoredTeamsAccount } from '../accounts/accounts.ts';
import type { Log, Numbers } from '../log/log.ts';
import type { SignInPage } from './page.ts';
import { scopesFor } from '../../sign-in/scopes.ts';
import { createTeamsConsent, grantedTo } from './teams-consent.ts';
import { tokenFailure } from './teams-failures.ts';

/** How long the page may take for work without the user, in milliseconds. */
export const silentMs = 60_000;

/** A token for Graph, or the reason why there is none. The token stays in main. */
export type AccessToken =
  { readonly kind: 'token'; readonly accessToken: string } | Exclude<TokenOutcome, { kind: 'token' }>;

/** The tokens of Teams accounts, without the user. */
export interface TeamsTokens {
  /**
   * Gets a token.
   * @param renew skips the cached token, because the service refused it
   * @param claims the claims of that refusal; claims that need the user are kept for the next sign-in
   */
  accessToken(account: StoredTeamsAccount, renew: boolean, claims?: string): Promise<AccessToken>;
  /** Asks without the user what is granted to the account. Resolves to the account with the result. */
  look(account: StoredTeamsAccount): Promise<StoredTeamsAccount>;
  /** Deletes the account's tokens from the sign-in page's cache. Resolves to false if the page did not confirm it. */
  forget(owner: TokenOwner): Promise<boolean>;
}

/** The owner of tokens, and the registration that made them. */
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

/** The entries of MSAL's cache that other accounts still need: the tenants of one person share some (facts/sign-in.md, Corrections). */
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

/** Entra's error number, as a number for the log. */
export function numbersIn(code: string): Numbers {
  const [, number] = /^AADSTS(\d{1,9})$/.exec(code) ?? [];
  return number === undefined ? {} : { aadsts: Number(number) };
}

/**
 * Creates the tokens.
 * @param changed called if an account gained or lost a feature
 */
export function createTeamsTokens(
  page: SignInPage,
  accounts: Accounts,
  log: Log,
  changed: () => void = () => undefined,
): TeamsTokens {
  const ask = (
    account: StoredTeamsAccount,
    scopes: readonly string[],
    renew: boolean,
    claims?: string,
  ): Promise<SignInAnswer> =>
    page.ask(
      {
        kind: 'token',
        ...questionOf(ownerOf(account)),
        scopes: [...scopes],
        renew,
        ...(claims === undefined ? {} : { claims }),
      },
      silentMs,
    );
  const consent = createTeamsConsent(accounts, (account, scopes) => ask(account, scopes, true), changed);

  /** A consent was withdrawn. Finds the remaining permissions, so that chats still work. */
  const withLess = async (account: StoredTeamsAccount, claims?: string): Promise<SignInAnswer> => {
    const own = await ask(account, scopesFor([]), true, claims);
    if (own.kind !== 'token') return own;
    log.write('teams-consent-withdrawn');
    const now = await consent.look(account);
    return ask(now, scopesFor(grantedTo(now)), false);
  };

  /** Keeps the claims until a sign-in satisfies them. */
  const keepClaims = async (account: StoredTeamsAccount, claims: string): Promise<void> => {
    const now = accounts.find(account.known.id);
    if (now?.service === 'teams' && !now.leaving && now.claims !== claims)
      await accounts.keep({ ...now, claims });
  };

  return {
    look: (account) => consent.look(account),
    accessToken: async (account, renew, claims) => {
      const granted = grantedTo(account);
      let answer = await ask(account, scopesFor(granted), renew || claims !== undefined, claims);
      if (answer.kind === 'refused' && answer.reason === 'consent-missing' && granted.length > 0)
        answer = await withLess(account, claims);
      if (answer.kind === 'token') return answer;
      const demanded = answer.kind === 'refused' ? (answer.claims ?? claims) : undefined;
      if (demanded !== undefined) await keepClaims(account, demanded);
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
