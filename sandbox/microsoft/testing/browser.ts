/** A person at a browser, as far as signing in needs one: follows redirects, keeps cookies, fills in forms by field name. */
import { createHash } from 'node:crypto';

type Fetch = (request: Request) => Promise<Response>;

/** The state of a sign-in: on a page, or back at the app. */
export type Stand =
  | { readonly kind: 'page'; readonly status: number; readonly html: string; readonly url: string }
  | { readonly kind: 'app'; readonly url: string; readonly answer: URLSearchParams };

export class Browser {
  readonly #cookies = new Map<string, string>();

  constructor(
    private readonly fetch: Fetch,
    private readonly signInUrl: string,
  ) {}

  get cookies(): ReadonlyMap<string, string> {
    return this.#cookies;
  }

  async open(url: string, init: RequestInit = {}): Promise<Stand> {
    if (!url.startsWith(this.signInUrl)) {
      const parsed = new URL(url);
      const answer = new URLSearchParams(parsed.hash === '' ? parsed.search : parsed.hash.slice(1));
      return { kind: 'app', url, answer };
    }
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = new Headers(init.headers);
    if (cookie !== '') headers.set('cookie', cookie);
    const response = await this.fetch(new Request(url, { ...init, headers, redirect: 'manual' }));
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location !== null) return this.open(new URL(location, url).href);
    return { kind: 'page', status: response.status, html: await response.text(), url };
  }

  /** Posts the page's form with these fields and its hidden ones. */
  async submit(page: Stand, fields: Readonly<Record<string, string>>): Promise<Stand> {
    if (page.kind !== 'page') throw new Error('there is no page to fill in');
    const action = /<form[^>]*action="([^"]+)"/.exec(page.html)?.[1];
    if (action === undefined) throw new Error(`no form on: ${page.html}`);
    const hidden = [...page.html.matchAll(/<input\s+type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"/g)];
    const body = new URLSearchParams(hidden.map(([, name = '', value = '']) => [name, value]));
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    return this.open(new URL(action, page.url).href, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: body.toString(),
    });
  }
}

/** A PKCE pair. */
export const pkce = (verifier: string): { verifier: string; challenge: string } => ({
  verifier,
  challenge: createHash('sha256').update(verifier).digest('base64url'),
});
