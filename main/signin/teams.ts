/** Signing in to Teams: main's part of the flow in facts/sign-in.md; MSAL's part is renderer/signin. */
import type { CallRequest, CallResponse, ConnectOutcome } from '../../preload/contract/index.ts';
import type { StoredTeamsAccount } from '../accounts/accounts.ts';
import { lackingWithout } from './scopes.ts';
import { createTeamsAttempt, type TeamsSurroundings } from './teams-attempt.ts';
import { type AccessToken, createTeamsTokens, ownerOf } from './teams-tokens.ts';

/** The Teams half of accounts. */
export interface TeamsSignIn {
  connect(request: CallRequest<'account:connect-teams'>): Promise<ConnectOutcome>;
  /** Answers the sign-in page that wants the user's browser. */
  browse(url: string): Promise<CallResponse<'signin:browse'>>;
  accessToken(account: StoredTeamsAccount, renew: boolean, claims?: string): Promise<AccessToken>;
  /** Asks for every account that lacks something whether it is granted by now; whether one still lacks something. */
  look(): Promise<boolean>;
  /** Removes the account's tokens from the sign-in page's cache; false when the page did not say that it has. */
  forget(account: StoredTeamsAccount): Promise<boolean>;
}

const isLacking = ({ known }: StoredTeamsAccount): boolean => lackingWithout(known.missingScopes).length > 0;

/**
 * Puts the flow together.
 * @param changed hears that an account may do more, or less, than before
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
