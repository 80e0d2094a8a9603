/**
 * Addresses of a scheme by which a page in the browser passes something to Isthmus. Any page can open such an address, so only one with the
 * token of the waiting attempt is accepted, and none is logged.
 */

/**
 * The scheme of the desktop-token flow. The server's page opens `mattermost:`, which belongs to Mattermost's own app. If the client's token
 * begins with `dev-`, the page opens this scheme instead (web/oauth.go and saml.go, isDesktopDev; desktop_auth_token.tsx).
 */
export const handedScheme = 'mattermost-dev';
export const tokenPrefix = 'dev-';

/** Waits for such an address. */
export interface Handing {
  /** Resolves to the query of the address with this token, or to null if `signal` ends the wait. */
  answer(token: string, signal: AbortSignal): Promise<string | null>;
  /** Reads an address from the command line of a second start, or from the system. Other addresses are ignored. */
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
