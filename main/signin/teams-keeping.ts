/** What becomes of a finished sign-in: an account that main keeps, or one that nobody asked for. */
import type { CallRequest, ConnectOutcome, SignInAnswer } from '../../preload/contract/index.ts';
import type { Accounts, StoredTeamsAccount } from '../accounts/accounts.ts';
import { teamsAccountId } from '../accounts/identify.ts';
import type { TeamsTokens } from './teams-tokens.ts';

/** Which Microsoft cloud to sign in to. */
export interface Cloud {
  readonly loginUrl: string;
  readonly graphUrl: string;
}

/** The sign-in page's answer when somebody has signed in. */
export type SignedIn = Extract<SignInAnswer, { kind: 'signed-in' }>;

/** Keeps or refuses who answered. */
export interface TeamsKeeping {
  keep(
    request: CallRequest<'account:connect-teams'>,
    answer: SignedIn,
    missingScopes: readonly string[],
  ): Promise<ConnectOutcome>;
  /** Someone else answered: their tokens leave again, unless they are one of our accounts anyway. */
  otherPerson(request: CallRequest<'account:connect-teams'>, answer: SignedIn): Promise<ConnectOutcome>;
  /** Removes the tokens of a sign-in that is not wanted, unless they belong to one of our accounts. */
  drop(request: CallRequest<'account:connect-teams'>, answer: SignedIn): Promise<void>;
}

/** Puts it together. */
export function createTeamsKeeping(
  accounts: Accounts,
  cloud: Cloud,
  { forget }: Pick<TeamsTokens, 'forget'>,
): TeamsKeeping {
  const drop: TeamsKeeping['drop'] = async (request, answer) => {
    if (accounts.find(teamsAccountId(answer.tenantId, answer.userId)) !== null) return;
    await forget({
      loginUrl: cloud.loginUrl,
      authorityTenant: request.tenant,
      clientId: request.clientId,
      homeAccountId: answer.homeAccountId,
    });
  };
  return {
    keep: async (request, answer, missingScopes) => {
      const account: StoredTeamsAccount = {
        service: 'teams',
        known: {
          id: teamsAccountId(answer.tenantId, answer.userId),
          service: 'teams',
          displayName: answer.displayName,
          label: answer.username,
          userId: answer.userId,
          tenantId: answer.tenantId,
          graphUrl: cloud.graphUrl,
          ...(missingScopes.length === 0 ? {} : { missingScopes: [...missingScopes] }),
        },
        loginUrl: cloud.loginUrl,
        authorityTenant: request.tenant,
        clientId: request.clientId,
        homeAccountId: answer.homeAccountId,
        leaving: false,
      };
      await accounts.keep(account);
      return { kind: 'connected', account: account.known };
    },
    otherPerson: async (request, answer) => {
      await drop(request, answer);
      return { kind: 'other-person', label: answer.username };
    },
    drop,
  };
}
