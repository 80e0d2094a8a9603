/** Mattermost's OAuth for a public client with PKCE, in the system browser (servers from 11.2 on; facts/mattermost.md, Sign-in). */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { endOf } from '../attempt.ts';
import type { Browsing } from '../browsing.ts';
import type { Loopback } from '../loopback.ts';
import { type BrowserOutcome, ended } from './browser.ts';
import { refusalOf } from './refusals.ts';
import { type Api, endOfAnswer } from './server.ts';
import { say } from '../../words/say.ts';

/**
 * The server compares callback addresses exactly, so the port is fixed, and an administrator registers this address for a public client.
 * Dynamic registration registers it too.
 */
export const callbackPort = 41_753;
export const callbackUrl = `http://localhost:${callbackPort}/callback`;

const secret = (): string => randomBytes(32).toString('base64url');

const registration = z.object({ client_id: z.string().min(1) });
const grant = z.object({ access_token: z.string().min(1) });

/**
 * Registers this app at the server (RFC 7591), if the server allows it.
 * @returns the client's id, or the outcome without one
 */
export async function register(api: Api): Promise<string | BrowserOutcome> {
  const answer = await api('/api/v4/oauth/apps/register', {
    method: 'POST',
    json: { client_name: say('app.name'), redirect_uris: [callbackUrl], token_endpoint_auth_method: 'none' },
  });
  if (answer.kind !== 'answered') return ended(endOfAnswer(answer));
  const made = registration.safeParse(answer.json);
  return answer.status < 300 && made.success ? made.data.client_id : ended(refusalOf(answer));
}

/** The address that the browser opens. */
export function authorizeUrl(serverUrl: string, clientId: string, state: string, verifier: string): string {
  const url = new URL(`${serverUrl}/oauth/authorize`);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: callbackUrl,
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();
  return url.href;
}

/** Turns the browser's answer into a session, or into an outcome without one. */
async function redeem(
  api: Api,
  clientId: string,
  verifier: string,
  parameters: URLSearchParams,
): Promise<BrowserOutcome> {
  const code = parameters.get('code');
  if (code === null) {
    const error = parameters.get('error') ?? 'no-code';
    return ended(
      error === 'access_denied'
        ? { kind: 'refused', reason: 'declined', code: error }
        : { kind: 'not-allowed', detail: error.slice(0, 200) },
    );
  }
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: clientId,
    redirect_uri: callbackUrl,
    code,
    code_verifier: verifier,
  });
  const answer = await api('/oauth/access_token', { method: 'POST', form });
  if (answer.kind !== 'answered') return ended(endOfAnswer(answer));
  const granted = grant.safeParse(answer.json);
  return answer.status < 300 && granted.success
    ? { kind: 'token', token: granted.data.access_token }
    : ended(refusalOf(answer));
}

/** Signs in through the browser as the client `clientId`. */
export async function signInByOauth(
  serverUrl: string,
  api: Api,
  clientId: string,
  browsing: Browsing,
  signal: AbortSignal,
): Promise<BrowserOutcome> {
  let loopback: Loopback;
  try {
    loopback = await browsing.open([callbackPort]);
  } catch {
    // Harmless: this code tells the user.
    return ended({ kind: 'failed', detail: 'callback-port-taken' });
  }
  const state = secret();
  const verifier = secret();
  let response: string | null;
  try {
    const address = authorizeUrl(serverUrl, clientId, state, verifier);
    response = await browsing.visit(loopback, address, state, signal);
  } finally {
    // Before the code is exchanged, so that the port is free for the next attempt if the user gives up on a slow server.
    loopback.close();
  }
  return response === null
    ? ended(endOf(signal))
    : redeem(api, clientId, verifier, new URLSearchParams(response));
}
