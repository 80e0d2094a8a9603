/**
 * The gateway (decision 9): Mattermost servers allow no cross-origin calls, so the engine page calls `/gateway/<account>/api/v4/…` on its
 * own origin and main sends it on with the account's token, which the page never has.
 */
import { commonHeaders, inertPolicy } from '../origin/content-security.ts';
import { type Answerer } from '../origin/origin.ts';
import { pageAt } from '../../preload/contract/index.ts';
import { networkFailure, type NetworkFailure } from '../network/failure.ts';
import type { Fetch, FetchInit } from '../network/fetch.ts';
import { originsOf } from '../network/reach.ts';
import { headersToPage, headersToServer } from './headers.ts';

/** Where an account's requests go. */
export interface Upstream {
  /** The server's address, perhaps with a path, without a slash at the end. */
  readonly serverUrl: string;
  /** The session token; null when it is lost, or locked away. */
  readonly token: string | null;
  /** Whether the keyring holds a token that it does not give just now. */
  readonly locked?: boolean;
}

/** What the gateway needs. */
export interface GatewaySurroundings {
  readonly upstream: (account: string) => Upstream | null;
  readonly fetch: Fetch;
  /** Counts answers that the gateway gave itself, by reason. */
  readonly count: (reason: GatewayRefusal) => void;
}

/** Answers that come from the gateway and not from the server; the page reads them from the `id` (`gateway.<reason>`). */
export type GatewayRefusal =
  | 'not-the-engine'
  | 'not-the-api'
  | 'unknown-account'
  | 'session-missing'
  | 'keyring-locked'
  | 'unreachable'
  | 'no-answer'
  | 'certificate-refused'
  | 'proxy-sign-in';

const statusOf: Readonly<Record<GatewayRefusal, number>> = {
  'not-the-engine': 403,
  'not-the-api': 404,
  'unknown-account': 404,
  'session-missing': 401,
  'keyring-locked': 503,
  unreachable: 502,
  'no-answer': 504,
  'certificate-refused': 502,
  'proxy-sign-in': 502,
};

const refusalFor: Readonly<Record<NetworkFailure, GatewayRefusal>> = {
  unreachable: 'unreachable',
  'no-answer': 'no-answer',
  'certificate-refused': 'certificate-refused',
  'certificate-out-of-date': 'certificate-refused',
  'client-certificate': 'unreachable',
  'proxy-sign-in': 'proxy-sign-in',
  // Nobody asked to follow: the token does not travel to where somebody points.
  redirected: 'unreachable',
  'not-allowed': 'unreachable',
};

/** An error in the shape of Mattermost's own, so that a client reads it as one. */
function refusal(reason: GatewayRefusal): Response {
  const status = statusOf[reason];
  const body = JSON.stringify({
    id: `gateway.${reason}`,
    message: `Isthmus: ${reason}`,
    status_code: status,
  });
  return new Response(body, {
    status,
    headers: {
      ...commonHeaders,
      'content-security-policy': inertPolicy,
      'content-type': 'application/json',
      'cache-control': 'no-store',
    },
  });
}

/** Electron hands the referrer as the request's, a loopback server as a header. */
const referrerOf = (request: Request): string => request.headers.get('referer') ?? request.referrer;

/**
 * Whether the engine page asks. The app page has no `connect-src` and an `img-src` that leaves the gateway out; this is the second lock:
 * the referrer is set by the browser, and our pages' policy is to send it whole within their origin.
 */
function fromEngine(request: Request): boolean {
  const destination = request.headers.get('sec-fetch-dest') ?? 'empty';
  return destination === 'empty' && pageAt(referrerOf(request)) === 'engine';
}

const target = /^\/gateway\/([a-z0-9-]+)(\/(?:api\/v4|files)\/.*)$/;

// Uploads stream; anything else is small, and servers behind picky proxies want a Content-Length.
const streams = (path: string): boolean => /^\/api\/v4\/(files|uploads\/)/.test(path);

async function bodyOf(request: Request, path: string): Promise<Pick<FetchInit, 'body'>> {
  if (request.body === null || request.method === 'GET' || request.method === 'HEAD') return {};
  return streams(path) ? { body: request.body } : { body: await request.arrayBuffer() };
}

/** The gateway as a plain function of a request. */
export function createGateway({ upstream, fetch, count }: GatewaySurroundings): Answerer {
  const refuse = (reason: GatewayRefusal): Response => {
    count(reason);
    return refusal(reason);
  };
  return async (request) => {
    if (!fromEngine(request)) return refuse('not-the-engine');
    const { pathname, search } = new URL(request.url);
    const [, account, path] = target.exec(pathname) ?? [];
    // An encoded slash or dot could name another path on the server than the one just checked.
    if (account === undefined || path === undefined || /%2f|%5c|%2e|\\/i.test(path))
      return refuse('not-the-api');
    const to = upstream(account);
    if (to === null) return refuse('unknown-account');
    if (to.token === null) return refuse(to.locked === true ? 'keyring-locked' : 'session-missing');
    try {
      const answer = await fetch(`${to.serverUrl}${path}${search}`, {
        within: originsOf(to.serverUrl),
        method: request.method,
        headers: headersToServer(request.headers, to.token),
        ...(await bodyOf(request, path)),
      });
      const headers = headersToPage(answer.headers);
      for (const [name, value] of Object.entries(commonHeaders)) headers.set(name, value);
      headers.set('content-security-policy', inertPolicy);
      // What is worth keeping is in the database; the browser's own cache would outlive the account.
      headers.set('cache-control', 'no-store');
      // The body is handed on as it streams in; when the page gives up, cancelling it ends the server's answer too.
      return new Response(answer.body, { status: answer.status, headers });
    } catch (error) {
      return refuse(refusalFor[networkFailure(error)]);
    }
  };
}
