/** Signing in to Teams: main's part of the flow in facts/sign-in.md; MSAL's part is renderer/signin. */
import type {
  CallRequest,
  CallResponse,
  ConnectOutcome,
  TokenOutcome,
} from '../../preload/contract/index.ts';
import type { StoredTeamsAccount } from '../accounts/accounts.ts';
import { createTeamsAttempt, type TeamsSurroundings } from './teams-attempt.ts';
import { createTeamsTokens, ownerOf } from './teams-tokens.ts';

/** The Teams half of accounts. */
export interface TeamsSignIn {
  connect(request: CallRequest<'account:connect-teams'>): Promise<ConnectOutcome>;
  /** Answers the sign-in page that wants the user's browser. */
  browse(url: string): Promise<CallResponse<'signin:browse'>>;
  accessToken(account: StoredTeamsAccount, renew: boolean): Promise<TokenOutcome>;
  /** Removes the account's tokens from the sign-in page's cache; false when the page did not say that it has. */
  forget(account: StoredTeamsAccount): Promise<boolean>;
}

/** Puts the flow together. */
export function createTeamsSignIn(surroundings: TeamsSurroundings): TeamsSignIn {
  const { page, accounts, log } = surroundings;
  const tokens = createTeamsTokens(page, accounts, log);
  return {
    ...createTeamsAttempt(surroundings, tokens),
    accessToken: (account, renew) => tokens.accessToken(account, renew),
    forget: (account) => tokens.forget(ownerOf(account)),
  };
}
