/** The three windows: two hidden pages that always run, and the one the user sees. */
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { pageAddresses, type PageName } from '../../preload/contract/index.ts';
import { createWriter, readIfThere } from '../files/atomic.ts';
import type { Log } from '../log/log.ts';
import { placeOn, readPlacement, smallest } from './placement.ts';
import { createReviver, type Reviver } from './revive.ts';

/** What the windows need. */
export interface WindowSurroundings {
  /** The preload bundle, an absolute path. */
  readonly preload: string;
  /** Where the app window's place is kept. */
  readonly placementFile: string;
  readonly log: Log;
  /** A hidden page's renderer died; it will be opened again. */
  readonly died: (page: PageName) => void;
}

/** The windows. */
export interface Windows {
  windowOf(page: PageName): BrowserWindow | null;
  openHidden(): void;
  /** Shows the app window, made if need be, and gives it the focus. */
  showApp(): Promise<void>;
  /** From now on closing the app window closes it, instead of leaving it in the tray. */
  quitting(): void;
}

const hiddenPages = ['engine', 'signin'] as const;

/** Opens and keeps the windows. */
export function createWindows({ preload, placementFile, log, died }: WindowSurroundings): Windows {
  const windows = new Map<PageName, BrowserWindow>();
  const savePlacement = createWriter(placementFile);
  let isQuitting = false;

  const create = (page: PageName, options: Electron.BrowserWindowConstructorOptions): BrowserWindow => {
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
        spellcheck: page === 'app',
        // The hidden pages work while nobody looks; the app page is throttled like any other.
        backgroundThrottling: page === 'app',
      },
    });
    windows.set(page, window);
    window.on('closed', () => {
      if (windows.get(page) === window) windows.delete(page);
    });
    window.loadURL(pageAddresses[page]).catch(() => log.write(`page-not-loaded-${page}`));
    return window;
  };

  const openHiddenPage = (page: (typeof hiddenPages)[number], reviver: Reviver): void => {
    const window = create(page, { width: 400, height: 300, skipTaskbar: true });
    window.webContents.on('render-process-gone', (_event, details) => {
      log.write(`renderer-gone-${page}`, { exitCode: details.exitCode });
      windows.delete(page);
      died(page);
      window.destroy();
      if (!isQuitting) reviver.died();
    });
  };

  const openApp = async (): Promise<BrowserWindow> => {
    const saved = readPlacement(await readIfThere(placementFile).catch(() => null));
    const primary = screen.getPrimaryDisplay();
    const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
    const { maximized, ...place } = placeOn(saved, [
      primary.workArea,
      ...others.map(({ workArea }) => workArea),
    ]);
    const window = create('app', {
      ...place,
      minWidth: smallest.width,
      minHeight: smallest.height,
      title: 'Isthmus',
      autoHideMenuBar: true,
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#1f1f1f' : '#fafafa',
    });
    if (maximized) window.maximize();
    const keepPlacement = (): void => {
      const placement = { ...window.getNormalBounds(), maximized: window.isMaximized() };
      savePlacement(JSON.stringify(placement)).catch(() => log.write('placement-not-saved'));
    };
    window.on('close', (event) => {
      keepPlacement();
      if (isQuitting) return;
      event.preventDefault();
      window.hide();
    });
    window.webContents.on('render-process-gone', (_event, details) => {
      log.write('renderer-gone-app', { exitCode: details.exitCode });
      // What it shows is in the database: a new page shows the same.
      if (!isQuitting) window.webContents.reload();
    });
    await new Promise<void>((resolve) => window.once('ready-to-show', resolve));
    return window;
  };

  let opening: Promise<BrowserWindow> | null = null;
  return {
    windowOf: (page) => windows.get(page) ?? null,
    openHidden: () => {
      for (const page of hiddenPages) {
        const reviver = createReviver(
          () => Date.now(),
          (ms, work) => setTimeout(work, ms),
          () => openHiddenPage(page, reviver),
        );
        openHiddenPage(page, reviver);
      }
    },
    showApp: async () => {
      if (opening === null || (await opening).isDestroyed()) opening = openApp();
      const window = await opening;
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    quitting: () => (isQuitting = true),
  };
}
