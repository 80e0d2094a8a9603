/** Sends the sign-in page's requests from main, without an Origin header. So Entra sees a native client, not a web page (decision 8). */
import type { CallRequest, CallResponse, TokenDelay } from '../../preload/contract/index.ts';
import { networkFailure, type NetworkFailure } from '../network/failure.ts';
import type { Fetch } from '../network/fetch.ts';
import { stripPlainTextStates } from './claims.ts';

/** How long the sign-in service may take, in milliseconds. */
const timeoutMs = 30_000;

// The headers that MSAL and sign-in/token-answer.ts read. The page gets no others.
const readable = ['content-type', 'date', 'retry-after', 'x-ms-request-id', 'x-ms-httpver', 'x-ms-clitelem'];

/** The longest body, in characters. The service's answers are shorter, but a proxy's page may be longer. The door accepts no more. */
const longestBody = 1_000_000;

/**
 * The reason of each network failure, for a token. Microsoft renews its certificates in time. If one seems to be expired, this computer's
 * clock is wrong (browsers decide the same: Chromium's ssl_error_classification.cc).
 */
const delays: Readonly<Record<NetworkFailure, TokenDelay>> = {
  'client-certificate': 'client-certificate',
  unreachable: 'unreachable',
  'no-answer': 'no-answer',
  'certificate-refused': 'certificate-refused',
  'certificate-out-of-date': 'clock-wrong',
  'proxy-sign-in': 'proxy-sign-in',
  redirected: 'proxy-page',
  'not-allowed': 'unreachable',
};

function notReached(failure: NetworkFailure, url: string): CallResponse<'signin:request'> {
  const host = failure === 'certificate-refused' ? { host: new URL(url).host } : {};
  return { kind: 'not-reached', reason: delays[failure], ...host };
}

/**
 * Sends one request of the sign-in page.
 * @param allowed the origins of the sign-in services that accounts and preset name; requests to others are refused
 */
export async function sendSignInRequest(
  { method, url, headers, body }: CallRequest<'signin:request'>,
  allowed: ReadonlySet<string>,
  fetch: Fetch,
): Promise<CallResponse<'signin:request'>> {
  if (!URL.canParse(url) || !allowed.has(new URL(url).origin))
    return { kind: 'not-reached', reason: 'unreachable' };
  const sent = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (/^(content-type|accept|client-request-id|x-client-.*|x-ms-.*|return-client-request-id)$/i.test(name))
      sent.set(name, value);
  }
  try {
    const answer = await fetch(url, {
      within: ({ origin }) => allowed.has(origin),
      method,
      headers: sent,
      signal: AbortSignal.timeout(timeoutMs),
      ...(method === 'POST' && body !== null ? { body } : {}),
    });
    const text = await answer.text();
    const kept = readable.flatMap((name) => {
      const value = answer.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    return {
      kind: 'answered',
      status: answer.status,
      headers: Object.fromEntries(kept),
      body: stripPlainTextStates(text.slice(0, longestBody)),
    };
  } catch (error) {
    // Harmless: the caller gets the reason, and the network has counted it.
    return notReached(networkFailure(error), url);
  }
}
