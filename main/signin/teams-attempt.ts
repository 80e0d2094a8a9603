/** One interactive sign-in to Teams: the browser, the loopback that catches its answer, and what is asked for. */
import type {
  CallRequest,
  CallResponse,
  ConnectOutcome,
  ConnectRefusal,
  SignInAnswer,
} from '../../preload/contract/index.ts';
import type { Accounts, StoredTeamsAccount } from '../accounts/accounts.ts';
import type { Log } from '../log/log.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { type Attempts, attemptMs, endOf } from './attempt.ts';
import type { Browsing } from './browsing.ts';
import type { Loopback } from './loopback.ts';
import type { SignInPage } from './page.ts';
import { adminScopes, allScopes, userScopes } from './scopes.ts';
import { signInFailure } from './teams-failures.ts';
import { type Cloud, createTeamsKeeping, registrationFor } from './teams-keeping.ts';
import { numbersIn, ownerOf, silentMs, type TeamsTokens } from './teams-tokens.ts';

/** What signing in to Teams needs. */
export interface TeamsSurroundings {
  readonly page: SignInPage;
  readonly attempts: Attempts;
  readonly accounts: Accounts;
  readonly secrets: Secrets;
  readonly cloud: Cloud;
  readonly browsing: Browsing;
  readonly log: Log;
}

/** The interactive half of signing in to Teams. */
export interface TeamsAttempt {
  connect(request: CallRequest<'account:connect-teams'>): Promise<ConnectOutcome>;
  /** Answers the sign-in page that wants the user's browser. */
  browse(url: string): Promise<CallResponse<'signin:browse'>>;
}

/** How Entra says that an administrator must consent, also on the way back from its page about that (AADSTS65004). */
const withoutAdministrator: ReadonlySet<ConnectRefusal> = new Set(['consent-missing', 'declined']);

const personOf = (account: StoredTeamsAccount) => {
  const { homeAccountId, tenantId, userId } = ownerOf(account);
  return { homeAccountId, tenantId, userId, label: account.known.label };
};

/** Puts the flow together. */
export function createTeamsAttempt(
  { page, attempts, accounts, secrets, cloud, browsing, log }: TeamsSurroundings,
  tokens: Pick<TeamsTokens, 'forget' | 'accessToken'>,
): TeamsAttempt {
  const keeping = createTeamsKeeping(accounts, tokens);
  let visiting: {
    readonly loopback: Loopback;
    readonly signal: AbortSignal;
    readonly loginUrl: string;
  } | null = null;

  /** Whether the account's own client is refused as such, where the form names another one. */
  const isGone = async (account: StoredTeamsAccount | null, named: string): Promise<boolean> => {
    if (account === null || account.clientId === named) return false;
    const own = await tokens.accessToken(account, true);
    return own.kind === 'sign-in-needed' && own.reason === 'app-not-set-up';
  };

  const attempt = async (
    request: CallRequest<'account:connect-teams'>,
    signal: AbortSignal,
  ): Promise<ConnectOutcome> => {
    if (!secrets.ready()) return { kind: 'keyring-missing' };
    const again = request.account === null ? null : accounts.find(request.account);
    if (request.account !== null && again?.service !== 'teams')
      return { kind: 'failed', detail: 'unknown-account' };
    const account = again?.service === 'teams' ? again : null;
    const registration = registrationFor(request, account, cloud, await isGone(account, request.clientId));
    const { loginUrl, clientId, tenant } = registration;
    const loopback = await browsing.open();
    visiting = { loopback, signal, loginUrl };
    try {
      const ask = (scopes: readonly string[]): Promise<SignInAnswer> =>
        page.ask(
          {
            kind: 'sign-in',
            loginUrl,
            clientId,
            tenant,
            scopes: [...scopes],
            redirectUri: `http://localhost:${loopback.port}`,
            account: account === null ? null : personOf(account),
            anew: account !== null,
          },
          attemptMs + silentMs,
        );
      let missing: readonly string[] = [];
      let answer = await ask(allScopes);
      if (answer.kind === 'refused' && withoutAdministrator.has(answer.reason) && !signal.aborted) {
        // No administrator has consented: what a user may grant is enough for chats; channels wait.
        log.write('teams-sign-in-without-admin-consent');
        missing = adminScopes;
        answer = await ask(userScopes);
      }
      // The page could not hand over the key of its cache: the keyring has refused it meanwhile.
      if (answer.kind !== 'signed-in' && !secrets.ready()) return { kind: 'keyring-missing' };
      if (signal.aborted) {
        // What came while the attempt was ended is not wanted; who has an account here keeps it.
        if (answer.kind === 'signed-in') await keeping.drop(registration, answer);
        return endOf(signal);
      }
      if (answer.kind !== 'signed-in') return signInFailure(answer);
      return await keeping.keep(registration, account, answer, missing);
    } finally {
      visiting = null;
      loopback.close();
    }
  };

  return {
    connect: async (request) => {
      const outcome = await attempts.run((signal) => attempt(request, signal));
      if (outcome.kind === 'refused') log.write(`teams-sign-in-${outcome.reason}`, numbersIn(outcome.code));
      else log.write(`teams-sign-in-${outcome.kind}`);
      return outcome;
    },
    browse: async (url) => {
      const target = URL.canParse(url) ? new URL(url) : null;
      const state = target?.searchParams.get('state') ?? null;
      if (
        visiting === null ||
        target === null ||
        state === null ||
        target.origin !== new URL(visiting.loginUrl).origin
      ) {
        return { kind: 'cancelled' };
      }
      const { loopback, signal } = visiting;
      const response = await browsing.visit(loopback, target.href, state, signal);
      return response === null ? { kind: 'cancelled' } : { kind: 'answered', response };
    },
  };
}
