/** Sends requests to a Mattermost server before there is a session. */
import type { ConnectOutcome } from '../../../preload/contract/index.ts';
import { connectFailure, NetworkError, networkFailure } from '../../network/failure.ts';
import type { Fetch } from '../../network/fetch.ts';
import { originsOf } from '../../network/reach.ts';

/**
 * How long a server may take to answer, in milliseconds. It is longer than a request waits for a proxy's login, so that this reason is
 * reported.
 */
const timeoutMs = 30_000;

/** A server's answer with its JSON (null without a body). */
export interface Answered {
  readonly kind: 'answered';
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
}

/** A server's answer, or the reason why there is none. */
export type Answer =
  | Answered
  | { readonly kind: 'failed'; readonly outcome: ConnectOutcome }
  /** The server redirects to `location`; null if the redirect has no target. */
  | { readonly kind: 'elsewhere'; readonly location: string | null };

export interface ApiInit {
  readonly method?: 'GET' | 'POST';
  readonly token?: string;
  readonly json?: unknown;
  readonly form?: URLSearchParams;
  readonly signal?: AbortSignal;
}

/** A request to the API of one server. */
export type Api = (path: string, init?: ApiInit) => Promise<Answer>;

const failed = (outcome: ConnectOutcome): Answer => ({ kind: 'failed', outcome });

function failureOf(error: unknown, url: string): Answer {
  const failure = networkFailure(error);
  return failure === 'redirected'
    ? { kind: 'elsewhere', location: error instanceof NetworkError ? error.location : null }
    : failed(connectFailure(failure, url));
}

/** The page by which nginx and Apache report a missing client certificate if they end TLS for the server. */
const certificatePage = /No required SSL certificate was sent|The SSL certificate error/;

/** Creates the API of the server at `serverUrl`. */
export function createApi(serverUrl: string, fetch: Fetch): Api {
  return async (path, { method = 'GET', token, json, form, signal } = {}) => {
    const headers = new Headers({ accept: 'application/json', 'x-requested-with': 'XMLHttpRequest' });
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    if (json !== undefined) headers.set('content-type', 'application/json');
    else if (form !== undefined) headers.set('content-type', 'application/x-www-form-urlencoded');
    const body = json !== undefined ? JSON.stringify(json) : form?.toString();
    const limit = AbortSignal.timeout(timeoutMs);
    const url = `${serverUrl}${path}`;
    let answer: Response;
    try {
      answer = await fetch(url, {
        within: originsOf(serverUrl),
        method,
        headers,
        signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
        ...(body === undefined ? {} : { body }),
      });
    } catch (error) {
      // Harmless: the caller gets the reason, and the network has counted it.
      return failureOf(error, url);
    }
    // Harmless: an answer that breaks off has no text, and its status decides.
    const text = await answer.text().catch(() => '');
    if (answer.status === 429)
      return failed({ kind: 'throttled', retryAfterSeconds: retryAfter(answer.headers) });
    if (answer.status === 407) return failed({ kind: 'proxy-sign-in' });
    try {
      return {
        kind: 'answered',
        status: answer.status,
        headers: answer.headers,
        json: text === '' ? null : JSON.parse(text),
      };
    } catch {
      // Harmless: a body that is not JSON is handled below.
      if (answer.status === 400 && certificatePage.test(text))
        return failed({ kind: 'refused', reason: 'client-certificate', code: 'http-400' });
      // Not JSON: for example a proxy's page.
      return failed({ kind: answer.status >= 500 ? 'unreachable' : 'not-this-service' });
    }
  };
}

/** The outcome of connecting without an answer. After the first answer a redirect is not followed. */
export const endOfAnswer = (answer: Exclude<Answer, Answered>): ConnectOutcome =>
  answer.kind === 'failed' ? answer.outcome : { kind: 'not-this-service' };

/** Seconds to wait. Mattermost's limiter gives them in X-Ratelimit-Reset (facts/mattermost.md). */
function retryAfter(headers: Headers): number {
  const seconds = Number(headers.get('retry-after') ?? headers.get('x-ratelimit-reset') ?? 'NaN');
  return Number.isFinite(seconds) ? Math.min(Math.max(Math.ceil(seconds), 1), 86_400) : 30;
}
