/** Signing in to Teams: main's part of the flow in facts/sign-in.md; MSAL's part is renderer/signin. */
import type { CallRequest, CallResponse, ConnectOutcome } from '../../preload/contract/index.ts';
import type { StoredTeamsAccount } from '../accounts/accounts.ts';
import { lackingWithout } from '../../sign-in/scopes.ts';
import { createTeamsAttempt, type TeamsSurroundings } from './teams-attempt.ts';
import { type AccessToken, createTeamsTokens, ownerOf } from './teams-tokens.ts';

/** The functions for Teams accounts. */
export interface TeamsSignIn {
  connect(request: CallRequest<'account:connect-teams'>): Promise<ConnectOutcome>;
  /** Answers the sign-in page, which wants to open the user's browser. */
  browse(url: string): Promise<CallResponse<'signin:browse'>>;
  accessToken(account: StoredTeamsAccount, renew: boolean, claims?: string): Promise<AccessToken>;
  /** Asks for each account with missing features what is granted now. Resolves to whether one still misses a feature. */
  look(): Promise<boolean>;
  /** Deletes the account's tokens from the sign-in page's cache. Resolves to false if the page did not confirm it. */
  forget(account: StoredTeamsAccount): Promise<boolean>;
}

const isLacking = ({ known }: StoredTeamsAccount): boolean => lackingWithout(known.missingScopes).length > 0;

/**
 * Creates the functions for Teams accounts.
 * @param changed called if an account gained or lost a feature
 */
export function createTeamsSignIn(surroundings: TeamsSurroundings, changed: () => void): TeamsSignIn {
  const { page, accounts, log } = surroundings;
  const tokens = createTeamsTokens(page, accounts, log, changed);
  return {
    ...createTeamsAttempt(surroundings, tokens),
    accessToken: (account, renew, claims) => tokens.accessToken(account, renew, claims),
    look: async () => {
      let lacks = false;
      for (const account of accounts.all()) {
        if (account.service !== 'teams' || account.leaving || !isLacking(account)) continue;
        lacks = isLacking(await tokens.look(account)) || lacks;
      }
      return lacks;
    },
    forget: (account) => tokens.forget(ownerOf(account)),
  };
}
