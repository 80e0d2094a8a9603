// session.cookies over the protocol's Storage domain.
import { EventEmitter } from 'node:events';
import type { CdpSession } from '../chromium/cdp.ts';
import type { Like } from '../like.ts';

type SameSite = Electron.Cookie['sameSite'];
type Returned = Awaited<ReturnType<typeof allCookies>>[number];

const allCookies = async (session: CdpSession, browserContextId: string | undefined) =>
  (await session.send('Storage.getCookies', browserContextId === undefined ? {} : { browserContextId }))
    .cookies;

function sameSite(value: 'Strict' | 'Lax' | 'None' | undefined): SameSite {
  switch (value) {
    case 'Strict':
      return 'strict';
    case 'Lax':
      return 'lax';
    case 'None':
      return 'no_restriction';
    case undefined:
      return 'unspecified';
  }
}

function protocolSameSite(value: SameSite | undefined): { sameSite?: 'Strict' | 'Lax' | 'None' } {
  switch (value) {
    case 'strict':
      return { sameSite: 'Strict' };
    case 'lax':
      return { sameSite: 'Lax' };
    case 'no_restriction':
      return { sameSite: 'None' };
    case 'unspecified':
    case undefined:
      return {};
  }
}

function matches(cookie: Returned, filter: Electron.CookiesGetFilter): boolean {
  const domain = cookie.domain.replace(/^\./, '');
  const within = (host: string): boolean =>
    host === domain || (cookie.domain.startsWith('.') && host.endsWith(`.${domain}`));
  const url = filter.url === undefined ? null : new URL(filter.url);
  return (
    (url === null ||
      (within(url.hostname) &&
        url.pathname.startsWith(cookie.path) &&
        (!cookie.secure || url.protocol === 'https:'))) &&
    (filter.name === undefined || filter.name === cookie.name) &&
    (filter.domain === undefined || domain === filter.domain || domain.endsWith(`.${filter.domain}`)) &&
    (filter.path === undefined || filter.path === cookie.path) &&
    (filter.secure === undefined || filter.secure === cookie.secure) &&
    (filter.session === undefined || filter.session === cookie.session) &&
    (filter.httpOnly === undefined || filter.httpOnly === cookie.httpOnly)
  );
}

/** A session's cookies. */
export class Cookies extends EventEmitter implements Like<Cookies, Electron.Cookies> {
  readonly #browser: () => Promise<CdpSession>;
  readonly #context: () => Promise<string | undefined>;

  constructor(browser: () => Promise<CdpSession>, context: () => Promise<string | undefined>) {
    super();
    this.#browser = browser;
    this.#context = context;
  }

  async #matching(filter: Electron.CookiesGetFilter): Promise<Returned[]> {
    const found = await allCookies(await this.#browser(), await this.#context());
    return found.filter((cookie) => matches(cookie, filter));
  }

  async get(filter: Electron.CookiesGetFilter): Promise<Electron.Cookie[]> {
    return (await this.#matching(filter)).map((cookie) => ({
      name: cookie.name,
      value: cookie.value,
      domain: cookie.domain,
      hostOnly: !cookie.domain.startsWith('.'),
      path: cookie.path,
      secure: cookie.secure,
      httpOnly: cookie.httpOnly,
      session: cookie.session,
      sameSite: sameSite(cookie.sameSite),
      ...(cookie.session ? {} : { expirationDate: cookie.expires }),
    }));
  }

  async set(details: Electron.CookiesSetDetails): Promise<void> {
    const browserContextId = await this.#context();
    const cookie = {
      url: details.url,
      name: details.name ?? '',
      value: details.value ?? '',
      ...(details.domain === undefined ? {} : { domain: details.domain }),
      ...(details.path === undefined ? {} : { path: details.path }),
      ...(details.secure === undefined ? {} : { secure: details.secure }),
      ...(details.httpOnly === undefined ? {} : { httpOnly: details.httpOnly }),
      ...(details.expirationDate === undefined ? {} : { expires: details.expirationDate }),
      ...protocolSameSite(details.sameSite),
    };
    await (
      await this.#browser()
    ).send('Storage.setCookies', {
      cookies: [cookie],
      ...(browserContextId === undefined ? {} : { browserContextId }),
    });
  }

  async remove(url: string, name: string): Promise<void> {
    for (const { domain, path, secure } of await this.#matching({ url, name })) {
      const host = domain.replace(/^\./, '');
      await this.set({
        url: `${secure ? 'https' : 'http'}://${host}${path}`,
        name,
        path,
        secure,
        expirationDate: 1,
        ...(domain.startsWith('.') ? { domain } : {}),
      });
    }
  }

  /** Chromium writes its cookie store by itself, at the latest when it is closed in order. */
  flushStore(): Promise<void> {
    return Promise.resolve();
  }
}
