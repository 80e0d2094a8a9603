// Electron's webContents over one page target.
import { readFileSync } from 'node:fs';
import { app } from '../app.ts';
import type { CdpSession } from '../chromium/cdp.ts';
import { ShellEvent } from '../event.ts';
import { asElectron, type Like } from '../like.ts';
import { createCodec } from '../page/codec.ts';
import { runtime } from '../runtime.ts';
import type { Session } from '../session/session.ts';
import { nativeTheme } from '../system/native-theme.ts';
import { ContentsSettings } from './contents-settings.ts';
import { Documents } from './documents.ts';
import { Frame } from './frame.ts';
import { receiveFromPage } from './messages.ts';
import { Navigation } from './navigation.ts';
import { openTarget, type PageTarget } from './target.ts';

/** What a window wants of its contents. */
export interface ContentsWishes {
  readonly preferences: Electron.WebPreferences;
  readonly session: Session;
  readonly width: number;
  readonly height: number;
  readonly hidden: boolean;
}

type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];

const { pack } = createCodec();
let lastId = 0;

/** The stand-in for a webContents. */
export class WebContents extends ContentsSettings implements Like<WebContents, Electron.WebContents> {
  static readonly #all = new Map<number, WebContents>();
  readonly id: number;
  readonly session: Electron.Session;
  readonly navigation: Navigation;
  readonly #wishes: ContentsWishes;
  #attached: Promise<PageTarget>;
  #target: PageTarget | undefined;
  #documents: Documents | undefined;
  #destroyed = false;
  #crashed = false;
  #title = '';
  #open: OpenHandler = () => ({ action: 'allow' });
  readonly #blank: Frame;

  constructor(wishes: ContentsWishes) {
    super(wishes.preferences.backgroundThrottling ?? true);
    this.id = ++lastId;
    this.#wishes = wishes;
    this.session = wishes.session.electron();
    this.#blank = new Frame(this.#host, '', 0);
    this.navigation = new Navigation(this, () => this.#frame());
    WebContents.#all.set(this.id, this);
    this.#attached = this.#attach();
    wishes.session.on('-hold-changed', this.#holdChanged);
    nativeTheme.on('updated', this.#applyTheme);
    // Emitted at once, as in Electron, so that the code that made the window can override a listener's settings.
    app.emit('web-contents-created', new ShellEvent(), this);
  }

  static getAllWebContents(): Electron.WebContents[] {
    return [...WebContents.#all.values()].map((one) => one.electron());
  }
  static fromId(id: number): Electron.WebContents | undefined {
    return WebContents.#all.get(id)?.electron();
  }
  static fromDevToolsTargetId(targetId: string): Electron.WebContents | undefined {
    return [...WebContents.#all.values()].find((one) => one.#target?.targetId === targetId)?.electron();
  }
  static fromFrame(frame: Electron.WebFrameMain): Electron.WebContents | undefined {
    return [...WebContents.#all.values()].find((one) => (one.mainFrame as unknown) === frame)?.electron();
  }
  static getFocusedWebContents(): Electron.WebContents | null {
    return null;
  }

  /** These contents with Electron's type. */
  electron(): Electron.WebContents {
    return this as unknown as Electron.WebContents; // held against Electron's type by `implements` above
  }

  readonly #holdChanged = (): void => {
    void this.#attached.then(() => this.navigation.hold(this.#wishes.session.requests.holdsEverything()));
  };

  readonly #applyTheme = (): void => {
    const value = nativeTheme.shouldUseDarkColors ? 'dark' : 'light';
    void this.#target?.session
      .send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] })
      .catch(() => undefined);
  };

  readonly #host = {
    send: (channel: string, values: readonly unknown[]): void =>
      this.#documents?.send({ kind: 'message', channel, values: pack(values) }),
    evaluate: (code: string): Promise<unknown> => this.executeJavaScript(code),
    reload: (): void => this.reload(),
  };

  #attach(): Promise<PageTarget> {
    const attached = this.#makeTarget();
    attached.catch((reason: unknown) => {
      if (!this.#destroyed && !app.leaving) console.error(reason);
    });
    return attached;
  }

  /** A new target for one that crashed or was closed. A driver of the old one (Playwright) can never use it again. */
  renew(): void {
    const old = this.#target;
    this.#target = undefined;
    this.#crashed = false;
    this.#attached = this.#attach();
    if (old !== undefined) this.#closeTarget(old);
  }

  #closeTarget({ targetId }: PageTarget): void {
    void runtime.chromium
      .then((chromium) => chromium.connection.browser.send('Target.closeTarget', { targetId }))
      .catch(() => undefined); // already gone
  }

  async #makeTarget(): Promise<PageTarget> {
    const { preferences, session, width, height, hidden } = this.#wishes;
    const chromium = await runtime.chromium;
    const preload = preferences.preload === undefined ? null : readFileSync(preferences.preload, 'utf8');
    const target = await openTarget(chromium, {
      names: runtime.names,
      preload,
      process: {
        platform: process.platform,
        arch: process.arch,
        argv: [process.execPath, ...(preferences.additionalArguments ?? [])],
        versions: {
          electron: process.versions.electron,
          chrome: process.versions.chrome,
          node: process.versions.node,
        },
      },
      width,
      height,
      hidden,
      headless: runtime.headless,
      browserContextId: await session.browserContext(),
    });
    runtime.ownTargets.add(target.targetId);
    if (this.#destroyed) {
      await chromium.connection.browser.send('Target.closeTarget', { targetId: target.targetId });
      throw new Error('Object has been destroyed');
    }
    this.#target = target;
    const documents = new Documents(target.session, runtime.names, this.#host, (frame, messages, reply) =>
      receiveFromPage(this, frame, messages, reply, this.#open),
    );
    documents.mainFrameId = target.targetId;
    this.#documents = documents;
    this.#watch(chromium.connection.browser, target, documents);
    this.navigation.attach(target.session, documents, this.#wishes.session);
    await this.navigation.hold(session.requests.holdsEverything());
    this.#applyTheme();
    return target;
  }

  #watch(browser: CdpSession, target: PageTarget, documents: Documents): void {
    browser.on('Target.targetCrashed', ({ targetId, status, errorCode }) => {
      if (targetId !== target.targetId) return;
      this.#crashed = true;
      documents.lose();
      const reason = status === 'killed' ? 'killed' : status === 'oom' ? 'oom' : 'crashed';
      const details = { reason, exitCode: errorCode };
      this.emit('render-process-gone', new ShellEvent(), details);
      app.emit('render-process-gone', new ShellEvent(), this, details);
    });
    browser.on('Target.targetDestroyed', ({ targetId }) => {
      if (targetId === this.#target?.targetId && !this.#destroyed) this.emit('-target-gone');
    });
    browser.on('Target.targetInfoChanged', ({ targetInfo }) => {
      if (targetInfo.targetId !== target.targetId || targetInfo.title === this.#title) return;
      this.#title = targetInfo.title;
      this.emit('page-title-updated', new ShellEvent(), targetInfo.title, true);
    });
    target.session.on('Runtime.consoleAPICalled', ({ type, args, stackTrace }) => {
      const at = stackTrace?.callFrames[0];
      const message = args.map((value) => String(value.value ?? value.description ?? value.type)).join(' ');
      const level =
        type === 'error' || type === 'assert'
          ? 'error'
          : type === 'warning'
            ? 'warning'
            : type === 'debug'
              ? 'debug'
              : 'info';
      this.#console(message, level, at?.lineNumber ?? 0, at?.url ?? '');
    });
    target.session.on('Runtime.exceptionThrown', ({ exceptionDetails }) => {
      const { text, exception, lineNumber, url } = exceptionDetails;
      this.#console(`${text} ${exception?.description ?? ''}`.trim(), 'error', lineNumber, url ?? '');
    });
  }

  #console(
    message: string,
    level: 'info' | 'warning' | 'error' | 'debug',
    lineNumber: number,
    sourceId: string,
  ): void {
    this.emit(
      'console-message',
      ShellEvent.with({ message, level, lineNumber, sourceId, frame: this.#frame() }),
    );
  }

  /** The target, once it exists. */
  get attached(): Promise<PageTarget> {
    return this.#attached;
  }
  #frame(): Electron.WebFrameMain {
    return asElectron<Electron.WebFrameMain>()(this.#documents?.current ?? this.#blank);
  }
  /** Throws after destruction, like every member except `isDestroyed`. */
  get mainFrame(): Electron.WebFrameMain {
    this.#mustLive();
    return this.#frame();
  }
  #mustLive(): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
  }

  /** Runs one command on the page. Failures after the page's end are ignored. */
  #command(run: (session: CdpSession) => Promise<unknown>): void {
    this.#attached.then(({ session }) => run(session)).catch(() => undefined);
  }

  send(channel: string, ...values: unknown[]): void {
    this.mainFrame.send(channel, ...values);
  }
  async loadURL(url: string): Promise<void> {
    if (this.#crashed) this.renew();
    await this.#attached;
    await this.navigation.load(url);
  }
  reload(): void {
    this.#reload(false);
  }
  reloadIgnoringCache(): void {
    this.#reload(true);
  }
  #reload(ignoreCache: boolean): void {
    const { url } = this.navigation;
    if (this.#crashed) void this.loadURL(url).catch(() => undefined);
    else void this.#attached.then(() => this.navigation.reload(ignoreCache)).catch(() => undefined);
  }
  stop(): void {
    this.#command((session) => session.send('Page.stopLoading'));
  }
  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    const { session } = await this.#attached;
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
      userGesture,
    });
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as unknown;
  }
  async insertCSS(css: string): Promise<string> {
    await this
      .executeJavaScript(`document.adoptedStyleSheets.push(Object.assign(new CSSStyleSheet(), { replaced: 0 }));
      document.adoptedStyleSheets.at(-1).replaceSync(${JSON.stringify(css)}); undefined`);
    return String(this.id);
  }
  forcefullyCrashRenderer(): void {
    this.#command((session) => session.send('Page.crash'));
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.#open = handler;
  }
  close(options?: Electron.CloseOpts): void {
    this.emit('-close-asked', options);
  }

  /** Ends the page; the window does it when it closes. */
  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    WebContents.#all.delete(this.id);
    this.#wishes.session.off('-hold-changed', this.#holdChanged);
    nativeTheme.off('updated', this.#applyTheme);
    const target = this.#target;
    if (target !== undefined) this.#closeTarget(target);
    this.emit('destroyed', new ShellEvent());
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }
  isCrashed(): boolean {
    return this.#crashed;
  }
  isLoading(): boolean {
    return this.navigation.loading;
  }
  isLoadingMainFrame(): boolean {
    return this.navigation.loading;
  }
  isWaitingForResponse(): boolean {
    return this.navigation.loading;
  }
  getURL(): string {
    this.#mustLive();
    return this.navigation.url;
  }
  getTitle(): string {
    return this.#title;
  }
  getType(): 'window' {
    return 'window';
  }
  getOrCreateDevToolsTargetId(): string {
    return this.#target?.targetId ?? '';
  }
  getUserAgent(): string {
    return app.userAgentFallback;
  }
}
