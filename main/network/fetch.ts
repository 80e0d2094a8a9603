/** How main speaks to the network: one function type, so that Chromium's stack (net.fetch), Node's, and a test's can stand in. */

/** As `fetch`; never sends cookies, never follows a redirect. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What main's own requests have in common. Redirects fail: a token must not travel to where somebody points. */
export const plainRequest = { credentials: 'omit', redirect: 'error' } as const satisfies RequestInit;
