/** How main speaks to the network: one function type, so that Chromium's stack (net.fetch), Node's, and a test's can stand in. */

/** A request's settings; `cache` is Chromium's, and missing in Node's types. */
export type FetchInit = RequestInit & { readonly cache?: 'no-store' };

/** As `fetch`. */
export type Fetch = (url: string, init: FetchInit) => Promise<Response>;

/**
 * What main's own requests have in common. Chromium's stack would send and store cookies, keep answers in its cache in clear, and hand
 * the Authorization header to wherever a redirect leads (facts/electron.md, Network): none of it unless asked for.
 */
export const plainRequest = {
  credentials: 'omit',
  redirect: 'error',
  cache: 'no-store',
} as const satisfies FetchInit;
