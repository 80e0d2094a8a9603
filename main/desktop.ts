/** Puts the desktop together: opens the stores, mounts the origins, answers the door, and opens the windows. */
import { hostname } from 'node:os';
import { join } from 'node:path';
import { app, dialog, ipcMain, net, powerMonitor, powerSaveBlocker, protocol, session } from 'electron';
import { createAnswers } from './answers.ts';
import { after } from './desktop/after.ts';
import { createLinkOpener } from './desktop/links.ts';
import { connectServices } from './desktop/services.ts';
import { createSignIns } from './desktop/sign-ins.ts';
import { openStores } from './desktop/stores.ts';
import { openTrayAndNotices } from './desktop/tray-and-notices.ts';
import { answerUncaught } from './desktop/uncaught.ts';
import { answerDoor, createTeller, type Wire } from './door/door.ts';
import { writeCaught } from './failures/caught.ts';
import { createLog } from './log/log.ts';
import { setMenus } from './menus/menus.ts';
import { openDesktopNetwork } from './network/open-network.ts';
import { ownScheme } from './notifications/goals.ts';
import { serveFiles } from './origin/files.ts';
import { answerOrigins } from './origin/origin.ts';
import { watchPower } from './power/power.ts';
import { createStayAwake } from './power/stay-awake.ts';
import { publicCloud, readPreset } from './preset/preset.ts';
import { readInviting } from './preset/read-inviting.ts';
import { checkSpelling, spellingOf } from './session/spelling.ts';
import { createSignInPage } from './signin/page.ts';
import { hasTrayHost, runProgram } from './tray/host.ts';
import { guardPages, guardSession } from './windows/guard.ts';
import { createWindows } from './windows/windows.ts';
import { badPreset } from './words/dialogs.ts';

/** The functions of the running desktop that `index.ts` calls. */
export interface Desktop {
  show(): Promise<void>;
  quitting(): void;
  /** The system or another program has passed this address to the app. */
  handed(address: string): void;
}

/** Starts everything; called once, when Electron is ready. */
export async function startDesktop(): Promise<Desktop> {
  const home = app.getPath('userData');
  const dist = join(import.meta.dirname, '..');
  const log = createLog(join(home, 'logs', 'main.log'), () => Date.now());
  answerUncaught(log);
  const reading = await readPreset({
    argv: process.argv,
    environment: process.env,
    resources: process.resourcesPath,
    computer: hostname(),
  });
  const { preset } = reading;
  const cloud = preset.teams ?? publicCloud;
  const stores = await openStores(home, log, reading);
  const { accounts, secrets, pause, notificationSettings } = stores;
  const openLink = createLinkOpener(log);

  // The windows, and the way to their pages.
  const spelling = spellingOf(process.platform, reading.desktop.dictionariesUrl);
  const windows = createWindows({
    preload: join(dist, 'preload', 'index.cjs'),
    placementFile: join(home, 'window.json'),
    log,
    after,
    spelling: spelling.kind === 'on',
    staysAfterClosing: () => hasTrayHost(process.platform, runProgram),
    quit: () => app.quit(),
    died: (page) => (page === 'engine' ? sockets.closeAll() : signInPage.gone()),
  });
  const show = (): Promise<void> =>
    windows.showApp().catch((error: unknown) => {
      log.write('window-not-shown');
      writeCaught(log, 'app-window', error);
    });
  const door = {
    wire: ipcMain as Wire,
    contentsOf: (page: Parameters<typeof windows.windowOf>[0]) => windows.windowOf(page)?.webContents ?? null,
    refused: (name: string, reason: string) => log.write(`door-${reason}`, { nameLength: name.length }),
    threw: (error: unknown) => writeCaught(log, 'door-handler', error),
  };
  const teller = createTeller(door);

  const network = await openDesktopNetwork({
    app,
    open: (options) => net.request(options),
    after,
    secrets,
    rules: reading.desktop.clientCertificates,
    home,
    asks: (question) => {
      teller.tell('network:asks', { question });
      // The app window must be visible, or the person could not see the question.
      if (question !== null && windows.windowOf('app')?.isVisible() !== true) void show();
    },
    // A proxy that accepts the login is like a network that is back: tells the engine to try again.
    given: () => teller.tell('power:changed', { state: 'online' }),
    log,
  });

  const secretsChanged = (): void => teller.tell('secrets:changed', {});
  const lookAgain = async (): Promise<void> => {
    if (!(await secrets.lookAgain())) return;
    log.write('keyring-back');
    secretsChanged();
  };

  // Pages.
  const signInPage = createSignInPage((message) => teller.tell('signin:ask', message), after);
  const { sockets, graphTokens, engineKey, gateway } = connectServices({
    stores,
    fetch: network.fetch,
    teller,
    lookAgain,
    accessToken: (account, renew, claims) => teams.accessToken(account, renew, claims),
  });
  protocol.handle('https', answerOrigins(serveFiles(join(dist, 'renderer')), gateway));
  guardSession(session.defaultSession);
  checkSpelling(session.defaultSession, spelling);
  setMenus(() => void show().then(() => teller.tell('command:run', { command: 'show-notices' })));
  guardPages(app, (url) => void openLink(url));

  const { goals, device, notifications, notificationAnswers, setPaused, takeCarryPause, report } =
    await openTrayAndNotices({
      stores,
      teller,
      hidesTextByPolicy: reading.desktop.notificationText === 'hidden',
      show,
      toggle: () => (windows.hideFocusedApp() ? Promise.resolve() : show()),
      appWindow: () => windows.windowOf('app'),
    });

  const power = watchPower({
    monitor: powerMonitor,
    isOnline: () => net.isOnline(),
    every: (ms, work) => void setInterval(work, ms).unref(),
    tell: (state) => {
      if (state === 'resume') sockets.probe();
      // The keyring is usually unlocked together with the desktop session.
      if (state === 'resume' || state === 'unlock') void lookAgain();
      teller.tell('power:changed', { state });
    },
  });

  const stayAwake = createStayAwake(powerSaveBlocker);

  const { teams, mattermost, departures, askMattermost, cancelConnect, handed } = createSignIns({
    stores,
    teller,
    network,
    signInPage,
    graphTokens,
    cloud,
    preset,
  });
  answerDoor(
    door,
    createAnswers({
      preset,
      loginUrl: cloud.loginUrl,
      about: {
        version: app.getVersion(),
        electron: process.versions.electron,
        chromium: process.versions.chrome,
        platform: process.platform,
        locale: app.getSystemLocale(),
      },
      accounts,
      secrets,
      secretsChanged,
      departures,
      teams,
      mattermost,
      askMattermost,
      cancelConnect,
      signInPage,
      graphTokens,
      engineKey,
      sockets,
      power,
      teller,
      log,
      fetch: network.fetch,
      openLink,
      questions: network.questions,
      askAgain: network.askAgain,
      paused: () => pause.paused(),
      setPaused,
      notifications,
      notificationAnswers,
      device,
      notificationsPausedUntil: () => notificationSettings.current().pausedUntil,
      takeCarryPause,
      inviting: () => readInviting(reading.desktop.invitations),
      goals,
      clearCache: () => session.defaultSession.clearCache(),
      report: (given) => {
        stayAwake(given.staysAwake);
        report(given);
      },
    }),
  );

  windows.openHidden();
  // The package registers the scheme on macOS and Linux. On Windows the app registers it. A start from sources does not register it.
  if (app.isPackaged) app.setAsDefaultProtocolClient(ownScheme);
  departures.resume();
  if (reading.kind === 'bad') {
    log.write('preset-bad');
    const isRelays = accounts.all().some(({ known, leaving }) => !leaving && known.ofRelay === true);
    const { title, detail } = badPreset(reading.file, reading.problem, isRelays);
    void dialog.showMessageBox({ type: 'warning', message: title, detail });
  }
  return {
    show,
    quitting: () => windows.quitting(),
    handed: (address) => {
      if (!goals.heard(address)) handed(address);
    },
  };
}
