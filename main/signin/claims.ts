/**
 * Removes from a token response the values that make MSAL store its cache in plain text: `kmsi` and `dvc_dmjd` in the id_token's
 * `signin_state` (msal-common, AuthToken.isKmsi; facts/sign-in.md, Cache). MSAL does not check the id_token's signature, which is no longer
 * valid afterwards.
 */

const plainTextStates = new Set(['kmsi', 'dvc_dmjd']);

const decode = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
const encode = (value: object): string => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const asksForPlainText = (value: unknown): boolean =>
  typeof value === 'string' && plainTextStates.has(value.trim().toLowerCase());

/** The claims without these states. The states may be values of `signin_state` or (in some documents) claims of their own. */
function withoutStates(claims: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(claims).filter(([name]) => !asksForPlainText(name));
  return Object.fromEntries(
    kept.map(([name, value]) => [
      name,
      name === 'signin_state' && Array.isArray(value)
        ? value.filter((state) => !asksForPlainText(state))
        : value,
    ]),
  );
}

function stripIdToken(idToken: string): string {
  const [header, payload, signature] = idToken.split('.');
  if (header === undefined || payload === undefined) return idToken;
  const claims = decode(payload);
  return isObject(claims) ? [header, encode(withoutStates(claims)), signature ?? ''].join('.') : idToken;
}

/** The body of a token response without these states. Any other body is returned unchanged. */
export function stripPlainTextStates(body: string): string {
  try {
    const response: unknown = JSON.parse(body);
    if (!isObject(response) || typeof response.id_token !== 'string') return body;
    return JSON.stringify({ ...response, id_token: stripIdToken(response.id_token) });
  } catch {
    // Harmless: a body that is not JSON holds no token, and MSAL reports it.
    return body;
  }
}
