/** Decides when a window that was made hidden may be shown. */

/** The event that ended the wait. `closed`: the window no longer exists. */
export type Showable = 'ready' | 'loaded' | 'failed' | 'waited' | 'closed';

/** The part of Electron's BrowserWindow that is used. */
export interface HiddenWindow {
  once(event: 'ready-to-show' | 'closed', happened: () => void): unknown;
  readonly webContents: {
    once(event: 'did-finish-load', happened: () => void): unknown;
    on(
      event: 'did-fail-load',
      happened: (event: object, code: number, description: string, url: string, isMainFrame: boolean) => void,
    ): unknown;
  };
}

/** The longest wait, in milliseconds: long enough for a first paint, short enough not to look broken. */
const longestMs = 2_000;

/**
 * Waits for the first paint, but not for ever. On Wayland a hidden window may never paint, so that `ready-to-show` never comes
 * (electron#48859). A page that is loaded, or failed to load, is shown too, because the window's own colour is better than no window.
 */
export function untilShowable(
  window: HiddenWindow,
  after: (ms: number, work: () => void) => () => void,
): Promise<Showable> {
  return new Promise((resolve) => {
    const cancel = after(longestMs, () => resolve('waited'));
    const end = (outcome: Showable): void => {
      cancel();
      resolve(outcome);
    };
    window.once('ready-to-show', () => end('ready'));
    window.once('closed', () => end('closed'));
    window.webContents.once('did-finish-load', () => end('loaded'));
    window.webContents.on('did-fail-load', (_event, _code, _description, _url, isMainFrame) => {
      if (isMainFrame) end('failed');
    });
  });
}
