/** One window with one of our pages in it: guarded, and heard when its page is lost. */
import { BrowserWindow } from 'electron';
import { pageAddresses, type PageName } from '../../preload/contract/index.ts';
import { writeCaught } from '../failures/caught.ts';
import type { Log, Numbers } from '../log/log.ts';
import { endWhenHanging } from './unresponsive.ts';

/** What every window needs. */
export interface PageWindowNeeds {
  /** The preload bundle, an absolute path. */
  readonly preload: string;
  /** Whether the app page checks spelling. */
  readonly spelling: boolean;
  readonly log: Log;
  readonly after: (ms: number, work: () => void) => () => void;
}

/** Loading was given up for another load of the same window: no failure (net_error_list.h, ERR_ABORTED). */
const isAborted = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_ABORTED';

/** Chromium's number of a failed load (net_error_list.h). */
const numberOf = (error: unknown): Numbers =>
  error instanceof Error && 'errno' in error && typeof error.errno === 'number' ? { errno: error.errno } : {};

/**
 * Makes the window, hidden, and loads its page.
 * @param lost called when the page did not load, or its renderer has died or was ended because it hung; perhaps several times
 */
export function createPageWindow(
  page: PageName,
  { preload, spelling, log, after }: PageWindowNeeds,
  options: Electron.BrowserWindowConstructorOptions,
  lost: () => void,
): BrowserWindow {
  const window = new BrowserWindow({
    ...options,
    show: false,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: page === 'app' && spelling,
      // The hidden pages work while nobody looks; the app page is throttled like any other.
      backgroundThrottling: page === 'app',
    },
  });
  // No policy of a page closes WebRTC; this leaves it no way past a proxy, and hides this computer's addresses.
  window.webContents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  endWhenHanging(window, after, () => log.write(`renderer-hangs-${page}`));
  window.webContents.on('render-process-gone', (_event, { exitCode }) => {
    log.write(`renderer-gone-${page}`, { exitCode });
    lost();
  });
  window.loadURL(pageAddresses[page]).catch((error: unknown) => {
    if (window.isDestroyed() || isAborted(error)) return;
    log.write(`page-not-loaded-${page}`, numberOf(error));
    writeCaught(log, 'page-load', error);
    // A renderer that died meanwhile has said so itself.
    if (!window.webContents.isCrashed()) lost();
  });
  return window;
}
