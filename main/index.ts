/** The entry of the main process: one instance, prepared before Electron is ready, started when it is. */
import { app, dialog } from 'electron';
import { type Desktop, startDesktop } from './desktop.ts';
import { withoutDefaultMenu } from './menus/menus.ts';
import { asksForWindow } from './windows/activation.ts';
import { cannotStart } from './words/dialogs.ts';

/** Starts hidden in the tray, for starts at login. macOS hands no arguments to what it opens then, and says so once the app is ready. */
const startsHidden = (): boolean =>
  process.argv.includes('--hidden') ||
  (process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin);

function prepare(): void {
  app.enableSandbox();
  app.setAppUserModelId('org.isthmus.desktop');
  // The engine works while nobody looks at it (issue: "never throttled").
  app.commandLine.appendSwitch('disable-background-timer-throttling');
  app.commandLine.appendSwitch('disable-backgrounding-occluded-windows');
  app.commandLine.appendSwitch('disable-renderer-backgrounding');
  // Under Wayland the desktop's portal gives keys that hold in every program; elsewhere this changes nothing (Electron's globalShortcut).
  app.commandLine.appendSwitch('enable-features', 'GlobalShortcutsPortal');
  withoutDefaultMenu();
}

function run(): void {
  prepare();
  // Not awaited at the top level: Electron becomes ready only after this module has run (facts/shell.md).
  let desktop: Desktop | null = null;
  let readyAt = Infinity;
  const started = app.whenReady().then(async () => {
    readyAt = Date.now();
    desktop = await startDesktop();
    return desktop;
  });
  // Harmless: what fails at the start is said below, once. Whoever starts the app a second time wants to see it, also while the first
  // start is still on its way.
  const show = (): void => void started.then((running) => running.show()).catch(() => undefined);
  // Harmless: as above. Windows and Linux hand addresses of our scheme to a second start, macOS to the app that runs.
  const handed = (addresses: readonly string[]): void =>
    void started
      .then((running) => addresses.forEach((address) => running.handed(address)))
      .catch(() => undefined);
  // A link may have started the app.
  handed(process.argv.slice(1).filter((argument) => argument.startsWith('isthmus:')));
  app.on('second-instance', (_event, argv: readonly string[] | undefined) => {
    handed(argv ?? []);
    show();
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    handed([url]);
    show();
  });
  app.on('activate', () => {
    if (asksForWindow(startsHidden(), Date.now() - readyAt)) show();
  });
  // The hidden windows and the tray live on: only quitting ends the app.
  app.on('window-all-closed', () => undefined);
  app.on('before-quit', () => desktop?.quitting());
  // Harmless: as above.
  void started.then((running) => (startsHidden() ? undefined : running.show())).catch(() => undefined);
  started.catch((error: unknown) => {
    // Harmless: it is said to the user. Nothing runs yet that could say it better: the profile cannot be written, say.
    const { title, detail } = cannotStart(error instanceof Error ? error.message : String(error));
    dialog.showErrorBox(title, detail);
    app.exit(1);
  });
}

if (app.requestSingleInstanceLock()) run();
else app.quit();
