/** Opens all that the main process keeps on this computer: accounts, secrets, and the user's settings. */
import { join } from 'node:path';
import { app, safeStorage } from 'electron';
import { type Accounts, openAccounts } from '../accounts/accounts.ts';
import type { Log } from '../log/log.ts';
import { openStartAtLogin, type StartAtLogin } from '../login/start-at-login.ts';
import {
  type NotificationSettings,
  openNotificationSettings,
} from '../notifications/notification-settings.ts';
import { openPause, type Pause } from '../pause/pause.ts';
import type { PresetReading } from '../preset/preset.ts';
import { findKeyring, type Keyring } from '../secrets/keyring.ts';
import { openSecrets, type Secrets } from '../secrets/secrets.ts';

/** The opened stores. */
export interface Stores {
  /** The profile's folder. */
  readonly home: string;
  readonly log: Log;
  readonly accounts: Accounts;
  readonly secrets: Secrets;
  readonly pause: Pause;
  readonly notificationSettings: NotificationSettings;
  readonly startAtLogin: StartAtLogin;
}

/**
 * Opens the stores; called once. The log gets a line about them.
 * @param home the profile's folder
 */
export async function openStores(home: string, log: Log, { preset }: PresetReading): Promise<Stores> {
  const accounts = await openAccounts(join(home, 'accounts.json'), preset.relay);
  const pause = await openPause(join(home, 'pause.json'), log);
  const notificationSettings = await openNotificationSettings(join(home, 'notifications.json'), log);
  const startAtLogin = await openStartAtLogin({
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
  return { home, log, accounts, secrets, pause, notificationSettings, startAtLogin };
}
