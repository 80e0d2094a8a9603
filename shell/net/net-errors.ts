// Chromium's network errors (net_error_list.h) for Node's.

const names: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'ERR_CONNECTION_REFUSED',
  ECONNRESET: 'ERR_CONNECTION_RESET',
  ENOTFOUND: 'ERR_NAME_NOT_RESOLVED',
  EAI_AGAIN: 'ERR_NAME_NOT_RESOLVED',
  ETIMEDOUT: 'ERR_CONNECTION_TIMED_OUT',
};
const certificate = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|DEPTH_ZERO/;

/** The error of Electron's net for Node's error `reason`. */
export function netError(reason: unknown): Error {
  if (!(reason instanceof Error)) return new Error('net::ERR_FAILED');
  if (reason.message.startsWith('net::')) return reason;
  const code = 'code' in reason && typeof reason.code === 'string' ? reason.code : '';
  if (code.startsWith('HPE_')) return new Error('net::ERR_INVALID_HTTP_RESPONSE');
  const name =
    names[code] ??
    (certificate.test(`${code} ${reason.message}`) ? 'ERR_CERT_AUTHORITY_INVALID' : 'ERR_FAILED');
  return new Error(`net::${name}`);
}
