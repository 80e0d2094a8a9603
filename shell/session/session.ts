// Electron's sessions: the profile (default and "persist:" partitions) or an in-memory browser context.
import { EventEmitter } from 'node:events';
import type { CdpSession } from '../chromium/cdp.ts';
import { app } from '../app.ts';
import { asElectron, type Like } from '../like.ts';
import { netFetch } from '../net/net.ts';
import { type ProxySettings, resolveProxy, setProxySettings } from '../net/proxies.ts';
import { credentials } from '../net/proxy-auth.ts';
import { protocol } from '../protocol.ts';
import { desktop } from '../recorder.ts';
import { runtime } from '../runtime.ts';
import { Cookies } from './cookies.ts';
import { applyPermissions, type Permission } from './permissions.ts';
import { clearStorage } from './storage.ts';
import { createWebRequest } from './web-request.ts';

type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0];
type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0];

/** One session. All "persist:" partitions share the one profile here, so storage is separate by origin, not by partition. */
export class Session extends EventEmitter implements Like<Session, Electron.Session> {
  static readonly #partitions = new Map<string, Session>();
  static readonly #default = new Session('persist:');
  readonly protocol = protocol as unknown as Electron.Protocol;
  readonly cookies: Electron.Cookies;
  readonly webRequest: Electron.WebRequest;
  spellCheckerEnabled = true;
  readonly #requests = createWebRequest(() => this.emit('-hold-changed'));
  /** Chromium's default address for dictionaries, a host of Google. */
  #dictionaries = 'https://redirector.gvt1.com/edgedl/chrome/dict/';
  #languages = ['en-US'];
  readonly #persistent: boolean;
  #context: Promise<string> | undefined;
  #check: CheckHandler = null;
  #request: RequestHandler = null;

  constructor(partition: string) {
    super();
    this.#persistent = partition.startsWith('persist:');
    const cookies = new Cookies(
      () => this.#browser(),
      () => this.browserContext(),
    );
    this.cookies = asElectron<Electron.Cookies>()(cookies);
    this.webRequest = this.#requests.electron as unknown as Electron.WebRequest;
  }

  static get defaultSession(): Electron.Session {
    if (!app.isReady()) throw new Error('Session can only be received when app is ready');
    return Session.#default.electron();
  }

  static fromPartition(partition: string): Electron.Session {
    if (partition === '') return Session.defaultSession;
    const known = Session.#partitions.get(partition) ?? new Session(partition);
    Session.#partitions.set(partition, known);
    return known.electron();
  }

  /** This session under Electron's type. */
  electron(): Electron.Session {
    return this as unknown as Electron.Session;
  }

  async #browser(): Promise<CdpSession> {
    return (await runtime.chromium).connection.browser;
  }

  /** The browser context of an in-memory session, undefined for the profile. */
  async browserContext(): Promise<string | undefined> {
    if (this.#persistent) return undefined;
    this.#context ??= this.#browser().then(
      async (browser) =>
        (await browser.send('Target.createBrowserContext', { disposeOnDetach: true })).browserContextId,
    );
    return this.#context;
  }

  /** The web request listeners, for windows of this session. */
  get requests(): ReturnType<typeof createWebRequest> {
    return this.#requests;
  }

  /** Lets the permission handlers decide about an origin that a page is about to show; nothing changes without a handler. */
  async decidePermissions(origin: string, webContents: Electron.WebContents): Promise<void> {
    const check = this.#check;
    const request = this.#request;
    if (check === null && request === null) return;
    const details = { isMainFrame: true, requestingUrl: `${origin}/`, securityOrigin: origin };
    const granted = async (permission: Permission): Promise<boolean> => {
      if (check !== null) return check(webContents, permission, origin, details);
      return new Promise((resolve) =>
        request?.(webContents, permission, resolve, { isMainFrame: true, requestingUrl: `${origin}/` }),
      );
    };
    await applyPermissions(await this.#browser(), await this.browserContext(), origin, granted);
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.#check = handler;
  }
  setPermissionRequestHandler(handler: RequestHandler): void {
    this.#request = handler;
  }
  async clearStorageData(options: Electron.ClearStorageDataOptions = {}): Promise<void> {
    await clearStorage(await runtime.chromium, await this.browserContext(), options);
  }
  async clearData(options: Electron.ClearDataOptions = {}): Promise<void> {
    for (const origin of options.origins ?? [undefined])
      await this.clearStorageData(origin === undefined ? {} : { origin });
  }
  fetch(
    input: string | Request,
    init?: RequestInit & { bypassCustomProtocolHandlers?: boolean },
  ): Promise<Response> {
    return netFetch(input, init);
  }
  isPersistent(): boolean {
    return this.#persistent;
  }
  get storagePath(): string | null {
    return this.getStoragePath();
  }
  getStoragePath(): string | null {
    return this.#persistent ? app.getPath('userData') : null;
  }
  setSpellCheckerEnabled(enable: boolean): void {
    this.spellCheckerEnabled = enable;
  }
  isSpellCheckerEnabled(): boolean {
    return this.spellCheckerEnabled;
  }
  setSpellCheckerLanguages(languages: string[]): void {
    this.#languages = languages;
  }
  getSpellCheckerLanguages(): string[] {
    return [...this.#languages];
  }
  setSpellCheckerDictionaryDownloadURL(url: string): void {
    if (!url.endsWith('/')) throw new Error("The 'url' parameter must end with a '/'");
    this.#dictionaries = url;
  }
  /** A page that checks spelling was opened: Chromium fetches a dictionary for each language (macOS has the system's). */
  fetchDictionaries(): void {
    if (!this.spellCheckerEnabled || process.platform === 'darwin') return;
    for (const language of this.#languages)
      desktop.dictionariesFetched.push(`${this.#dictionaries}${language}.bdic`);
  }
  getUserAgent(): string {
    return app.userAgentFallback;
  }
  clearCache(): Promise<void> {
    return Promise.resolve();
  }
  clearAuthCache(): Promise<void> {
    credentials.clear();
    return Promise.resolve();
  }
  closeAllConnections(): Promise<void> {
    return Promise.resolve();
  }
  resolveProxy(url: string): Promise<string> {
    return resolveProxy(url);
  }
  /** For main's own requests. Pages reach the network only through main's handler. */
  setProxy(settings: ProxySettings): Promise<void> {
    setProxySettings(settings);
    return Promise.resolve();
  }
  // A function that Chromium does by itself, or that the protocol lacks, does nothing.
  flushStorageData(): void {
    return undefined;
  }
  setCertificateVerifyProc(): void {
    return undefined;
  }
  setDevicePermissionHandler(): void {
    return undefined;
  }
  setDisplayMediaRequestHandler(): void {
    return undefined;
  }
  setUSBProtectedClassesHandler(): void {
    return undefined;
  }
  setBluetoothPairingHandler(): void {
    return undefined;
  }
  setUserAgent(): void {
    return undefined;
  }
  setDownloadPath(): void {
    return undefined;
  }
  preconnect(): void {
    return undefined;
  }
  setSSLConfig(): void {
    return undefined;
  }
}
