/** The three windows: two hidden pages that always run, and the app window. */
import type { BrowserWindow } from 'electron';
import type { PageName } from '../../preload/contract/index.ts';
import { type AppWindow, type AppWindowNeeds, openAppWindow } from './app-window.ts';
import { hideWindow } from './hide.ts';
import { createPageWindow } from './page-window.ts';
import { createReviver, type Reviver } from './revive.ts';

/** The surroundings of the windows. */
export interface WindowSurroundings extends Omit<AppWindowNeeds, 'isQuitting'> {
  /** A hidden page was lost. It will be opened again. */
  readonly died: (page: PageName) => void;
}

/** The windows. */
export interface Windows {
  /** The window that shows `page` now, or null. */
  windowOf(page: PageName): BrowserWindow | null;
  openHidden(): void;
  /** Shows the app window with the focus. Makes it if it does not exist. */
  showApp(): Promise<void>;
  /** Hides the app window if it is shown and has the focus. Returns false if it has not. */
  hideFocusedApp(): boolean;
  /** From now on, closing the app window really closes it, instead of leaving the app in the tray. */
  quitting(): void;
}

const hiddenPages = ['engine', 'signin'] as const;

/** Opens and keeps the windows. */
export function createWindows(surroundings: WindowSurroundings): Windows {
  const { after, died } = surroundings;
  const windows = new Map<PageName, BrowserWindow>();
  let isQuitting = false;

  const keep = (page: PageName, window: BrowserWindow): void => {
    windows.set(page, window);
    window.on('closed', () => {
      if (windows.get(page) === window) windows.delete(page);
    });
  };

  const openHiddenPage = (page: (typeof hiddenPages)[number], reviver: Reviver): void => {
    if (isQuitting) return;
    const options = { width: 400, height: 300, skipTaskbar: true };
    const window = createPageWindow(page, surroundings, options, () => {
      // The end of a page may be reported twice.
      if (windows.get(page) !== window) return;
      windows.delete(page);
      died(page);
      window.destroy();
      if (!isQuitting) reviver.died();
    });
    keep(page, window);
  };

  let opening: Promise<AppWindow> | null = null;
  const openApp = (): Promise<AppWindow> => {
    const mine = openAppWindow({ ...surroundings, isQuitting: () => isQuitting }, (window) => {
      keep('app', window);
      window.on('closed', () => {
        if (opening === mine) opening = null;
      });
    });
    opening = mine;
    // Harmless: the caller that shows the window gets the error.
    mine.catch(() => {
      if (opening === mine) opening = null;
    });
    return mine;
  };

  return {
    windowOf: (page) => {
      const window = windows.get(page);
      return window === undefined || window.isDestroyed() ? null : window;
    },
    openHidden: () => {
      for (const page of hiddenPages) {
        const reviver = createReviver(
          () => Date.now(),
          after,
          () => openHiddenPage(page, reviver),
        );
        openHiddenPage(page, reviver);
      }
    },
    showApp: async () => (await (opening ?? openApp())).show(),
    hideFocusedApp: () => {
      const window = windows.get('app');
      if (window === undefined || window.isDestroyed() || !window.isVisible() || !window.isFocused())
        return false;
      hideWindow(window);
      return true;
    },
    quitting: () => (isQuitting = true),
  };
}
