/** Signing in to Teams: main's part of the flow in facts/sign-in.md; MSAL's part is renderer/signin. */
import type {
  CallRequest,
  CallResponse,
  ConnectOutcome,
  TokenOutcome,
} from '../../preload/contract/index.ts';
import type { StoredTeamsAccount } from '../accounts/accounts.ts';
import type { NetworkFailure } from '../network/failure.ts';
import { createTeamsAttempt, type TeamsSurroundings } from './teams-attempt.ts';
import { createTeamsTokens } from './teams-tokens.ts';

/** The Teams half of accounts. */
export interface TeamsSignIn {
  connect(request: CallRequest<'account:connect-teams'>): Promise<ConnectOutcome>;
  /** Answers the sign-in page that wants the user's browser. */
  browse(url: string): Promise<CallResponse<'signin:browse'>>;
  /** Hears why the sign-in service could not be reached: Teams then says of a certificate what Mattermost says of it. */
  readonly notReached: (why: NetworkFailure) => void;
  accessToken(account: StoredTeamsAccount, renew: boolean): Promise<TokenOutcome>;
  /** Removes the account's tokens from the sign-in page's cache. */
  forget(account: StoredTeamsAccount): Promise<void>;
}

/** Puts the flow together. */
export function createTeamsSignIn(surroundings: TeamsSurroundings): TeamsSignIn {
  const { page, log } = surroundings;
  const tokens = createTeamsTokens(page, log);
  return { ...createTeamsAttempt(surroundings, tokens), ...tokens };
}
