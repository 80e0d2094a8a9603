/**
 * Addresses of a program's own scheme, by which a page in the browser hands something to Isthmus. Any page can open one: only what carries
 * the token of the attempt that waits is heard, and nothing of it is written down.
 */

/**
 * The scheme of the desktop-token flow. The server's page opens `mattermost:`, which belongs to Mattermost's own app, unless the client's
 * token begins with `dev-`: then it is this one (web/oauth.go and saml.go, isDesktopDev; desktop_auth_token.tsx).
 */
export const handedScheme = 'mattermost-dev';
export const tokenPrefix = 'dev-';

/** What waits for such an address. */
export interface Handing {
  /** Resolves with the query of the address that carries this token, or with null when `signal` ends the wait. */
  answer(token: string, signal: AbortSignal): Promise<string | null>;
  /** An address has come: from the command line of a second start, or from the system. Anything else is none of ours. */
  heard(address: string): void;
}

export function createHanding(): Handing {
  let expected: { readonly token: string; readonly settle: (answer: string) => void } | null = null;
  return {
    answer: (token, signal) =>
      new Promise((resolve) => {
        const finish = (answer: string | null): void => {
          expected = null;
          signal.removeEventListener('abort', abandon);
          resolve(answer);
        };
        const abandon = (): void => finish(null);
        if (signal.aborted) return finish(null);
        signal.addEventListener('abort', abandon);
        expected = { token, settle: finish };
      }),
    heard: (address) => {
      if (!address.startsWith(`${handedScheme}:`) || address.length > 4_000 || !URL.canParse(address)) return;
      const { search, searchParams } = new URL(address);
      if (expected !== null && searchParams.get('client_token') === expected.token) expected.settle(search);
    },
  };
}
