/** One interactive sign-in to Teams: the browser, the loopback that catches its answer, and the permissions. */
import type {
  CallRequest,
  CallResponse,
  ConnectOutcome,
  ConnectRefusal,
  Preset,
} from '../../preload/contract/index.ts';
import type { Accounts, StoredTeamsAccount } from '../accounts/accounts.ts';
import { teamsAccountId } from '../accounts/identify.ts';
import type { Log } from '../log/log.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { type Attempts, attemptMs, endOf } from './attempt.ts';
import type { Browsing } from './browsing.ts';
import type { Loopback } from './loopback.ts';
import type { SignInPage } from './page.ts';
import { consentAddress } from '../../sign-in/consent-address.ts';
import { features, scopesFor, withParts } from '../../sign-in/scopes.ts';
import { asPagesKnow, grantedTo } from './teams-consent.ts';
import { signInFailure } from './teams-failures.ts';
import { type Cloud, createTeamsKeeping, registrationFor } from './teams-keeping.ts';
import { numbersIn, ownerOf, silentMs, type TeamsTokens } from './teams-tokens.ts';

/** The surroundings of signing in to Teams. */
export interface TeamsSurroundings {
  readonly page: SignInPage;
  readonly attempts: Attempts;
  readonly accounts: Accounts;
  readonly secrets: Secrets;
  readonly cloud: Cloud;
  /** The accounts of the organisation's relay, if the preset names them. */
  readonly relay: Preset['relay'];
  readonly browsing: Browsing;
  readonly log: Log;
}

/** The interactive half of signing in to Teams. */
export interface TeamsAttempt {
  connect(request: CallRequest<'account:connect-teams'>): Promise<ConnectOutcome>;
  /** Answers the sign-in page, which wants to open the user's browser. */
  browse(url: string): Promise<CallResponse<'signin:browse'>>;
}

/** Refusals that end when an administrator grants the permissions. */
const mendedByConsent: ReadonlySet<ConnectRefusal> = new Set(['consent-missing', 'approval-requested']);

const personOf = (account: StoredTeamsAccount) => {
  const { homeAccountId, tenantId, userId } = ownerOf(account);
  return { homeAccountId, tenantId, userId, label: account.known.label };
};

/** Creates the interactive half. */
export function createTeamsAttempt(
  { page, attempts, accounts, secrets, cloud, relay, browsing, log }: TeamsSurroundings,
  tokens: Pick<TeamsTokens, 'forget' | 'look' | 'accessToken'>,
): TeamsAttempt {
  const keeping = createTeamsKeeping(accounts, tokens, relay);
  let visiting: {
    readonly loopback: Loopback;
    readonly signal: AbortSignal;
    readonly loginUrl: string;
  } | null = null;

  /** Whether the service no longer knows the account's own client, while the form names another one. */
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
    const asks = withParts(request.asks ?? []);
    const loopback = await browsing.open();
    visiting = { loopback, signal, loginUrl };
    try {
      // Asks only for the permissions of chats first, which a user may grant. Afterwards main finds out without the user what else is
      // granted. It asks for the rest only when the user wants it.
      const answer = await page.ask(
        {
          kind: 'sign-in',
          loginUrl,
          clientId,
          tenant,
          scopes: [...scopesFor(asks)],
          redirectUri: `http://localhost:${loopback.port}`,
          account: account === null ? null : personOf(account),
          anew: account !== null,
          ...(account?.claims === undefined ? {} : { claims: account.claims }),
        },
        attemptMs + silentMs,
      );
      // The page could not store the key of its cache, because the keyring has refused it meanwhile.
      if (answer.kind !== 'signed-in' && !secrets.ready()) return { kind: 'keyring-missing' };
      if (signal.aborted) {
        // An answer that comes after the attempt has ended is dropped. An account that is already on this computer keeps its tokens.
        if (answer.kind === 'signed-in') await keeping.drop(registration, answer);
        return endOf(signal);
      }
      if (answer.kind !== 'signed-in') {
        const failure = signInFailure(answer);
        return failure.kind === 'refused' && mendedByConsent.has(failure.reason)
          ? { ...failure, consentUrl: consentAddress(registration) }
          : failure;
      }
      const before = accounts.find(teamsAccountId(answer.tenantId, answer.userId));
      const held = before?.service === 'teams' && !before.leaving ? grantedTo(before) : [];
      const without = features.filter((one) => !held.includes(one) && !asks.includes(one));
      const outcome = await keeping.keep(registration, account, answer, without);
      if (outcome.kind !== 'connected') return outcome;
      const kept = accounts.find(outcome.account.id);
      return kept?.service === 'teams'
        ? { kind: 'connected', account: asPagesKnow(await tokens.look(kept)) }
        : outcome;
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
