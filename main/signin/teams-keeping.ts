/** Handles a finished sign-in: keeps the account, or refuses an account that nobody asked for. */
import {
  type CallRequest,
  type ConnectOutcome,
  type Feature,
  type Preset,
  relayRefusal,
  type SignInAnswer,
} from '../../preload/contract/index.ts';
import type { Accounts, StoredTeamsAccount } from '../accounts/accounts.ts';
import { teamsAccountId } from '../accounts/identify.ts';
import { lacking } from './teams-consent.ts';
import { ownerOf, type TeamsTokens, type TokenOwner } from './teams-tokens.ts';

/** Which Microsoft cloud to sign in to. */
export interface Cloud {
  readonly loginUrl: string;
  readonly graphUrl: string;
}

/** The registration of a sign-in: the cloud, the client, and the tenant or a name for it (`organizations`, a domain). */
export interface Registration extends Cloud {
  readonly clientId: string;
  readonly tenant: string;
}

/**
 * The registration for a sign-in. An account that was signed in before keeps its own, whatever the form and the preset say now. It asks its
 * own tenant, so that the same person's account in another tenant cannot answer.
 * @param ownGone whether the service no longer knows the account's own client; then the client of the form is used
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

/** Keeps or drops the account of a finished sign-in. */
export interface TeamsKeeping {
  /**
   * Keeps the account.
   * @param again the account that was signed in again; no other account is kept in its place
   * @param without features that are known to be missing
   */
  keep(
    registration: Registration,
    again: StoredTeamsAccount | null,
    answer: SignedIn,
    without: readonly Feature[],
  ): Promise<ConnectOutcome>;
  /** Deletes the tokens of an unwanted sign-in, unless they belong to one of our accounts. */
  drop(registration: Registration, answer: SignedIn): Promise<void>;
}

/** Creates the keeping. */
export function createTeamsKeeping(
  accounts: Accounts,
  { forget }: Pick<TeamsTokens, 'forget'>,
  relay: Preset['relay'],
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
      const refused = relayRefusal(relay, { service: 'teams', userId: answer.userId });
      if (refused !== null) {
        await drop(registration, answer);
        return { kind: 'refused', reason: refused, code: '' };
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
      // The account was signed in with another registration before. The tokens of the old one are not needed any more.
      if (before?.service === 'teams' && (before.clientId !== clientId || before.loginUrl !== loginUrl))
        await forget(ownerOf(before));
      return { kind: 'connected', account: account.known };
    },
  };
}
