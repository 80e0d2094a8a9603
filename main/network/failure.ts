/** Why a request got no answer, told apart from Chromium's and Node's error codes alike. */

/** `refused` certificates are never accepted (no handler overrides them); the user is told instead. */
export type NetworkFailure = 'certificate-refused' | 'unreachable';

const certificateCode =
  /ERR_CERT_|ERR_SSL_|ERR_TLS_|CERT_|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|HOSTNAME_MISMATCH|DEPTH_ZERO/;

/** Reads a rejected fetch or a socket's error: `net::ERR_CERT_…` from Chromium, `code` (also of the cause) from Node. */
export function networkFailure(error: unknown): NetworkFailure {
  const codes: string[] = [];
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1) {
    codes.push(at.message.startsWith('net::') ? at.message : '');
    if ('code' in at && typeof at.code === 'string') codes.push(at.code);
  }
  return codes.some((code) => certificateCode.test(code)) ? 'certificate-refused' : 'unreachable';
}
