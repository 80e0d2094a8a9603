/** Speaking to a Mattermost server before there is a session: is it one, and what does its refusal mean. */
import { z } from 'zod';
import type { ConnectOutcome } from '../../preload/contract/index.ts';
import { type Fetch, plainRequest } from '../network/fetch.ts';
import { connectFailure, networkFailure } from '../network/failure.ts';

/** How long a server may take to answer, in milliseconds. */
const timeoutMs = 20_000;

/** A server's answer: its JSON, or why there is none. */
export type Answer =
  | { readonly kind: 'answered'; readonly status: number; readonly headers: Headers; readonly json: unknown }
  | { readonly kind: 'failed'; readonly outcome: ConnectOutcome };

/** A request to the API of one server. */
export type Api = (
  path: string,
  init?: {
    readonly method?: 'GET' | 'POST';
    readonly token?: string;
    readonly json?: unknown;
    readonly form?: URLSearchParams;
  },
) => Promise<Answer>;

const failed = (outcome: ConnectOutcome): Answer => ({ kind: 'failed', outcome });

/** Without slashes at the end and without query: how a server's address is kept, and what its account id is made from. */
export function normalServerUrl(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname.replace(/(?<!\/)\/+$/, '')}`;
}

/** The API of the server at `serverUrl`. */
export function createApi(serverUrl: string, fetch: Fetch): Api {
  return async (path, { method = 'GET', token, json, form } = {}) => {
    const headers = new Headers({ accept: 'application/json', 'x-requested-with': 'XMLHttpRequest' });
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    if (json !== undefined) headers.set('content-type', 'application/json');
    const body = json !== undefined ? JSON.stringify(json) : form;
    let answer: Response;
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      answer = await fetch(`${serverUrl}${path}`, {
        ...plainRequest,
        method,
        headers,
        signal,
        ...(body === undefined ? {} : { body }),
      });
    } catch (error) {
      return failed(connectFailure(networkFailure(error), serverUrl));
    }
    const text = await answer.text().catch(() => '');
    if (answer.status === 429)
      return failed({ kind: 'throttled', retryAfterSeconds: retryAfter(answer.headers) });
    try {
      return {
        kind: 'answered',
        status: answer.status,
        headers: answer.headers,
        json: text === '' ? null : JSON.parse(text),
      };
    } catch {
      // A proxy's page, say.
      return failed({ kind: answer.status >= 500 ? 'unreachable' : 'not-this-service' });
    }
  };
}

/** Seconds to wait; Mattermost's own limiter says it in X-Ratelimit-Reset (facts/mattermost.md). */
function retryAfter(headers: Headers): number {
  const seconds = Number(headers.get('retry-after') ?? headers.get('x-ratelimit-reset') ?? 'NaN');
  return Number.isFinite(seconds) ? Math.min(Math.max(Math.ceil(seconds), 1), 86_400) : 30;
}

const ping = z.object({ status: z.string() });

/** Null when a Mattermost server answers there; else why not. Every answer of one carries X-Version-Id. */
export async function checkServer(api: Api): Promise<ConnectOutcome | null> {
  const answer = await api('/api/v4/system/ping');
  if (answer.kind === 'failed') return answer.outcome;
  if (answer.status >= 500) return { kind: 'unreachable' };
  const known = answer.headers.has('x-version-id') && ping.safeParse(answer.json).success;
  return known ? null : { kind: 'not-this-service' };
}

const apiError = z.object({ id: z.string() });

/** The id of the error in an answer, by which Mattermost says what was wrong; OAuth's own `error`; or the status. */
export function errorIdOf({ json, status }: Extract<Answer, { kind: 'answered' }>): string {
  const mattermost = apiError.safeParse(json);
  if (mattermost.success) return mattermost.data.id;
  const oauth = z.object({ error: z.string() }).safeParse(json);
  return oauth.success ? oauth.data.error : `http-${status}`;
}

/** What a refused sign-in means. */
export function refusalOf(answer: Extract<Answer, { kind: 'answered' }>): ConnectOutcome {
  const id = errorIdOf(answer);
  // Missing code, and wrong code: either way the user has to type one.
  if (/^mfa\.|\.mfa\.|user_mfa/.test(id)) return { kind: 'mfa-needed' };
  // 501 is how Mattermost says that a feature is switched off.
  if (answer.status >= 500 && answer.status !== 501) return { kind: 'unreachable' };
  if (answer.status === 401 && /invalid_credentials|blank_pwd|session_expired/.test(id))
    return { kind: 'wrong-credentials' };
  return { kind: 'not-allowed', detail: id.slice(0, 200) };
}
