// Loading and leaving pages: loadURL's promise, load events, and navigations that main may prevent.
import type { CdpSession } from '../chromium/cdp.ts';
import { ShellEvent } from '../event.ts';
import type { Session } from '../session/session.ts';
import type { Documents } from './documents.ts';
import { electronResourceType, intercept, type HeldRequest, type Verdict } from './interception.ts';
import { loadError } from './load-error.ts';

/** What navigation events are emitted on. */
interface Contents {
  readonly id: number;
  emit(event: string, ...values: unknown[]): boolean;
  electron(): Electron.WebContents;
}

const pageOf = (url: string): string => url.split('#', 1)[0] ?? url;

/** The navigations of one page. */
export class Navigation {
  url = '';
  loading = false;
  #session: CdpSession | undefined;
  #documents: Documents | undefined;
  #owner: Session | undefined;
  #setHold: (everything: boolean) => Promise<void> = () => Promise.resolve();
  /** Addresses that main itself loads, for which there is no will-navigate. */
  readonly #byMain: string[] = [];
  #requests = 0;
  #first = true;
  readonly #contents: Contents;
  readonly #mainFrame: () => Electron.WebFrameMain;

  constructor(contents: Contents, mainFrame: () => Electron.WebFrameMain) {
    this.#contents = contents;
    this.#mainFrame = mainFrame;
  }

  /** Starts to follow a target. */
  attach(session: CdpSession, documents: Documents, owner: Session): void {
    this.#session = session;
    this.#documents = documents;
    this.#owner = owner;
    this.#first = true;
    this.#setHold = intercept(session, (held) => this.#judge(held));
    session.on('Page.frameNavigated', ({ frame }) => {
      if (frame.id !== documents.mainFrameId) return;
      this.url = frame.url + (frame.urlFragment ?? '');
      documents.current.address = this.url;
      this.#contents.emit('did-navigate', new ShellEvent(), this.url, 200, 'OK');
    });
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      if (frameId !== documents.mainFrameId) return;
      this.url = url;
      documents.current.address = url;
      this.#contents.emit('did-navigate-in-page', new ShellEvent(), url, true, 0, 0);
    });
    session.on('Page.frameStartedLoading', ({ frameId }) => {
      if (frameId !== documents.mainFrameId) return;
      this.loading = true;
      this.#contents.emit('did-start-loading');
    });
    session.on('Page.domContentEventFired', () => this.#contents.emit('dom-ready', new ShellEvent()));
    session.on('Page.loadEventFired', () => {
      if (this.url === '' || this.url === 'about:blank' || this.url.startsWith('chrome-error:')) return;
      this.#contents.emit('did-frame-finish-load', new ShellEvent(), true, 0, 0);
      this.#contents.emit('did-finish-load');
    });
    session.on('Page.frameStoppedLoading', ({ frameId }) => {
      if (frameId !== documents.mainFrameId) return;
      this.loading = false;
      this.#contents.emit('did-stop-loading');
    });
  }

  /** Holds every request and answer, or only navigations. */
  hold(everything: boolean): Promise<void> {
    return this.#setHold(everything);
  }

  /** Loads an address and resolves when its load event has fired; rejects with Electron's error. */
  async load(url: string): Promise<void> {
    const session = this.#session;
    if (session === undefined) throw new Error('Object has been destroyed');
    const { origin } = new URL(url);
    if (origin !== 'null') await this.#owner?.decidePermissions(origin, this.#contents.electron());
    const loaders = new Map<string, () => void>();
    const finished = new Set<string>();
    const onEvent = ({ name, loaderId }: { readonly name: string; readonly loaderId: string }): void => {
      if (name !== 'load') return;
      finished.add(loaderId);
      loaders.get(loaderId)?.();
    };
    session.on('Page.lifecycleEvent', onEvent);
    this.#byMain.push(pageOf(new URL(url).href));
    try {
      const { errorText, loaderId } = await session.send('Page.navigate', { url });
      if (errorText !== undefined) {
        const error = loadError(errorText, url);
        this.#contents.emit('did-fail-load', new ShellEvent(), error.errno, error.code, url, true, 0, 0);
        throw error;
      }
      if (loaderId !== undefined && !finished.has(loaderId)) {
        await new Promise<void>((resolve) => loaders.set(loaderId, resolve));
      }
      // Nobody may go back to the target's first empty page.
      if (this.#first) await session.send('Page.resetNavigationHistory');
      this.#first = false;
    } finally {
      session.off('Page.lifecycleEvent', onEvent);
      this.#forget(url);
    }
  }

  /** Loads the current page again, also after a crash. */
  async reload(ignoreCache: boolean): Promise<void> {
    this.#byMain.push(pageOf(this.url));
    await this.#session?.send('Page.reload', { ignoreCache });
  }

  #forget(url: string): void {
    const at = this.#byMain.indexOf(pageOf(new URL(url).href));
    if (at !== -1) this.#byMain.splice(at, 1);
  }

  async #judge(held: HeldRequest): Promise<Verdict> {
    const main = held.frameId === this.#documents?.mainFrameId;
    if (held.resourceType === 'Document' && held.response === null && this.#prevents(held, main))
      return { kind: 'cancel' };
    const requests = this.#owner?.requests;
    if (requests?.holdsEverything() !== true) return { kind: 'continue' };
    this.#requests += 1;
    const details = {
      id: this.#requests,
      url: held.url,
      method: held.method,
      webContentsId: this.#contents.id,
      webContents: this.#contents.electron(),
      frame: main ? this.#mainFrame() : null,
      resourceType: electronResourceType(held.resourceType, main),
      referrer: held.headers.Referer ?? '',
      timestamp: Date.now(),
      uploadData: [],
    };
    return requests.judge(details, held);
  }

  /** Asks main about a navigation that a page or a server began. */
  #prevents(held: HeldRequest, main: boolean): boolean {
    const asked = this.#byMain.indexOf(pageOf(held.url));
    if (main && !held.redirected && asked !== -1) {
      this.#byMain.splice(asked, 1);
      return false;
    }
    const frame = main ? this.#mainFrame() : null;
    const event = ShellEvent.with({
      url: held.url,
      isSameDocument: false,
      isMainFrame: main,
      frame,
      initiator: this.#mainFrame(),
    });
    this.#contents.emit('will-frame-navigate', event);
    if (held.redirected) this.#contents.emit('will-redirect', event, held.url, false, main, 0, 0);
    else if (main) this.#contents.emit('will-navigate', event, held.url, false, true, 0, 0);
    return event.defaultPrevented;
  }
}
