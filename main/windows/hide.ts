/** Hides a window that may be in full screen. */

/** The part of Electron's BrowserWindow that is used. */
export interface FullScreenWindow {
  isDestroyed(): boolean;
  isFullScreen(): boolean;
  setFullScreen(flag: boolean): void;
  once(event: 'leave-full-screen', happened: () => void): unknown;
  hide(): void;
}

/** Hides the window. A window in full screen leaves full screen first, because macOS would keep an empty black screen (electron#39572). */
export function hideWindow(window: FullScreenWindow): void {
  if (!window.isFullScreen()) {
    window.hide();
    return;
  }
  window.once('leave-full-screen', () => {
    if (!window.isDestroyed()) window.hide();
  });
  window.setFullScreen(false);
}
