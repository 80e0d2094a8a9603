// What Chromium's network does otherwise than Node's fetch, where main must not rely on the latter: a redirect is followed with
// the Authorization header, to whatever host (Blink would strip it, and main never passes Blink); `manual` ends in an error, for
// net.fetch has nobody who follows; and failures are net:: errors (lib/browser/api/net-client-request.ts, net_error_list.h).

const names: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'ERR_CONNECTION_REFUSED',
  ECONNRESET: 'ERR_CONNECTION_RESET',
  UND_ERR_SOCKET: 'ERR_CONNECTION_CLOSED',
  ENOTFOUND: 'ERR_NAME_NOT_RESOLVED',
  EAI_AGAIN: 'ERR_NAME_NOT_RESOLVED',
  ETIMEDOUT: 'ERR_CONNECTION_TIMED_OUT',
  UND_ERR_CONNECT_TIMEOUT: 'ERR_CONNECTION_TIMED_OUT',
};
const certificate = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|DEPTH_ZERO/;

/** The error with which net.fetch rejects where Node's fetch rejects with `reason`. */
export function netError(reason: unknown): Error {
  for (let at = reason, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1) {
    const code = 'code' in at && typeof at.code === 'string' ? at.code : '';
    const name =
      names[code] ?? (certificate.test(`${code} ${at.message}`) ? 'ERR_CERT_AUTHORITY_INVALID' : undefined);
    if (name !== undefined) return new Error(`net::${name}`);
  }
  return new Error('net::ERR_FAILED');
}

const mostRedirects = 20;
export const redirects = new Set([301, 302, 303, 307, 308]);

/** The request that a redirect makes of another: every header goes along. */
function redirected(request: Request, status: number, location: string): Request {
  const becomesGet = status === 303 || ((status === 301 || status === 302) && request.method === 'POST');
  if (!becomesGet && request.body !== null) throw new Error('net::ERR_UPLOAD_STREAM_REWIND_NOT_SUPPORTED');
  return new Request(new URL(location, request.url), {
    method: becomesGet ? 'GET' : request.method,
    headers: request.headers,
    signal: request.signal,
    redirect: request.redirect,
  });
}

/**
 * Sends a request as net.fetch does.
 * @param send Node's fetch, told to leave redirects alone
 */
export async function fetchAsChromium(
  request: Request,
  send: (request: Request) => Promise<Response>,
): Promise<Response> {
  let current = request;
  for (let count = 0; count <= mostRedirects; count += 1) {
    let answer: Response;
    try {
      answer = await send(current);
    } catch (reason) {
      throw current.signal.aborted ? current.signal.reason : netError(reason);
    }
    const location = redirects.has(answer.status) ? answer.headers.get('location') : null;
    if (location === null) return answer;
    await answer.body?.cancel();
    if (request.redirect === 'error')
      throw new Error("Attempted to redirect, but redirect policy was 'error'");
    if (request.redirect === 'manual') throw new Error('Redirect was cancelled');
    current = redirected(current, answer.status, location);
  }
  throw new Error('net::ERR_TOO_MANY_REDIRECTS');
}
