/** The window that the user sees: restores its place, and reloads its page after the page died. */
import { type BrowserWindow, nativeTheme, screen } from 'electron';
import { writeCaught } from '../failures/caught.ts';
import { createWriter, readIfThere } from '../files/atomic.ts';
import { hideWindow } from './hide.ts';
import { createPageWindow, type PageWindowNeeds } from './page-window.ts';
import { placeOn, readPlacement, smallest } from './placement.ts';
import { createReviver } from './revive.ts';
import { untilShowable } from './showable.ts';
import { say } from '../words/say.ts';

/** The additional surroundings of the app window. */
export interface AppWindowNeeds extends PageWindowNeeds {
  /** The file of its place. */
  readonly placementFile: string;
  /** Whether the app stays running after the window is closed. Not if the app quits, and not if the user could not bring the window back. */
  readonly staysAfterClosing: () => Promise<boolean>;
  readonly isQuitting: () => boolean;
  readonly quit: () => void;
}

/** The app window, and how to show it. */
export interface AppWindow {
  readonly window: BrowserWindow;
  /** Shows the window with the focus; the first time maximised if it was left so. Does nothing after it is closed. */
  show(): void;
}

/** Opens the window hidden, and waits until it has content. */
export async function openAppWindow(
  needs: AppWindowNeeds,
  opened: (window: BrowserWindow) => void,
): Promise<AppWindow> {
  const { placementFile, staysAfterClosing, isQuitting, quit, log, after } = needs;
  const savePlacement = createWriter(placementFile);
  const saved = readPlacement(
    // Harmless: without a readable placement only the window's place is lost.
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
      // The page's state is in the database, so a new page shows the same.
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
  // Maximising would show a hidden window, so it waits for the first showing. Until then the window counts as maximised if it was left so.
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
