/** A window with one of our pages: guarded, and watched for the loss of its page. */
import { BrowserWindow } from 'electron';
import { pageAddresses, type PageName } from '../../preload/contract/index.ts';
import { writeCaught } from '../failures/caught.ts';
import type { Log, Numbers } from '../log/log.ts';
import { endWhenHanging } from './unresponsive.ts';

/** The surroundings of every window. */
export interface PageWindowNeeds {
  /** The preload bundle, an absolute path. */
  readonly preload: string;
  /** Whether the app page checks spelling. */
  readonly spelling: boolean;
  readonly log: Log;
  readonly after: (ms: number, work: () => void) => () => void;
}

/** Whether a load was replaced by another load of the same window, which is no failure (net_error_list.h, ERR_ABORTED). */
const isAborted = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_ABORTED';

/** Chromium's number of a failed load (net_error_list.h). */
const numberOf = (error: unknown): Numbers =>
  error instanceof Error && 'errno' in error && typeof error.errno === 'number' ? { errno: error.errno } : {};

/**
 * Makes the window hidden, and loads its page.
 * @param lost called if the page did not load, or its renderer has died or was ended because it hung; perhaps several times
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
      // The hidden pages must work without being seen. The app page may be throttled.
      backgroundThrottling: page === 'app',
    },
  });
  // No Content Security Policy forbids WebRTC. This setting allows it no way around a proxy, and hides this computer's addresses.
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
    // A renderer that died meanwhile has reported it already.
    if (!window.webContents.isCrashed()) lost();
  });
  return window;
}
