/** Signing in to Mattermost: password with MFA, personal access token, or the browser. The session token never leaves main. */
import type {
  CallRequest,
  ConnectOutcome,
  MattermostOffer,
  Preset,
} from '../../../preload/contract/index.ts';
import type { Accounts, StoredMattermostAccount } from '../../accounts/accounts.ts';
import { mattermostAccountId } from '../../accounts/identify.ts';
import type { Log } from '../../log/log.ts';
import { KeyringRefused, type Secrets } from '../../secrets/secrets.ts';
import { type Attempts, endOf, unlessGivenUp } from '../attempt.ts';
import { normalServerUrl } from './address.ts';
import { type Asking, askServer } from './ask.ts';
import { type BrowserOutcome as Session, browserWay, ended } from './browser.ts';
import { type DesktopWay, signInByDesktopToken } from './desktop-token.ts';
import { register, signInByOauth } from './oauth.ts';
import { type PersonOutcome, personOf } from './person.ts';
import { refusalOf } from './refusals.ts';
import { type Api, createApi, endOfAnswer } from './server.ts';

/** The surroundings of signing in to Mattermost. */
export interface MattermostSurroundings extends Omit<Asking, 'preset'>, DesktopWay {
  readonly preset: Preset['mattermost'];
  /** The accounts of the organisation's relay, if the preset names them. */
  readonly relay: Preset['relay'];
  readonly attempts: Attempts;
  readonly accounts: Accounts;
  readonly secrets: Secrets;
  readonly log: Log;
  /** Milliseconds. */
  readonly now: () => number;
}

/** The functions for Mattermost accounts. */
export interface MattermostSignIn {
  connect(request: CallRequest<'account:connect-mattermost'>): Promise<ConnectOutcome>;
  /** Ends the session at the server and deletes the token. A personal access token is not ended, because it is the user's own. */
  forget(account: StoredMattermostAccount): Promise<void>;
}

type Request = CallRequest<'account:connect-mattermost'>;

/** The name under which the secret store keeps an account's token. */
export const tokenName = (account: string): string => `mattermost-token ${account}`;

async function signInByPassword(
  api: Api,
  method: { loginId: string; password: string; mfaCode: string | null },
  offer: MattermostOffer,
): Promise<Session> {
  const answer = await api('/api/v4/users/login', {
    method: 'POST',
    json: { login_id: method.loginId, password: method.password, token: method.mfaCode ?? '', device_id: '' },
  });
  if (answer.kind !== 'answered') return ended(endOfAnswer(answer));
  const token = answer.headers.get('token');
  return answer.status === 200 && token !== null
    ? { kind: 'token', token }
    : ended(refusalOf(answer, offer.password !== null));
}

/** An open session with its user, or the outcome without one. */
type Opened =
  | Extract<Session, { kind: 'ended' }>
  | { readonly kind: 'open'; readonly token: string; readonly asking: PersonOutcome };

async function openFor(
  api: Api,
  open: () => Promise<Session>,
  { relay, now }: Pick<MattermostSurroundings, 'relay' | 'now'>,
): Promise<Opened> {
  const session = await open();
  if (session.kind === 'ended') return session;
  return { kind: 'open', token: session.token, asking: await personOf(api, session.token, relay, now()) };
}

/** Creates the functions for Mattermost accounts. */
export function createMattermostSignIn(surroundings: MattermostSurroundings): MattermostSignIn {
  const { fetch, preset, attempts, accounts, secrets, browsing, log } = surroundings;

  const signInByBrowser = async (
    serverUrl: string,
    api: Api,
    method: Extract<Request['method'], { kind: 'browser' }>,
    offer: MattermostOffer,
    signal: AbortSignal,
  ): Promise<Session> => {
    const presetClient =
      preset !== null && normalServerUrl(preset.url) === serverUrl ? preset.clientId : null;
    const way = browserWay(offer, method, presetClient);
    switch (way.kind) {
      case 'oauth':
        return signInByOauth(serverUrl, api, way.clientId, browsing, signal);
      case 'register': {
        const client = await register(api);
        return typeof client === 'string' ? signInByOauth(serverUrl, api, client, browsing, signal) : client;
      }
      case 'desktop-token':
        return signInByDesktopToken(serverUrl, api, way.service, surroundings, signal);
      case 'none':
        return ended(way.outcome);
    }
  };

  const endSession = async (
    api: Api,
    method: StoredMattermostAccount['method'],
    token: string,
  ): Promise<void> => {
    // Best effort: a session at a server that cannot be reached ends when it expires.
    if (method !== 'token') await api('/api/v4/users/logout', { method: 'POST', token });
  };

  const attempt = async ({ url, method, account }: Request, signal: AbortSignal): Promise<ConnectOutcome> => {
    if (!secrets.ready()) return { kind: 'keyring-missing' };
    const serverUrl = normalServerUrl(url);
    const api = createApi(serverUrl, fetch);
    const isGivenUp = (): boolean => signal.aborted;
    const asked = await askServer(serverUrl, surroundings, signal);
    if (isGivenUp()) return endOf(signal);
    if (asked.kind === 'none') return asked.outcome;
    const openSession = (): Promise<Session> => {
      switch (method.kind) {
        case 'password':
          return signInByPassword(api, method, asked.offer);
        case 'token':
          return Promise.resolve({ kind: 'token', token: method.token.trim() });
        case 'browser':
          return signInByBrowser(serverUrl, api, method, asked.offer, signal);
      }
    };
    const drop = (token: string): Promise<void> => endSession(api, method.kind, token);
    const found = await unlessGivenUp(
      openFor(api, openSession, surroundings),
      signal,
      // A session that comes after the attempt has ended is dropped.
      (late) => (late.kind === 'ended' ? undefined : drop(late.token)),
    );
    if (found === null) return endOf(signal);
    if (found.kind === 'ended') return found.outcome;
    const { token, asking } = found;
    if (asking.kind === 'refused') {
      await drop(token);
      return asking.outcome;
    }
    const { id, username, first_name: first, last_name: last, nickname } = asking.person;
    const known = mattermostAccountId(serverUrl, id);
    // Another user has answered a reconnect.
    if (account !== null && account !== known) {
      await drop(token);
      return { kind: 'other-person', label: `@${username}` };
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
    // If the app is killed before the account is kept, the next start signs this leaving account out.
    if (earlier === null) await accounts.keep({ ...stored, leaving: true, gone: ['mirror'] });
    try {
      await secrets.keep(tokenName(known), token);
    } catch (error) {
      if (earlier === null) await accounts.parted(known, 'tokens');
      await drop(token);
      if (error instanceof KeyringRefused) return { kind: 'keyring-missing' };
      throw error;
    }
    await accounts.keep(stored);
    if (before !== null && before !== token && earlier?.service === 'mattermost')
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
