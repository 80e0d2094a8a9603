/** The entry of the main process: one instance, prepared before Electron is ready, started when it is. */
import { app, dialog } from 'electron';
import { type Desktop, startDesktop } from './desktop.ts';
import { withoutDefaultMenu } from './menus/menus.ts';
import { asksForWindow } from './windows/activation.ts';
import { cannotStart } from './words/dialogs.ts';

/** Whether the app starts hidden in the tray, as it does at login. macOS passes no arguments then; it tells the app after it is ready. */
const startsHidden = (): boolean =>
  process.argv.includes('--hidden') ||
  (process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin);

function prepare(): void {
  app.enableSandbox();
  app.setAppUserModelId('org.isthmus.desktop');
  // The engine must work while its window is hidden, so Chromium must not slow its timers.
  app.commandLine.appendSwitch('disable-background-timer-throttling');
  app.commandLine.appendSwitch('disable-backgrounding-occluded-windows');
  app.commandLine.appendSwitch('disable-renderer-backgrounding');
  // Under Wayland the desktop's portal provides global shortcuts. On other systems this switch changes nothing (Electron's globalShortcut).
  app.commandLine.appendSwitch('enable-features', 'GlobalShortcutsPortal');
  withoutDefaultMenu();
}

function run(): void {
  prepare();
  // Not awaited at the top level, because Electron becomes ready only after this module has run (facts/shell.md).
  let desktop: Desktop | null = null;
  let readyAt = Infinity;
  const started = app.whenReady().then(async () => {
    readyAt = Date.now();
    desktop = await startDesktop();
    return desktop;
  });
  // Harmless: the failure of the start is reported below, once. A second start of the app wants to show the window, also while the first
  // start is not finished.
  const show = (): void => void started.then((running) => running.show()).catch(() => undefined);
  // Harmless: as above. Windows and Linux pass addresses of our scheme to a second start; macOS passes them to the running app.
  const handed = (addresses: readonly string[]): void =>
    void started
      .then((running) => addresses.forEach((address) => running.handed(address)))
      .catch(() => undefined);
  // An address of our scheme may have started the app.
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
  // The app stays alive without windows, because the hidden windows and the tray stay. Only quitting ends it.
  app.on('window-all-closed', () => undefined);
  app.on('before-quit', () => desktop?.quitting());
  // Harmless: as above.
  void started.then((running) => (startsHidden() ? undefined : running.show())).catch(() => undefined);
  started.catch((error: unknown) => {
    // Harmless: the dialog tells the user. No page runs yet that could; for example, the profile cannot be written.
    const { title, detail } = cannotStart(error instanceof Error ? error.message : String(error));
    dialog.showErrorBox(title, detail);
    app.exit(1);
  });
}

if (app.requestSingleInstanceLock()) run();
else app.quit();
