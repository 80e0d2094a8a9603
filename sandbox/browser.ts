/**
 * Acts as the user's browser on sign-in pages: follows redirects with its own cookies, reads the real forms, fills them in as a person
 * would, and sends the answer to the app's loopback.
 */
import type { CookieJar } from 'jsdom';
import { runLoopbackPage } from './browser/loopback-page.ts';
import { complaintOf, decide, type SandboxCredentials, type Submission } from './browser/person.ts';

export type { SandboxCredentials } from './browser/person.ts';

export type BrowserOutcome =
  /** The app's loopback got the answer; `status` is its reply. `answer`: whether it held a code or an error. */
  | { readonly kind: 'delivered'; readonly status: number; readonly answer: 'code' | 'error' }
  /** The page opens a program by an address of the program's scheme, and the person allows it. */
  | { readonly kind: 'handed'; readonly address: string }
  /** A page was not understood, or the service does not let this person in. */
  | { readonly kind: 'stuck'; readonly reason: string };

export interface SandboxBrowser {
  /** Opens a sign-in address (with its `redirect_uri`) and continues until the answer is delivered or it is stuck. Never rejects. */
  open(url: string): Promise<BrowserOutcome>;
}

export interface BrowserOptions {
  /** Sends a request and does not follow redirects. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** The credentials for this page; null if nobody signs in there. */
  readonly credentialsFor: (page: URL) => SandboxCredentials | null;
}

const mostSteps = 30;

const stuck = (reason: string): BrowserOutcome => ({ kind: 'stuck', reason });

const requestOf = (submission: Submission): Request => {
  const body = new URLSearchParams(submission.fields.map(([name, value]) => [name, value]));
  if (submission.method === 'post') return new Request(submission.action, { method: 'POST', body });
  const url = new URL(submission.action);
  url.search = body.toString();
  return new Request(url);
};

/** Whether an address is the app's redirect URI, with the answer attached. */
const isAnswerTo = (redirectUri: string | null, url: URL): boolean => {
  if (redirectUri === null || !URL.canParse(redirectUri)) return false;
  const wanted = new URL(redirectUri);
  return wanted.origin === url.origin && wanted.pathname === url.pathname;
};

/** The address by which a page opens a program. Its script opens it, and a link opens it again. */
const programAddress = (document: Document): string | null => {
  const addresses = [...document.querySelectorAll<HTMLAnchorElement>('a[href]')].map(({ href }) => href);
  return addresses.find((href) => !/^(?:https?|mailto|javascript):/i.test(href)) ?? null;
};

/** A browser with an empty cookie jar, which it keeps from one `open` to the next as a person's does. */
export const createSandboxBrowser = ({ fetch, credentialsFor }: BrowserOptions): SandboxBrowser => {
  let jar: CookieJar | null = null;

  const load = async (request: Request, cookies: CookieJar): Promise<Response> => {
    const cookie = await cookies.getCookieString(request.url);
    const headers = new Headers(request.headers);
    if (cookie !== '') headers.set('cookie', cookie);
    headers.set('accept', 'text/html,application/xhtml+xml');
    const response = await fetch(new Request(request, { headers, redirect: 'manual' }));
    for (const set of response.headers.getSetCookie())
      await cookies.setCookie(set, request.url, { ignoreError: true });
    return response;
  };

  const deliver = async (request: Request): Promise<BrowserOutcome> => {
    const url = new URL(request.url);
    const carried = `${url.search}${url.hash}${request.method === 'POST' ? await request.clone().text() : ''}`;
    const answer = /[?&#]?code=/.test(carried) ? 'code' : 'error';
    const status = url.hash === '' ? (await fetch(request)).status : await runLoopbackPage(url.href, fetch);
    return { kind: 'delivered', status, answer };
  };

  const walk = async (address: string): Promise<BrowserOutcome> => {
    if (!URL.canParse(address)) return stuck('this is not an address');
    const { CookieJar, JSDOM } = await import('jsdom');
    const cookies = (jar ??= new CookieJar());
    const redirectUri = new URL(address).searchParams.get('redirect_uri');
    let request = new Request(address);
    let lastForm = '';
    for (let step = 0; step < mostSteps; step += 1) {
      if (isAnswerTo(redirectUri, new URL(request.url))) return deliver(request);
      const response = await load(request, cookies);
      const location = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && location !== null) {
        request = new Request(new URL(location, request.url));
        continue;
      }
      const type = response.headers.get('content-type') ?? '';
      if (!type.includes('html')) return stuck(`the answer is no page (status ${response.status})`);
      const { document } = new JSDOM(await response.text(), { url: request.url }).window;
      const handed = programAddress(document);
      if (handed !== null) return { kind: 'handed', address: handed };
      const credentials = credentialsFor(new URL(request.url));
      if (!credentials) return stuck(`nobody signs in at ${new URL(request.url).host}`);
      const decision = decide(document, credentials);
      if (decision.kind === 'stuck') return stuck(decision.reason);
      const { action, fields } = decision.submission;
      const form = [new URL(action).pathname, ...fields.map(([name]) => name)].join(' ');
      const complaint = complaintOf(document);
      // The same page came again with a complaint: the typed text is not accepted, and would not be the next time.
      if (form === lastForm && complaint !== null) return stuck(complaint);
      lastForm = form;
      request = requestOf(decision.submission);
    }
    return stuck(`no end after ${mostSteps} pages`);
  };
  return {
    open: (address) =>
      walk(address).catch((error: unknown) =>
        stuck(`the page cannot be reached (${error instanceof Error ? error.name : 'unknown'})`),
      ),
  };
};
