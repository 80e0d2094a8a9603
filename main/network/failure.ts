/** Reads why a request got no answer, from Chromium's and Node's error codes alike. */
import type { ConnectOutcome } from '../../preload/contract/index.ts';

export type NetworkFailure =
  | 'unreachable'
  /** The time for an answer is over. */
  | 'no-answer'
  /** Never accepted (no handler overrides it); the user is told instead. */
  | 'certificate-refused'
  /** It is not valid at this computer's time: it has run out, or the clock is wrong. */
  | 'certificate-out-of-date'
  /** The server wants a certificate of this computer, and got none or another. */
  | 'client-certificate'
  /** The proxy wants a name and a password. */
  | 'proxy-sign-in'
  /** The request was sent elsewhere: a captive portal's way to its page. */
  | 'redirected'
  /** Not a host that this request may reach (reach.ts): a fault of ours, or of a service that names such an address. */
  | 'not-allowed';

/** Why the network layer itself ended a request. `location`: where a redirect leads that was not followed, or what may not be reached. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
  constructor(
    readonly failure: NetworkFailure,
    readonly location: string | null = null,
  ) {
    super(failure);
  }
}

/** Names of Chromium's `net_error_list.h`, codes of Node's TLS and undici; the first line that fits counts. */
const causes: readonly (readonly [RegExp, NetworkFailure])[] = [
  [/ERR_CERT_DATE_INVALID|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/, 'certificate-out-of-date'],
  [/ERR_PROXY_AUTH_|ERR_UNEXPECTED_PROXY_AUTH|ERR_PROXY_CERTIFICATE_INVALID/, 'proxy-sign-in'],
  [
    /ERR_SSL_CLIENT_AUTH_|ERR_BAD_SSL_CLIENT_AUTH_CERT|ALERT_CERTIFICATE_REQUIRED|ALERT_BAD_CERTIFICATE/,
    'client-certificate',
  ],
  [
    /ERR_CERT_|ERR_SSL_|ERR_TLS_|CERT_|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|HOSTNAME_MISMATCH|DEPTH_ZERO/,
    'certificate-refused',
  ],
  [/ERR_TIMED_OUT|ERR_CONNECTION_TIMED_OUT|ETIMEDOUT|UND_ERR_\w*TIMEOUT|^TimeoutError$/, 'no-answer'],
];

/** `net::ERR_…` from Chromium; other messages may hold anything. */
const isConstant = (message: string): boolean => message.startsWith('net::');

/** What may be recognised in one error. */
function marksOf(error: Error): readonly string[] {
  const code = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  return [...code, ...(isConstant(error.message) ? [error.message] : []), error.name];
}

/** Whether this is the network's own failure, which it has counted; what else a request may end with is a fault of ours. */
export const isNetworkError = (error: unknown): boolean =>
  error instanceof NetworkError || (error instanceof Error && marksOf(error).some(isConstant));

/** Reads a rejected fetch or a socket's error, and what caused it. */
export function networkFailure(error: unknown): NetworkFailure {
  if (error instanceof NetworkError) return error.failure;
  const marks: string[] = [];
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1)
    marks.push(...marksOf(at));
  const cause = causes.find(([mark]) => marks.some((one) => mark.test(one)));
  return cause?.[1] ?? 'unreachable';
}

/** How connecting ends when a request to `url` got no answer. */
export function connectFailure(failure: NetworkFailure, url: string): ConnectOutcome {
  switch (failure) {
    case 'unreachable':
    case 'no-answer':
      return { kind: 'unreachable' };
    case 'certificate-refused':
    case 'certificate-out-of-date':
      return { kind: 'certificate-refused', host: new URL(url).host };
    case 'client-certificate':
      return { kind: 'refused', reason: 'client-certificate', code: '' };
    case 'proxy-sign-in':
      return { kind: 'proxy-sign-in' };
    case 'redirected':
    case 'not-allowed':
      return { kind: 'not-this-service' };
  }
}
