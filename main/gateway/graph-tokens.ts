/** The access tokens that the gateway sends to Graph: the latest token of each account, in memory only. */
import type { TokenOutcome } from '../../preload/contract/index.ts';
import type { StoredTeamsAccount } from '../accounts/accounts.ts';
import type { AccessToken } from '../signin/teams-tokens.ts';

/** The tokens. */
export interface GraphTokens {
  /** Gets a token and keeps it for the gateway; a new one if `renew` or `claims` ask for it. The outcome names the token by a number. */
  see(account: StoredTeamsAccount, renew: boolean, claims?: string): Promise<TokenOutcome>;
  /** The account's token; null if there is none. */
  of(account: string): string | null;
  /** Deletes the token of an account that was signed out. */
  forget(account: string): void;
}

/** @param ask asks the sign-in page for a token; that page reads its own cache first */
export function createGraphTokens(
  ask: (account: StoredTeamsAccount, renew: boolean, claims?: string) => Promise<AccessToken>,
): GraphTokens {
  const tokens = new Map<string, { readonly number: number; readonly accessToken: string }>();
  let last = 0;
  return {
    see: async (account, renew, claims) => {
      const { id } = account.known;
      const outcome = await ask(account, renew, claims);
      if (outcome.kind !== 'token') {
        tokens.delete(id);
        return outcome;
      }
      const { accessToken } = outcome;
      const held = tokens.get(id);
      const token = held?.accessToken === accessToken ? held : { number: (last += 1), accessToken };
      tokens.set(id, token);
      return { kind: 'token', number: token.number };
    },
    of: (account) => tokens.get(account)?.accessToken ?? null,
    forget: (account) => void tokens.delete(account),
  };
}
