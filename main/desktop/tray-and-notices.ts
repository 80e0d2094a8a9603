/** Puts together what the user sees of Isthmus without its window: the tray, notifications, and the choices that belong to both. */
import { join } from 'node:path';
import { app, type BrowserWindow, clipboard, globalShortcut, Notification } from 'electron';
import { carryPauseOf, pauseEnd, type CarryPause } from '../../preload/contract/index.ts';
import { createDevice, type Device } from '../device/device.ts';
import type { Teller } from '../door/door.ts';
import { createGoals, type Goals } from '../notifications/goals.ts';
import {
  createNotificationAnswers,
  type NotificationAnswers,
} from '../notifications/notification-answers.ts';
import { createNotifications, type Notifications } from '../notifications/notifications.ts';
import { openGlobalShortcut } from '../shortcut/global-shortcut.ts';
import type { Report, TrayState } from '../tray/menu.ts';
import { createTray } from '../tray/tray.ts';
import { after, longestDelay } from './after.ts';
import type { Stores } from './stores.ts';

/** What the tray and the notifications need. */
export interface TrayNeeds {
  readonly stores: Stores;
  readonly teller: Teller;
  /** Whether an administrator has hidden names and text in notifications. */
  readonly hidesTextByPolicy: boolean;
  /** Shows the app window. */
  readonly show: () => Promise<void>;
  /** Hides the app window if it has the focus, else shows it. */
  readonly toggle: () => Promise<void>;
  /** The app window, if it exists. */
  readonly appWindow: () => BrowserWindow | null;
}

/** The tray and the notifications. */
export interface TrayAndNotices {
  readonly goals: Goals;
  readonly device: Device;
  readonly notifications: Notifications;
  readonly notificationAnswers: NotificationAnswers;
  /** Pauses or resumes the mirror. */
  readonly setPaused: (paused: boolean) => void;
  /** The pause of carrying that waits for the engine; once. */
  readonly takeCarryPause: () => CarryPause | null;
  /** Shows the engine's latest report in the tray. */
  readonly report: (report: Report) => void;
}

/** Opens the tray and the global shortcut, and makes the notifications; called once. */
export async function openTrayAndNotices(needs: TrayNeeds): Promise<TrayAndNotices> {
  const { teller, show, toggle } = needs;
  const { home, log, pause, notificationSettings, startAtLogin } = needs.stores;
  let lastReport: Report = {
    unread: 0,
    mentions: 0,
    forUser: 0,
    recent: [],
    carryingPaused: false,
    staysAwake: false,
    attention: 'none',
  };
  const setPaused = (value: boolean): void => {
    pause.set(value);
    showTray();
    teller.tell('mirror:paused', { paused: value });
  };
  const goals = createGoals(() => {
    teller.tell('goal:waits', {});
    void show();
  });
  const pauseNotifications = (until: number): void => {
    notificationSettings.change({ pausedUntil: until });
    teller.tell('notifications:paused', { until });
    showTray();
  };
  // Until the engine takes it, which may just be starting.
  let carryPauseWaits: CarryPause | null = null;
  const tray = createTray(
    {
      open: () => void show(),
      openConversation: (conversation) => goals.lead({ conversation, message: null }),
      setPaused,
      pauseNotifications: (length) => pauseNotifications(length === null ? 0 : pauseEnd(length, Date.now())),
      pauseCarrying: (length) => {
        carryPauseWaits = carryPauseOf(length, Date.now());
        teller.tell('carrying:pause-waits', {});
      },
      hideNotificationText: (hidesText) => void device.change({ hidesText }),
      startAtLogin: (startsAtLogin) => void device.change({ startsAtLogin }),
      quit: () => app.quit(),
    },
    needs.appWindow,
  );
  const device = createDevice({
    notifications: notificationSettings,
    hidesTextByPolicy: needs.hidesTextByPolicy,
    atLogin: startAtLogin,
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
      notificationsPaused: Date.now() < notificationSettings.current().pausedUntil,
      notificationText,
      startsAtLogin,
    };
  };
  let endOfPause: () => void = () => undefined;
  const showTray = (): void => {
    tray.show(lastReport, trayState());
    endOfPause();
    const left = notificationSettings.current().pausedUntil - Date.now();
    // After the pause the menu offers to pause again.
    if (left > 0) endOfPause = after(Math.min(left, longestDelay), showTray);
  };
  showTray();
  const notificationAnswers = createNotificationAnswers(() => teller.tell('notification:answered', {}));
  const notifications = createNotifications({
    isSupported: () => Notification.isSupported(),
    create: (options) => new Notification(options),
    platform: process.platform,
    hidesText: () => device.hidesText(),
    sounds: () => notificationSettings.current().sound,
    open: (goal) => (goal === null ? void show() : goals.lead(goal)),
    read: (goal) => notificationAnswers.keep({ goal, answer: { kind: 'read' } }),
    reply: (goal, text) => notificationAnswers.keep({ goal, answer: { kind: 'reply', text } }),
    copy: (text) => void clipboard.writeText(text),
    after,
  });
  return {
    goals,
    device,
    notifications,
    notificationAnswers,
    setPaused,
    takeCarryPause: () => {
      const pause = carryPauseWaits;
      carryPauseWaits = null;
      return pause;
    },
    report: (report) => {
      lastReport = report;
      showTray();
    },
  };
}
