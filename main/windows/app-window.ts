/** The window that the user sees: where it was, in front of its page, and back after the page died. */
import { type BrowserWindow, nativeTheme, screen } from 'electron';
import { writeCaught } from '../failures/caught.ts';
import { createWriter, readIfThere } from '../files/atomic.ts';
import { hideWindow } from './hide.ts';
import { createPageWindow, type PageWindowNeeds } from './page-window.ts';
import { placeOn, readPlacement, smallest } from './placement.ts';
import { createReviver } from './revive.ts';
import { untilShowable } from './showable.ts';
import { say } from '../words/say.ts';

/** What the app window needs besides. */
export interface AppWindowNeeds extends PageWindowNeeds {
  /** Where its place is kept. */
  readonly placementFile: string;
  /** Whether closing may leave the app running: not when it quits, and not where nothing would bring the window back. */
  readonly staysAfterClosing: () => Promise<boolean>;
  readonly isQuitting: () => boolean;
  readonly quit: () => void;
}

/** An app window that may be shown. */
export interface AppWindow {
  readonly window: BrowserWindow;
  /** Shows it with the focus; the first time maximised, if it was left so. Nothing once it is closed. */
  show(): void;
}

/** Opens it, hidden, and waits until there is something to show. */
export async function openAppWindow(
  needs: AppWindowNeeds,
  opened: (window: BrowserWindow) => void,
): Promise<AppWindow> {
  const { placementFile, staysAfterClosing, isQuitting, quit, log, after } = needs;
  const savePlacement = createWriter(placementFile);
  const saved = readPlacement(
    // Harmless: a placement that cannot be read costs nothing but the window's place.
    await readIfThere(placementFile).catch(() => null),
  );
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  const { maximized, ...place } = placeOn(saved, [
    primary.workArea,
    ...others.map(({ workArea }) => workArea),
  ]);
  const reviver = createReviver(
    () => Date.now(),
    after,
    () => {
      // What it shows is in the database: a new page shows the same.
      if (!window.isDestroyed() && !isQuitting()) window.webContents.reload();
    },
  );
  const window = createPageWindow(
    'app',
    needs,
    {
      ...place,
      minWidth: smallest.width,
      minHeight: smallest.height,
      title: say('app.name'),
      autoHideMenuBar: true,
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#1f1f1f' : '#fafafa',
    },
    () => reviver.died(),
  );
  opened(window);
  // Maximising shows a hidden window, so that it waits for the first showing; until then the window counts as it was left.
  let wasShown = false;
  const keepPlacement = (): void => {
    const isMaximized = wasShown ? window.isMaximized() : maximized;
    const placement = { ...window.getNormalBounds(), maximized: isMaximized };
    savePlacement(JSON.stringify(placement)).catch((error: unknown) => {
      log.write('placement-not-saved');
      writeCaught(log, 'placement', error);
    });
  };
  window.on('close', (event) => {
    keepPlacement();
    if (isQuitting()) return;
    event.preventDefault();
    void staysAfterClosing().then((stays) => {
      if (window.isDestroyed()) return;
      if (stays) hideWindow(window);
      else quit();
    });
  });
  const outcome = await untilShowable(window, after);
  if (outcome !== 'ready' && outcome !== 'loaded') log.write(`app-window-${outcome}`);
  return {
    window,
    show: () => {
      if (window.isDestroyed()) return;
      if (window.isMinimized()) window.restore();
      window.show();
      if (maximized && !wasShown) window.maximize();
      wasShown = true;
      window.focus();
    },
  };
}
