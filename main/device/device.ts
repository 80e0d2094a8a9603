/** The user's choices for this computer. The tray and the app page both use this one place. */
import type { DeviceChange, DeviceChoices } from '../../preload/contract/index.ts';
import { writeCaught } from '../failures/caught.ts';
import type { Log } from '../log/log.ts';
import type { StartAtLogin } from '../login/start-at-login.ts';
import type { NotificationSettings } from '../notifications/notification-settings.ts';
import type { GlobalShortcut } from '../shortcut/global-shortcut.ts';

export interface DeviceParts {
  readonly notifications: NotificationSettings;
  /** Whether an administrator has hidden names and text in notifications. */
  readonly hidesTextByPolicy: boolean;
  readonly atLogin: StartAtLogin;
  readonly shortcut: GlobalShortcut;
  readonly log: Log;
  /** Called after each change, also if the system refused it. */
  readonly changed: (choices: DeviceChoices) => void;
}

export interface Device {
  read(): DeviceChoices;
  /** Resolves to the choices that are valid afterwards. A choice that the system refuses stays as it was, and is logged. */
  change(change: DeviceChange): Promise<DeviceChoices>;
  /** Whether notifications show neither names nor text. */
  hidesText(): boolean;
}

export function createDevice({
  notifications,
  hidesTextByPolicy,
  atLogin,
  shortcut,
  log,
  changed,
}: DeviceParts): Device {
  const read = (): DeviceChoices => ({
    notificationText: hidesTextByPolicy
      ? 'laid-down'
      : notifications.current().hidesText
        ? 'hidden'
        : 'shown',
    notificationSound: notifications.current().sound,
    startsAtLogin: atLogin.current(),
    shortcut: shortcut.current(),
  });
  return {
    read,
    change: async ({ hidesText, notificationSound, startsAtLogin, shortcut: keys }) => {
      if (hidesText !== undefined) notifications.change({ hidesText });
      if (notificationSound !== undefined) notifications.change({ sound: notificationSound });
      if (keys !== undefined) shortcut.change(keys);
      if (startsAtLogin !== undefined)
        await atLogin.change(startsAtLogin).catch((error: unknown) => {
          log.write('start-at-login-not-kept');
          writeCaught(log, 'start-at-login', error);
        });
      const choices = read();
      changed(choices);
      return choices;
    },
    hidesText: () => hidesTextByPolicy || notifications.current().hidesText,
  };
}
