/** Reads from Chromium's and Node's error codes why a request got no answer. */
import type { ConnectOutcome } from '../../preload/contract/index.ts';

export type NetworkFailure =
  | 'unreachable'
  /** The time limit for an answer has passed. */
  | 'no-answer'
  /** Such a certificate is never accepted; the user is told. */
  | 'certificate-refused'
  /** The certificate is not valid at this computer's time: it has expired, or the clock is wrong. */
  | 'certificate-out-of-date'
  /** The server wants a client certificate, and got none or a wrong one. */
  | 'client-certificate'
  /** The proxy wants a name and a password. */
  | 'proxy-sign-in'
  /** The request was redirected, for example by a captive portal to its own page. */
  | 'redirected'
  /** The request may not reach this host (reach.ts): a fault of ours, or a service named a wrong address. */
  | 'not-allowed';

/**
 * The reason why the network layer itself ended a request. `location`: the target of a redirect that was not followed, or the address that
 * may not be reached.
 */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
  constructor(
    readonly failure: NetworkFailure,
    readonly location: string | null = null,
  ) {
    super(failure);
  }
}

/** Names of Chromium's `net_error_list.h`, and codes of Node's TLS and undici. The first line that matches counts. */
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

/** Whether a message is a constant of Chromium (`net::ERR_…`). Other messages may hold private data. */
const isConstant = (message: string): boolean => message.startsWith('net::');

/** The texts in one error by which a cause may be recognised. */
function marksOf(error: Error): readonly string[] {
  const code = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  return [...code, ...(isConstant(error.message) ? [error.message] : []), error.name];
}

/** Whether this is a failure of the network, which the network has counted. Any other error is a fault of ours. */
export const isNetworkError = (error: unknown): boolean =>
  error instanceof NetworkError || (error instanceof Error && marksOf(error).some(isConstant));

/** Reads a rejected fetch, or a socket's error, together with its causes. */
export function networkFailure(error: unknown): NetworkFailure {
  if (error instanceof NetworkError) return error.failure;
  const marks: string[] = [];
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1)
    marks.push(...marksOf(at));
  const cause = causes.find(([mark]) => marks.some((one) => mark.test(one)));
  return cause?.[1] ?? 'unreachable';
}

/** The outcome of connecting if a request to `url` got no answer. */
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
