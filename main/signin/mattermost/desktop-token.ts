/**
 * Single sign-on without an OAuth client: the flow of Mattermost's own desktop app. The browser sends our token to the identity provider and
 * returns to `/login/desktop`. That page passes a token of the server to us, which lives three minutes and is exchanged for a session
 * (web/oauth.go, web/saml.go, api4/user.go loginWithDesktopToken).
 */
import { randomBytes } from 'node:crypto';
import type { SsoService } from '../../../preload/contract/index.ts';
import { endOf } from '../attempt.ts';
import type { Browsing } from '../browsing.ts';
import { type BrowserOutcome, ended } from './browser.ts';
import { type Handing, tokenPrefix } from './handing.ts';
import { refusalOf } from './refusals.ts';
import { type Answer, type Api, endOfAnswer } from './server.ts';

/** The functions of this computer that the flow needs. */
export interface DesktopWay {
  readonly handing: Handing;
  /** Registers our scheme with the system. Returns the function that unregisters it, or null if the system refuses. */
  readonly claimScheme: () => (() => void) | null;
  readonly browsing: Browsing;
  /** Waits `ms` milliseconds. */
  readonly pause: (ms: number) => Promise<void>;
}

/** The address that the browser opens. */
export const startUrl = (serverUrl: string, service: SsoService, token: string): string =>
  `${serverUrl}${service === 'saml' ? '/login/sso/saml' : `/oauth/${service}/login`}?desktop_token=${token}`;

/** The route accepts two requests per second from one address, which a whole office may share. */
const mostTries = 4;

async function exchange(api: Api, token: string, pause: DesktopWay['pause'], tries = 1): Promise<Answer> {
  const answer = await api('/api/v4/users/login/desktop_token', {
    method: 'POST',
    json: { token, device_id: '' },
  });
  if (answer.kind !== 'failed' || answer.outcome.kind !== 'throttled' || tries === mostTries) return answer;
  await pause(Math.min(answer.outcome.retryAfterSeconds, 5) * 1_000);
  return exchange(api, token, pause, tries + 1);
}

/** Signs in by this single sign-on service. */
export async function signInByDesktopToken(
  serverUrl: string,
  api: Api,
  service: SsoService,
  { handing, claimScheme, browsing, pause }: DesktopWay,
  signal: AbortSignal,
): Promise<BrowserOutcome> {
  const release = claimScheme();
  // The browser could not return to us. The remaining way is a client that an administrator registers.
  if (release === null) return ended({ kind: 'refused', reason: 'registration-off', code: '' });
  // 64 characters, as in Mattermost's app.
  const token = `${tokenPrefix}${randomBytes(30).toString('hex')}`;
  let response: string | null;
  try {
    response = await browsing.visit(handing, startUrl(serverUrl, service, token), token, signal);
  } finally {
    // Before the exchange, so that the next attempt can register the scheme if the user gives up on a slow server.
    release();
  }
  if (response === null) return ended(endOf(signal));
  const serverToken = new URLSearchParams(response).get('server_token') ?? '';
  const answer = await exchange(api, serverToken, pause);
  if (answer.kind !== 'answered') return ended(endOfAnswer(answer));
  const session = answer.headers.get('token');
  return answer.status === 200 && session !== null
    ? { kind: 'token', token: session }
    : ended(refusalOf(answer));
}
