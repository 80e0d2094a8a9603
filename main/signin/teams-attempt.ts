/** One interactive sign-in to Teams: the browser, the loopback that catches its answer, and what is asked for. */
import type {
  CallRequest,
  CallResponse,
  ConnectOutcome,
  SignInAnswer,
} from '../../preload/contract/index.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Log } from '../log/log.ts';
import type { NetworkFailure } from '../network/failure.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { type Attempts, attemptMs } from './attempt.ts';
import { type Loopback, openLoopback } from './loopback.ts';
import type { SignInPage } from './page.ts';
import { adminScopes, allScopes, userScopes } from './scopes.ts';
import { signInFailure } from './teams-failures.ts';
import { type Cloud, createTeamsKeeping } from './teams-keeping.ts';
import { silentMs, type TeamsTokens } from './teams-tokens.ts';

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

/** The interactive half of signing in to Teams. */
export interface TeamsAttempt {
  connect(request: CallRequest<'account:connect-teams'>): Promise<ConnectOutcome>;
  /** Answers the sign-in page that wants the user's browser. */
  browse(url: string): Promise<CallResponse<'signin:browse'>>;
  /** Hears why the sign-in service could not be reached: Teams then says of a certificate what Mattermost says of it. */
  readonly notReached: (why: NetworkFailure) => void;
}

/** Puts the flow together. */
export function createTeamsAttempt(
  { page, attempts, accounts, secrets, cloud, openExternal, log }: TeamsSurroundings,
  tokens: Pick<TeamsTokens, 'forget'>,
): TeamsAttempt {
  const keeping = createTeamsKeeping(accounts, cloud, tokens);
  /** Of the attempt that runs. */
  let network: NetworkFailure = 'unreachable';
  let browsing: { readonly loopback: Loopback; readonly signal: AbortSignal } | null = null;

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
        return await keeping.otherPerson(request, answer);
      return await keeping.keep(request, answer, missing);
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
  };
}
