/** The access tokens that the gateway sends to Graph: the latest of each account, in memory only. */
import type { TokenOutcome } from '../../preload/contract/index.ts';
import type { StoredTeamsAccount } from '../accounts/accounts.ts';
import type { AccessToken } from '../signin/teams-tokens.ts';

/** The tokens. */
export interface GraphTokens {
  /** Sees to a token, a new one when `renew` or `claims` say so, and keeps it for the gateway. It is told by its number. */
  see(account: StoredTeamsAccount, renew: boolean, claims?: string): Promise<TokenOutcome>;
  /** The account's token; null where none was seen to, or the last time there was none. */
  of(account: string): string | null;
  /** The account was signed out. */
  forget(account: string): void;
}

/** @param ask the sign-in page's answer; its own cache is asked first */
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
