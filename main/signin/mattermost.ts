/** Signing in to Mattermost: password with MFA, personal access token, or the browser. The session token never leaves main. */
import { z } from 'zod';
import type { CallRequest, ConnectOutcome } from '../../preload/contract/index.ts';
import type { Accounts, StoredMattermostAccount } from '../accounts/accounts.ts';
import { mattermostAccountId } from '../accounts/identify.ts';
import type { Log } from '../log/log.ts';
import type { Fetch } from '../network/fetch.ts';
import { KeyringRefused, type Secrets } from '../secrets/secrets.ts';
import { type Attempts, endOf } from './attempt.ts';
import type { Browsing } from './browsing.ts';
import { signInByBrowser } from './mattermost-browser.ts';
import { type Api, checkServer, createApi, normalServerUrl, refusalOf } from './mattermost-server.ts';

/** What signing in to Mattermost needs. */
export interface MattermostSurroundings {
  readonly fetch: Fetch;
  readonly attempts: Attempts;
  readonly accounts: Accounts;
  readonly secrets: Secrets;
  readonly browsing: Browsing;
  readonly log: Log;
}

/** The Mattermost half of accounts. */
export interface MattermostSignIn {
  connect(request: CallRequest<'account:connect-mattermost'>): Promise<ConnectOutcome>;
  /** Ends the session at the server (except a personal access token, which is the user's own) and forgets the token. */
  forget(account: StoredMattermostAccount): Promise<void>;
}

/** The name under which the secret store keeps an account's token. */
export const tokenName = (account: string): string => `mattermost-token ${account}`;

type Session =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'ended'; readonly outcome: ConnectOutcome };

const user = z.object({
  id: z.string().min(1),
  username: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  nickname: z.string(),
});

async function signInByPassword(
  api: Api,
  method: { loginId: string; password: string; mfaCode: string | null },
): Promise<Session> {
  const answer = await api('/api/v4/users/login', {
    method: 'POST',
    json: { login_id: method.loginId, password: method.password, token: method.mfaCode ?? '', device_id: '' },
  });
  if (answer.kind === 'failed') return { kind: 'ended', outcome: answer.outcome };
  const token = answer.headers.get('token');
  return answer.status === 200 && token !== null
    ? { kind: 'token', token }
    : { kind: 'ended', outcome: refusalOf(answer) };
}

/** Puts the flow together. */
export function createMattermostSignIn(surroundings: MattermostSurroundings): MattermostSignIn {
  const { fetch, attempts, accounts, secrets, browsing, log } = surroundings;

  const endSession = async (
    api: Api,
    method: StoredMattermostAccount['method'],
    token: string,
  ): Promise<void> => {
    // Best effort: a server that cannot be reached ends the session when it runs out.
    if (method !== 'token') await api('/api/v4/users/logout', { method: 'POST', token });
  };

  const attempt = async (
    { url, method, account }: CallRequest<'account:connect-mattermost'>,
    signal: AbortSignal,
  ): Promise<ConnectOutcome> => {
    if (!secrets.ready()) return { kind: 'keyring-missing' };
    const serverUrl = normalServerUrl(url);
    const api = createApi(serverUrl, fetch);
    const notThere = await checkServer(api);
    if (notThere !== null) return notThere;
    const openSession = (): Promise<Session> => {
      switch (method.kind) {
        case 'password':
          return signInByPassword(api, method);
        case 'token':
          return Promise.resolve({ kind: 'token', token: method.token.trim() });
        case 'browser':
          return signInByBrowser(serverUrl, api, method.clientId, browsing, signal);
      }
    };
    const session = await openSession();
    if (session.kind === 'ended') return session.outcome;
    const me = await api('/api/v4/users/me', { token: session.token });
    if (me.kind === 'failed') return me.outcome;
    if (me.status === 401 && method.kind === 'token') return { kind: 'wrong-credentials' };
    const person = user.safeParse(me.json);
    if (me.status !== 200 || !person.success) return refusalOf(me);
    const { id, username, first_name: first, last_name: last, nickname } = person.data;
    const known = mattermostAccountId(serverUrl, id);
    // A reconnect that somebody else answered, or one that was given up meanwhile: the new session is not wanted.
    if (signal.aborted || (account !== null && account !== known)) {
      await endSession(api, method.kind, session.token);
      return signal.aborted ? endOf(signal) : { kind: 'other-person', label: `@${username}` };
    }
    const fullName = [first, last].filter((part) => part !== '').join(' ');
    const stored: StoredMattermostAccount = {
      service: 'mattermost',
      known: {
        id: known,
        service: 'mattermost',
        displayName: fullName || nickname || username,
        label: `@${username}`,
        userId: id,
        serverUrl,
      },
      method: method.kind,
      leaving: false,
    };
    const earlier = accounts.find(known);
    const before = secrets.read(tokenName(known));
    try {
      await secrets.keep(tokenName(known), session.token);
    } catch (error) {
      await endSession(api, method.kind, session.token);
      if (error instanceof KeyringRefused) return { kind: 'keyring-missing' };
      throw error;
    }
    await accounts.keep(stored);
    if (before !== null && before !== session.token && earlier?.service === 'mattermost')
      await endSession(api, earlier.method, before);
    return { kind: 'connected', account: stored.known };
  };

  return {
    connect: async (request) => {
      const outcome = await attempts.run((signal) => attempt(request, signal));
      log.write(`mattermost-sign-in-${outcome.kind}`);
      return outcome;
    },
    forget: async ({ known, method }) => {
      const token = secrets.read(tokenName(known.id));
      await secrets.forget(tokenName(known.id));
      if (token !== null) await endSession(createApi(known.serverUrl, fetch), method, token);
    },
  };
}
