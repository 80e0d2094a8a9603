/** Handles a finished sign-in: main keeps the account, or refuses one for which nobody asked. */
import type { CallRequest, ConnectOutcome, Feature, SignInAnswer } from '../../preload/contract/index.ts';
import type { Accounts, StoredTeamsAccount } from '../accounts/accounts.ts';
import { teamsAccountId } from '../accounts/identify.ts';
import { lacking } from './teams-consent.ts';
import { ownerOf, type TeamsTokens, type TokenOwner } from './teams-tokens.ts';

/** Which Microsoft cloud to sign in to. */
export interface Cloud {
  readonly loginUrl: string;
  readonly graphUrl: string;
}

/** What a sign-in uses: the cloud, the client, and the tenant or a name for it (`organizations`, a domain). */
export interface Registration extends Cloud {
  readonly clientId: string;
  readonly tenant: string;
}

/**
 * The registration to sign in with. An account that was signed in keeps its own, whatever the form and the preset say today, and asks its own
 * tenant, so that the same person's account elsewhere cannot answer.
 * @param ownGone whether the service knows the account's own client no more: an administrator has made another, which the form names
 */
export const registrationFor = (
  { tenant, clientId }: CallRequest<'account:connect-teams'>,
  again: StoredTeamsAccount | null,
  cloud: Cloud,
  ownGone = false,
): Registration =>
  again === null
    ? { ...cloud, tenant, clientId }
    : {
        loginUrl: again.loginUrl,
        graphUrl: again.known.graphUrl,
        tenant: again.known.tenantId,
        clientId: ownGone ? clientId : again.clientId,
      };

/** The sign-in page's answer when somebody has signed in. */
export type SignedIn = Extract<SignInAnswer, { kind: 'signed-in' }>;

/** The tenant of all personal Microsoft accounts. */
const personalTenant = '9188040d-6c67-4c5b-b112-36a304b66dad';

/** Keeps or refuses who answered. */
export interface TeamsKeeping {
  /**
   * @param again the account that was to be signed in again: no other is kept in its place
   * @param without features that are not granted, as far as it is known
   */
  keep(
    registration: Registration,
    again: StoredTeamsAccount | null,
    answer: SignedIn,
    without: readonly Feature[],
  ): Promise<ConnectOutcome>;
  /** Removes the tokens of a sign-in that is not wanted, unless they belong to one of our accounts. */
  drop(registration: Registration, answer: SignedIn): Promise<void>;
}

/** Puts it together. */
export function createTeamsKeeping(
  accounts: Accounts,
  { forget }: Pick<TeamsTokens, 'forget'>,
): TeamsKeeping {
  const drop: TeamsKeeping['drop'] = async ({ loginUrl, clientId }, answer) => {
    const { homeAccountId, tenantId, userId } = answer;
    const owner: TokenOwner = { loginUrl, clientId, homeAccountId, tenantId, userId };
    const ours = accounts.find(teamsAccountId(tenantId, userId));
    if (ours?.service === 'teams' && !ours.leaving && ours.clientId === clientId) return;
    await forget(owner);
  };
  return {
    drop,
    keep: async (registration, again, answer, without) => {
      const id = teamsAccountId(answer.tenantId, answer.userId);
      if (again !== null && again.known.id !== id) {
        await drop(registration, answer);
        return { kind: 'other-person', label: answer.username };
      }
      if (answer.tenantId.toLowerCase() === personalTenant) {
        await drop(registration, answer);
        return { kind: 'refused', reason: 'personal-account', code: '' };
      }
      const { loginUrl, graphUrl, clientId } = registration;
      const account: StoredTeamsAccount = {
        service: 'teams',
        known: {
          id,
          service: 'teams',
          displayName: answer.displayName,
          label: answer.username,
          userId: answer.userId,
          tenantId: answer.tenantId,
          graphUrl,
        },
        loginUrl,
        clientId,
        homeAccountId: answer.homeAccountId,
        leaving: false,
      };
      const before = accounts.find(id);
      await accounts.keep(lacking(account, without));
      // Signed in with another registration than before: what that one left is nobody's any more.
      if (before?.service === 'teams' && (before.clientId !== clientId || before.loginUrl !== loginUrl))
        await forget(ownerOf(before));
      return { kind: 'connected', account: account.known };
    },
  };
}
