/** When a window that was made hidden may be shown. */

/** What ended the waiting; `closed` means that there is nothing to show any more. */
export type Showable = 'ready' | 'loaded' | 'failed' | 'waited' | 'closed';

/** The little of a BrowserWindow that is used. */
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

/** Long enough for a first paint, short enough not to look broken; in milliseconds. */
const longestMs = 2_000;

/**
 * Waits for the first paint, but not for ever: on Wayland a hidden window may never paint, and `ready-to-show` never come (electron#48859).
 * A page that is loaded, or has failed to, is shown too: the window's own colour is better than no window.
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
