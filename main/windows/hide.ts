/** Hiding a window that may be in full screen. */

/** The little of a BrowserWindow that is used. */
export interface FullScreenWindow {
  isDestroyed(): boolean;
  isFullScreen(): boolean;
  setFullScreen(flag: boolean): void;
  once(event: 'leave-full-screen', happened: () => void): unknown;
  hide(): void;
}

/** Hides the window; one in full screen leaves it first, for on macOS its screen would stay, black and empty (electron#39572). */
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
