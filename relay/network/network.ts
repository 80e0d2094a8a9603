/** All requests of the relay's host: an upper limit of time, and redirects that take no token elsewhere. */

/** Sends a request. Rejects if no answer came. */
export type Send = (request: Request) => Promise<Response>;

/** The longest time until an answer begins, ms. Most callers give up earlier; Node itself gives a connection 10 s. */
export const answerWithin = 300_000;
const mostRedirects = 5;

/** What belongs to the server that was asked, and to no other (fetch, HTTP-redirect fetch, 13). */
const ownHeaders = ['authorization', 'cookie', 'proxy-authorization'];

/**
 * Makes the network.
 * @param send sends one request and does not follow redirects; Node's own `fetch` or one that trusts another certificate
 */
export const createNetwork =
  (send: Send): Send =>
  async (first) => {
    let request = first;
    for (let redirects = 0; ; redirects += 1) {
      const answer = await inTime(send, request);
      const next = redirectOf(request, answer);
      if (next === null) return answer;
      if (redirects === mostRedirects) throw new TypeError('redirects');
      // Harmless: nobody reads the body of a redirect.
      await answer.body?.cancel().catch(() => undefined);
      request = next;
    }
  };

/** Node's own network. */
export const nodeNetwork: Send = createNetwork((request) => fetch(request, { redirect: 'manual' }));

/** The limit ends with the answer's head: a large file may come for longer. */
const inTime = async (send: Send, request: Request): Promise<Response> => {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new DOMException('', 'TimeoutError')), answerWithin);
  try {
    return await send(new Request(request, { signal: AbortSignal.any([request.signal, late.signal]) }));
  } finally {
    clearTimeout(timer);
  }
};

/** The request that a redirect asks for; null if the answer is none that is followed: what changes something is not sent a second time. */
const redirectOf = (request: Request, { status, headers }: Response): Request | null => {
  const location = headers.get('location');
  if (![301, 302, 303, 307, 308].includes(status) || location === null) return null;
  if (!['GET', 'HEAD'].includes(request.method) || !URL.canParse(location, request.url)) return null;
  const from = new URL(request.url);
  const to = new URL(location, from);
  // A redirect into the clear could be read and changed on the way.
  if (to.protocol !== 'https:' && to.origin !== from.origin) return null;
  const kept = new Headers(request.headers);
  if (to.origin !== from.origin) for (const name of ownHeaders) kept.delete(name);
  return new Request(to, { method: request.method, headers: kept, signal: request.signal });
};
