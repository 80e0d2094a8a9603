/** The network of main: adds allow-list, redirects, time limits and counts to Chromium's requests. */
import { createRequestFetch, type OpenRequest } from './client-request.ts';
import { NetworkError, networkFailure } from './failure.ts';
import type { Fetch, FetchInit } from './fetch.ts';
import type { AskLogin } from './login.ts';
import { type After, createPatientFetch } from './patience.ts';
import type { Traffic } from './traffic.ts';

/** What the network needs. */
export interface NetworkSurroundings {
  /** `net.request`. */
  readonly open: OpenRequest;
  readonly after: After;
  readonly login: AskLogin;
  readonly traffic: Traffic;
  /** Called if the server at this address refused the client certificate, or got none. */
  readonly certificateRefused: (url: string) => void;
}

/** The most redirects of one request. More are taken for a loop. */
const mostRedirects = 5;

/** The headers for a request to another origin: without the token, and without headers that only the first host should read. */
function forAnotherOrigin(headers: Headers): Headers {
  const kept = new Headers();
  for (const name of ['accept', 'range']) {
    const value = headers.get(name);
    if (value !== null) kept.set(name, value);
  }
  return kept;
}

/**
 * Follows redirects of requests that only read, within the hosts of the request. A token never goes to another origin, and no redirect leads
 * from https to http.
 */
export const createFollowing =
  (send: Fetch): Fetch =>
  async (url, init) => {
    let at = new URL(url);
    let { headers = new Headers() } = init;
    for (let hops = 0; ; hops += 1) {
      if (!init.within(at)) throw new NetworkError(hops === 0 ? 'not-allowed' : 'redirected', at.href);
      try {
        return await send(at.href, { ...init, headers });
      } catch (error) {
        const to = nextOf(error, at, init, hops);
        if (to === null) throw error;
        if (to.origin !== at.origin) headers = forAnotherOrigin(headers);
        at = to;
      }
    }
  };

function nextOf(
  error: unknown,
  at: URL,
  { method = 'GET', follow = false }: FetchInit,
  hops: number,
): URL | null {
  if (!(error instanceof NetworkError) || error.location === null || !follow) return null;
  if (
    (method !== 'GET' && method !== 'HEAD') ||
    hops >= mostRedirects ||
    !URL.canParse(error.location, at.href)
  )
    return null;
  const to = new URL(error.location, at);
  return at.protocol === 'https:' && to.protocol !== 'https:' ? null : to;
}

/** Reports the address whose certificate was refused. After a redirect this is not the first server. */
const createTelling =
  (send: Fetch, certificateRefused: NetworkSurroundings['certificateRefused']): Fetch =>
  async (url, init) => {
    try {
      return await send(url, init);
    } catch (error) {
      // Harmless: it is thrown again.
      if (init.signal?.aborted !== true && networkFailure(error) === 'client-certificate')
        certificateRefused(url);
      throw error;
    }
  };

/** Counts requests and their outcomes. */
const createCounting =
  (fetch: Fetch, traffic: Traffic): Fetch =>
  async (url, init) => {
    traffic.sent();
    try {
      const answer = await fetch(url, init);
      traffic.answered(answer.status);
      return answer;
    } catch (error) {
      if (init.signal?.aborted === true) traffic.cancelled();
      else traffic.failed(networkFailure(error));
      throw error;
    }
  };

/** Creates the one function by which main sends requests. */
export const createNetwork = ({
  open,
  after,
  login,
  traffic,
  certificateRefused,
}: NetworkSurroundings): Fetch => {
  const send = createPatientFetch(createRequestFetch(open, login), after);
  return createCounting(createFollowing(createTelling(send, certificateRefused)), traffic);
};
