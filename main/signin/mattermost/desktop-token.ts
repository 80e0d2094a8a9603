/**
 * Single sign-on without a client that the server knows: the flow of Mattermost's own desktop app. The browser takes our token along to
 * the identity provider, comes back to `/login/desktop`, and its page hands us a token of the server's, which lives three minutes and is
 * exchanged for a session (web/oauth.go, web/saml.go, api4/user.go loginWithDesktopToken).
 */
import { randomBytes } from 'node:crypto';
import type { SsoService } from '../../../preload/contract/index.ts';
import { endOf } from '../attempt.ts';
import type { Browsing } from '../browsing.ts';
import { type BrowserOutcome, ended } from './browser.ts';
import { type Handing, tokenPrefix } from './handing.ts';
import { refusalOf } from './refusals.ts';
import { type Answer, type Api, endOfAnswer } from './server.ts';

/** What the flow needs of this computer. */
export interface DesktopWay {
  readonly handing: Handing;
  /** Makes the system hand us addresses of our scheme; returns what gives it back, or null where the system does not. */
  readonly claimScheme: () => (() => void) | null;
  readonly browsing: Browsing;
  /** Waits so many milliseconds. */
  readonly pause: (ms: number) => Promise<void>;
}

/** The address that the browser opens. */
export const startUrl = (serverUrl: string, service: SsoService, token: string): string =>
  `${serverUrl}${service === 'saml' ? '/login/sso/saml' : `/oauth/${service}/login`}?desktop_token=${token}`;

/** The route takes two requests a second from one address, which a whole office may share. */
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

/** Signs in by this service of single sign-on. */
export async function signInByDesktopToken(
  serverUrl: string,
  api: Api,
  service: SsoService,
  { handing, claimScheme, browsing, pause }: DesktopWay,
  signal: AbortSignal,
): Promise<BrowserOutcome> {
  const release = claimScheme();
  // Nobody would come back from the browser: what is left is a client that an administrator registers.
  if (release === null) return ended({ kind: 'refused', reason: 'registration-off', code: '' });
  // 64 characters, as the app's own.
  const token = `${tokenPrefix}${randomBytes(30).toString('hex')}`;
  let response: string | null;
  try {
    response = await browsing.visit(handing, startUrl(serverUrl, service, token), token, signal);
  } finally {
    // Before the exchange: whoever gives up on a slow server may claim it for the next attempt.
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
