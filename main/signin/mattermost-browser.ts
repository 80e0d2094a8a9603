/** Mattermost's OAuth for a public client with PKCE, in the system browser (servers from 11.2 on; facts/mattermost.md, Sign-in). */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { ConnectOutcome } from '../../preload/contract/index.ts';
import { endOf } from './attempt.ts';
import type { Browsing } from './browsing.ts';
import type { Loopback } from './loopback.ts';
import { type Api, refusalOf } from './mattermost-server.ts';

/**
 * Callbacks match exactly, so the port is fixed and an administrator registers this address for a public client. It is what dynamic
 * registration registers too.
 */
export const callbackPort = 41_753;
export const callbackUrl = `http://localhost:${callbackPort}/callback`;

/** A session token, or how it ended. */
export type BrowserOutcome =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'ended'; readonly outcome: ConnectOutcome };

const ended = (outcome: ConnectOutcome): BrowserOutcome => ({ kind: 'ended', outcome });
const secret = (): string => randomBytes(32).toString('base64url');

const registration = z.object({ client_id: z.string().min(1) });
const grant = z.object({ access_token: z.string().min(1) });

/** Registers this app at the server (RFC 7591), where the server allows it. */
async function register(
  api: Api,
): Promise<{ readonly clientId: string } | { readonly outcome: ConnectOutcome }> {
  const answer = await api('/api/v4/oauth/apps/register', {
    method: 'POST',
    json: { client_name: 'Isthmus', redirect_uris: [callbackUrl], token_endpoint_auth_method: 'none' },
  });
  if (answer.kind === 'failed') return { outcome: answer.outcome };
  const made = registration.safeParse(answer.json);
  return answer.status < 300 && made.success
    ? { clientId: made.data.client_id }
    : { outcome: refusalOf(answer) };
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

/** Signs in through the browser. @param given the client an administrator registered, or null to register one */
export async function signInByBrowser(
  serverUrl: string,
  api: Api,
  given: string | null,
  browsing: Browsing,
  signal: AbortSignal,
): Promise<BrowserOutcome> {
  const client = given === null ? await register(api) : { clientId: given };
  if ('outcome' in client) return ended(client.outcome);
  let loopback: Loopback;
  try {
    loopback = await browsing.open([callbackPort]);
  } catch {
    return ended({ kind: 'failed', detail: 'callback-port-taken' });
  }
  try {
    const state = secret();
    const verifier = secret();
    const url = authorizeUrl(serverUrl, client.clientId, state, verifier);
    const response = await browsing.visit(loopback, url, state, signal);
    if (response === null) return ended(endOf(signal));
    const parameters = new URLSearchParams(response);
    const code = parameters.get('code');
    if (code === null) {
      const error = parameters.get('error') ?? 'no-code';
      return ended(
        error === 'access_denied'
          ? { kind: 'cancelled' }
          : { kind: 'not-allowed', detail: error.slice(0, 200) },
      );
    }
    const form = new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: client.clientId,
      redirect_uri: callbackUrl,
      code,
      code_verifier: verifier,
    });
    const answer = await api('/oauth/access_token', { method: 'POST', form });
    if (answer.kind === 'failed') return ended(answer.outcome);
    const granted = grant.safeParse(answer.json);
    return answer.status < 300 && granted.success
      ? { kind: 'token', token: granted.data.access_token }
      : ended(refusalOf(answer));
  } finally {
    loopback.close();
  }
}
