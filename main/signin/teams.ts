/** Signing in to Teams: main's part of the flow in facts/sign-in.md; MSAL's part is renderer/signin. */
import {
  type CallRequest,
  type CallResponse,
  type ConnectOutcome,
  type SignInAnswer,
  type SignInQuestion,
  type TokenOutcome,
} from '../../preload/contract/index.ts';
import type { Accounts, StoredTeamsAccount } from '../accounts/accounts.ts';
import { teamsAccountId } from '../accounts/identify.ts';
import type { Log } from '../log/log.ts';
import type { NetworkFailure } from '../network/failure.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { type Attempts, attemptMs } from './attempt.ts';
import { type Loopback, openLoopback } from './loopback.ts';
import type { SignInPage } from './page.ts';
import { adminScopes, allScopes, userScopes } from './scopes.ts';
import { signInFailure, tokenFailure } from './teams-failures.ts';

/** Which Microsoft cloud to sign in to. */
export interface Cloud {
  readonly loginUrl: string;
  readonly graphUrl: string;
}

/** What signing in to Teams needs. */
export interface TeamsSurroundings {
  readonly page: SignInPage;
  readonly attempts: Attempts;
  readonly accounts: Accounts;
  readonly secrets: Secrets;
  readonly cloud: Cloud;
  readonly openExternal: (url: string) => Promise<void>;
  readonly log: Log;
}

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

/** How long the page may take for what needs no user, in milliseconds. */
const silentMs = 60_000;

type SignedIn = Extract<SignInAnswer, { kind: 'signed-in' }>;

/** Puts the flow together. */
export function createTeamsSignIn(surroundings: TeamsSurroundings): TeamsSignIn {
  const { page, attempts, accounts, secrets, cloud, openExternal, log } = surroundings;
  /** Of the attempt that runs. */
  let network: NetworkFailure = 'unreachable';
  let browsing: { readonly loopback: Loopback; readonly signal: AbortSignal } | null = null;

  const clientOf = (
    account: StoredTeamsAccount,
  ): { authority: string; clientId: string; homeAccountId: string } => ({
    authority: `${account.loginUrl}/${account.authorityTenant}`,
    clientId: account.clientId,
    homeAccountId: account.homeAccountId,
  });
  const forget = async (client: Omit<Extract<SignInQuestion, { kind: 'forget' }>, 'kind'>): Promise<void> => {
    await page.ask({ kind: 'forget', ...client }, silentMs);
  };

  const keep = async (
    request: CallRequest<'account:connect-teams'>,
    answer: SignedIn,
    missingScopes: readonly string[],
  ): Promise<ConnectOutcome> => {
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
  };

  /** Someone else answered: their tokens leave again, unless they are one of our accounts anyway. */
  const otherPerson = async (
    request: CallRequest<'account:connect-teams'>,
    answer: SignedIn,
  ): Promise<ConnectOutcome> => {
    if (accounts.find(teamsAccountId(answer.tenantId, answer.userId)) === null) {
      const authority = `${cloud.loginUrl}/${request.tenant}`;
      await forget({ authority, clientId: request.clientId, homeAccountId: answer.homeAccountId });
    }
    return { kind: 'other-person', label: answer.username };
  };

  const attempt = async (
    request: CallRequest<'account:connect-teams'>,
    signal: AbortSignal,
  ): Promise<ConnectOutcome> => {
    if (!secrets.ready()) return { kind: 'keyring-missing' };
    const again = request.account === null ? null : accounts.find(request.account);
    if (request.account !== null && again?.service !== 'teams')
      return { kind: 'failed', detail: 'unknown-account' };
    const homeAccountId = again?.service === 'teams' ? again.homeAccountId : null;
    network = 'unreachable';
    const loopback = await openLoopback();
    browsing = { loopback, signal };
    try {
      const ask = (scopes: readonly string[]): Promise<SignInAnswer> =>
        page.ask(
          {
            kind: 'sign-in',
            authority: `${cloud.loginUrl}/${request.tenant}`,
            clientId: request.clientId,
            scopes: [...scopes],
            redirectUri: `http://localhost:${loopback.port}`,
            homeAccountId,
          },
          attemptMs + silentMs,
        );
      let missing: readonly string[] = [];
      let answer = await ask(allScopes);
      if (answer.kind === 'failed' && answer.reason === 'consent-missing' && !signal.aborted) {
        // No administrator has consented: what a user may grant is enough for chats; channels wait.
        log.write('teams-sign-in-without-admin-consent');
        missing = adminScopes;
        answer = await ask(userScopes);
      }
      // The page could not hand over the key of its cache: the keyring has refused it meanwhile.
      if (answer.kind !== 'signed-in' && !secrets.ready()) return { kind: 'keyring-missing' };
      if (answer.kind !== 'signed-in') return signInFailure(answer, signal.aborted, network);
      if (homeAccountId !== null && answer.homeAccountId !== homeAccountId)
        return await otherPerson(request, answer);
      return await keep(request, answer, missing);
    } finally {
      browsing = null;
      loopback.close();
    }
  };

  return {
    connect: async (request) => {
      const outcome = await attempts.run((signal) => attempt(request, signal));
      log.write(`teams-sign-in-${outcome.kind}`);
      return outcome;
    },
    notReached: (why) => {
      network = why;
    },
    browse: async (url) => {
      const target = URL.canParse(url) ? new URL(url) : null;
      const state = target?.searchParams.get('state') ?? null;
      if (
        browsing === null ||
        target === null ||
        state === null ||
        target.origin !== new URL(cloud.loginUrl).origin
      ) {
        return { kind: 'cancelled' };
      }
      const waiting = browsing.loopback.answer(state, browsing.signal);
      try {
        await openExternal(target.href);
      } catch {
        log.write('browser-not-opened');
        attempts.cancel();
      }
      const response = await waiting;
      return response === null ? { kind: 'cancelled' } : { kind: 'answered', response };
    },
    accessToken: async (account, renew) => {
      const scopes = (account.known.missingScopes ?? []).length === 0 ? allScopes : userScopes;
      const answer = await page.ask(
        { kind: 'token', ...clientOf(account), scopes: [...scopes], renew },
        silentMs,
      );
      if (answer.kind === 'token') return answer;
      const outcome = tokenFailure(answer);
      log.write(`teams-token-${outcome.kind === 'sign-in-needed' ? outcome.reason : outcome.kind}`);
      return outcome;
    },
    forget: (account) => forget(clientOf(account)),
  };
}
