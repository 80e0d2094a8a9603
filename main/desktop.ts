/** Puts the desktop together: opens the stores, mounts the origins, answers the door, and opens the windows. */
import { join } from 'node:path';
import {
  app,
  clipboard,
  dialog,
  globalShortcut,
  ipcMain,
  net,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  session,
  shell,
} from 'electron';
import { openAccounts } from './accounts/accounts.ts';
import { createDepartures } from './accounts/departures.ts';
import { createAnswers } from './answers.ts';
import { createDevice } from './device/device.ts';
import { answerDoor, createTeller, type Wire } from './door/door.ts';
import { writeCaught } from './failures/caught.ts';
import { createUnexpected } from './failures/unexpected.ts';
import { createEngineKey } from './gateway/engine-key.ts';
import { createGateway } from './gateway/gateway.ts';
import { createGraphTokens } from './gateway/graph-tokens.ts';
import type { GraphUpstream, Upstream } from './gateway/routes.ts';
import { createLog, type Log } from './log/log.ts';
import { openStartAtLogin } from './login/start-at-login.ts';
import { setMenus } from './menus/menus.ts';
import { openDesktopNetwork } from './network/open-network.ts';
import { createGoals, ownScheme } from './notifications/goals.ts';
import { createNotificationAnswers } from './notifications/notification-answers.ts';
import { openNotificationSettings, tomorrowAfter } from './notifications/notification-settings.ts';
import { createNotifications } from './notifications/notifications.ts';
import { serveFiles } from './origin/files.ts';
import { answerOrigins } from './origin/origin.ts';
import { openPause } from './pause/pause.ts';
import { watchPower } from './power/power.ts';
import { publicCloud, readPreset } from './preset/preset.ts';
import { findKeyring, type Keyring } from './secrets/keyring.ts';
import { openSecrets } from './secrets/secrets.ts';
import { checkSpelling, spellingOf } from './session/spelling.ts';
import type { Telling } from '../preload/contract/index.ts';
import { createAttempts } from './signin/attempt.ts';
import { createBrowsing } from './signin/browsing.ts';
import { watchConsent } from './signin/consent-watch.ts';
import { createLoopbacks } from './signin/loopback.ts';
import { createAsking } from './signin/mattermost/ask.ts';
import { createHanding, handedScheme } from './signin/mattermost/handing.ts';
import { createMattermostSignIn, tokenName } from './signin/mattermost/sign-in.ts';
import { createSignInPage } from './signin/page.ts';
import { createTeamsSignIn } from './signin/teams.ts';
import { openGlobalShortcut } from './shortcut/global-shortcut.ts';
import { createSockets } from './sockets/sockets.ts';
import { createStanding } from './sockets/standing.ts';
import { hasTrayHost, runProgram } from './tray/host.ts';
import type { Report, TrayState } from './tray/menu.ts';
import { createTray } from './tray/tray.ts';
import { guardPages, guardSession } from './windows/guard.ts';
import { externalAddress } from './windows/links.ts';
import { createWindows } from './windows/windows.ts';
import { badPreset, tooManyErrors } from './words/dialogs.ts';

const after = (ms: number, work: () => void): (() => void) => {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
};

/** The longest delay of a timer, ms. A longer delay would fire at once. */
const longestTimer = 2_147_483_647;

const pauseEnd = (kind: 'hour' | 'tomorrow' | 'end', now: number): number => {
  switch (kind) {
    case 'hour':
      return now + 3_600_000;
    case 'tomorrow':
      return tomorrowAfter(now);
    case 'end':
      return 0;
  }
};

/** Logs each uncaught error from here on. A storm of such errors ends the app. */
function answerUncaught(log: Log): void {
  const heard = createUnexpected({
    log,
    now: () => Date.now(),
    end: () => {
      const { title, detail } = tooManyErrors();
      dialog.showErrorBox(title, detail);
      app.exit(1);
    },
  });
  process.on('uncaughtException', (error) => heard('exception', error));
  process.on('unhandledRejection', (error) => heard('rejection', error));
}

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
  });
  const { preset } = reading;
  const cloud = preset.teams ?? publicCloud;
  const accounts = await openAccounts(join(home, 'accounts.json'));
  const pause = await openPause(join(home, 'pause.json'), log);
  const told = await openNotificationSettings(join(home, 'notifications.json'), log);
  const atLogin = await openStartAtLogin({
    platform: process.platform,
    items: app,
    file: join(app.getPath('appData'), 'autostart', 'isthmus.desktop'),
    // An AppImage is mounted at another folder at each start, so the path of the AppImage file is used.
    command: [process.env.APPIMAGE ?? process.execPath, ...(app.isPackaged ? [] : [app.getAppPath()])],
  });
  const askKeyring = (): Promise<Keyring> => findKeyring(safeStorage, process.platform, log);
  const keyring = await askKeyring();
  const secrets = await openSecrets({
    file: join(home, 'secrets.json'),
    keyring,
    findKeyring: askKeyring,
    now: () => Date.now(),
    safeStorage,
    withoutKeyring: preset.withoutKeyring,
    log,
  });
  log.write('started', {
    accounts: accounts.all().length,
    lostSecrets: secrets.lost,
    keyring: keyring.kind === 'keyring' ? 1 : 0,
  });
  if (accounts.damaged) log.write('accounts-file-damaged');

  const openExternal = (url: string): Promise<void> => shell.openExternal(url);
  const openLink = async (url: string): Promise<boolean> => {
    const address = externalAddress(url);
    if (address === null) return false;
    return openExternal(address).then(
      () => true,
      (error: unknown) => {
        writeCaught(log, 'link', error);
        return false;
      },
    );
  };

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
  const fetchFromMain = network.fetch;

  const secretsChanged = (): void => teller.tell('secrets:changed', {});
  const lookAgain = async (): Promise<void> => {
    if (!(await secrets.lookAgain())) return;
    log.write('keyring-back');
    secretsChanged();
  };

  const mattermostUpstream = (id: string): Upstream | null => {
    const account = accounts.find(id);
    if (account?.service !== 'mattermost' || account.leaving) return null;
    const locked = secrets.unreadable(tokenName(id));
    // Only starts the look at the keyring. The next request uses its result.
    if (locked) void lookAgain();
    return { serverUrl: account.known.serverUrl, token: secrets.read(tokenName(id)), locked };
  };
  const sockets = createSockets({
    upstream: mattermostUpstream,
    timers: { after },
    hand: (socket, event) => teller.tell('socket:event', { socket, event }),
    connect: (address, headers) => new net.WebSocket(address, { headers }),
    standing: createStanding(fetchFromMain),
  });
  const signInPage = createSignInPage((message) => teller.tell('signin:ask', message), after);
  // Allows one interactive sign-in per service at a time. Both services may have one at the same time.
  const attempts = { teams: createAttempts(after), mattermost: createAttempts(after) };

  // Pages.
  const graphTokens = createGraphTokens((account, renew, claims) =>
    teams.accessToken(account, renew, claims),
  );
  const engineKey = createEngineKey();
  const graphAccount = (id: string): GraphUpstream | null => {
    const account = accounts.find(id);
    if (account?.service !== 'teams' || account.leaving) return null;
    return { graphUrl: account.known.graphUrl, token: graphTokens.of(id) };
  };
  const gateway = createGateway({
    upstreams: {
      mattermost: mattermostUpstream,
      graph: graphAccount,
      graphUrls: () =>
        accounts.all().flatMap(({ known }) => (known.service === 'teams' ? [known.graphUrl] : [])),
    },
    key: engineKey,
    fetch: fetchFromMain,
    count: (reason) => log.write(`gateway-${reason}`),
    threw: (error) => writeCaught(log, 'gateway', error),
  });
  protocol.handle('https', answerOrigins(serveFiles(join(dist, 'renderer')), gateway));
  guardSession(session.defaultSession);
  checkSpelling(session.defaultSession, spelling);
  setMenus(() => void show().then(() => teller.tell('command:run', { command: 'show-notices' })));
  guardPages(app, (url) => void openLink(url));

  // The tray, and the state that it shows.
  let lastReport: Report = { unread: 0, mentions: 0, forUser: 0, recent: [], attention: 'none' };
  const setPaused = (value: boolean): void => {
    pause.set(value);
    showTray();
    teller.tell('mirror:paused', { paused: value });
  };
  const show = (): Promise<void> =>
    windows.showApp().catch((error: unknown) => {
      log.write('window-not-shown');
      writeCaught(log, 'app-window', error);
    });
  const toggle = (): Promise<void> => (windows.hideFocusedApp() ? Promise.resolve() : show());
  const goals = createGoals(() => {
    teller.tell('goal:waits', {});
    void show();
  });
  const pauseNotifications = (until: number): void => {
    told.change({ pausedUntil: until });
    teller.tell('notifications:paused', { until });
    showTray();
  };
  const tray = createTray(
    {
      open: () => void show(),
      openConversation: (conversation) => goals.lead({ conversation, message: null }),
      setPaused,
      pauseNotifications: (kind) => pauseNotifications(pauseEnd(kind, Date.now())),
      hideNotificationText: (hidesText) => void device.change({ hidesText }),
      startAtLogin: (startsAtLogin) => void device.change({ startsAtLogin }),
      quit: () => app.quit(),
    },
    () => windows.windowOf('app'),
  );
  const device = createDevice({
    notifications: told,
    hidesTextByPolicy: reading.desktop.notificationText === 'hidden',
    atLogin,
    shortcut: await openGlobalShortcut({
      file: join(home, 'shortcut.json'),
      log,
      keys: globalShortcut,
      pressed: () => void toggle(),
    }),
    log,
    changed: (choices) => {
      showTray();
      teller.tell('device:changed', choices);
    },
  });
  const trayState = (): TrayState => {
    const { notificationText, startsAtLogin } = device.read();
    return {
      paused: pause.paused(),
      notificationsPaused: Date.now() < told.current().pausedUntil,
      notificationText,
      startsAtLogin,
    };
  };
  let endOfPause: () => void = () => undefined;
  const showTray = (): void => {
    tray.show(lastReport, trayState());
    endOfPause();
    const left = told.current().pausedUntil - Date.now();
    // After the pause the menu offers to pause again.
    if (left > 0) endOfPause = after(Math.min(left, longestTimer), showTray);
  };
  showTray();
  const notificationAnswers = createNotificationAnswers(() => teller.tell('notification:answered', {}));
  const notifications = createNotifications({
    isSupported: () => Notification.isSupported(),
    create: (options) => new Notification(options),
    platform: process.platform,
    hidesText: () => device.hidesText(),
    sounds: () => told.current().sound,
    open: (goal) => (goal === null ? void show() : goals.lead(goal)),
    read: (goal) => notificationAnswers.keep({ goal, answer: { kind: 'read' } }),
    reply: (goal, text) => notificationAnswers.keep({ goal, answer: { kind: 'reply', text } }),
    copy: (text) => void clipboard.writeText(text),
    after,
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

  const signingIn = { accounts, secrets, log };
  const surfing = {
    loopbacks: createLoopbacks(after, log),
    openExternal,
    tell: (message: Telling<'account:browsing'>) => teller.tell('account:browsing', message),
    log,
  };
  // Isthmus handles this scheme only during a sign-in.
  const claimScheme = (): (() => void) | null =>
    app.setAsDefaultProtocolClient(handedScheme)
      ? () => void app.removeAsDefaultProtocolClient(handedScheme)
      : null;
  const handing = createHanding();
  const asking = {
    fetch: fetchFromMain,
    preset: preset.mattermost,
    certificateRefused: network.certificateRefused,
  };
  const teams = createTeamsSignIn(
    {
      ...signingIn,
      attempts: attempts.teams,
      browsing: createBrowsing('teams', surfing),
      page: signInPage,
      cloud,
    },
    () => teller.tell('accounts:changed', {}),
  );
  // Notices granted permissions at the start, after a sleep, and when the user looks.
  const consent = watchConsent({ now: () => Date.now(), after, look: () => teams.look(), log });
  consent.begin();
  app.on('browser-window-focus', () => consent.look());
  powerMonitor.on('resume', () => consent.begin());
  const mattermost = createMattermostSignIn({
    ...signingIn,
    attempts: attempts.mattermost,
    browsing: createBrowsing('mattermost', surfing),
    ...asking,
    handing,
    claimScheme,
    pause: (ms) => new Promise((resolve) => void after(ms, resolve)),
    now: () => Date.now(),
  });
  const departures = createDepartures({
    accounts,
    forget: async (account) => {
      if (account.service === 'mattermost') return mattermost.forget(account).then(() => true);
      const isForgotten = await teams.forget(account);
      // Forgets after the sign-in page, because a token that is on its way may be stored until then.
      graphTokens.forget(account.known.id);
      return isForgotten;
    },
    after,
    log,
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
      teams: {
        ...teams,
        connect: async (request) => {
          const outcome = await teams.connect(request);
          if (outcome.kind === 'connected') consent.wait();
          return outcome;
        },
      },
      mattermost,
      askMattermost: createAsking(asking),
      cancelConnect: (service) => attempts[service].cancel(),
      signInPage,
      graphTokens,
      engineKey,
      sockets,
      power,
      teller,
      log,
      fetch: fetchFromMain,
      openLink,
      questions: network.questions,
      askAgain: network.askAgain,
      paused: () => pause.paused(),
      setPaused,
      notifications,
      notificationAnswers,
      device,
      notificationsPausedUntil: () => told.current().pausedUntil,
      goals,
      clearCache: () => session.defaultSession.clearCache(),
      report: (report) => {
        lastReport = report;
        showTray();
      },
    }),
  );

  windows.openHidden();
  // The package registers the scheme on macOS and Linux. On Windows the app registers it. A start from sources does not register it.
  if (app.isPackaged) app.setAsDefaultProtocolClient(ownScheme);
  departures.resume();
  if (reading.kind === 'bad') {
    log.write('preset-bad');
    const { title, detail } = badPreset(reading.file, reading.problem);
    void dialog.showMessageBox({ type: 'warning', message: title, detail });
  }
  return {
    show,
    quitting: () => windows.quitting(),
    handed: (address) => {
      if (!goals.heard(address)) handing.heard(address);
    },
  };
}
