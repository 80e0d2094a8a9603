/** The sign-in page's requests, sent by main without an Origin header: to Entra we are a native client, not a web page (decision 8). */
import type { CallRequest, CallResponse } from '../../preload/contract/index.ts';
import { networkFailure, type NetworkFailure } from '../network/failure.ts';
import { type Fetch, plainRequest } from '../network/fetch.ts';
import { stripPlainTextStates } from './claims.ts';

/** How long the sign-in service may take, in milliseconds. */
const timeoutMs = 30_000;

// MSAL reads these from an answer; nothing else needs to reach the page.
const readable = ['content-type', 'retry-after', 'x-ms-request-id', 'x-ms-httpver', 'x-ms-clitelem'];

/**
 * Sends one request of the sign-in page.
 * @param allowed origins of the sign-in services that accounts and preset name; any other is not sent to
 * @param notReached hears why there was no answer: to the page all reasons are one
 */
export async function sendSignInRequest(
  { method, url, headers, body }: CallRequest<'signin:request'>,
  allowed: ReadonlySet<string>,
  fetch: Fetch,
  notReached: (why: NetworkFailure) => void,
): Promise<CallResponse<'signin:request'>> {
  if (!URL.canParse(url) || !allowed.has(new URL(url).origin)) return { kind: 'unreachable' };
  const sent = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (/^(content-type|accept|client-request-id|x-client-.*|x-ms-.*|return-client-request-id)$/i.test(name))
      sent.set(name, value);
  }
  try {
    const answer = await fetch(url, {
      ...plainRequest,
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
      body: stripPlainTextStates(text),
    };
  } catch (error) {
    notReached(networkFailure(error));
    return { kind: 'unreachable' };
  }
}
