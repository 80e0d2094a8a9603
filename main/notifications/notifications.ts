/** Shows the engine's notifications, and passes on the user's answers. It keeps and logs no text of a message. */
import type { Goal, Notification, NotificationFailure, ReplyFailure } from '../../preload/contract/index.ts';
import { say } from '../words/say.ts';
import { notificationWords, replyFailedWords } from './notification-words.ts';

/** The part of Electron's Notification that is used. */
export interface SystemNotification {
  on(event: 'show' | 'failed' | 'click' | 'close' | 'action', heard: () => void): unknown;
  on(event: 'reply', heard: (details: { readonly reply?: string }, reply?: string) => void): unknown;
  show(): void;
  close(): void;
}

/** The options of a notification; a part of Electron's. */
export interface SystemNotificationOptions {
  readonly title: string;
  readonly body: string;
  readonly silent: boolean;
  readonly hasReply?: boolean;
  readonly replyPlaceholder?: string;
  readonly actions?: { readonly type: 'button'; readonly text: string }[];
}

export interface NotificationNeeds {
  readonly isSupported: () => boolean;
  readonly create: (options: SystemNotificationOptions) => SystemNotification;
  readonly platform: NodeJS.Platform;
  /** Whether to hide names and text. */
  readonly hidesText: () => boolean;
  readonly sounds: () => boolean;
  /** Leads the user to the place; null only shows the window. */
  readonly open: (goal: Goal | null) => void;
  readonly read: (goal: Goal) => void;
  readonly reply: (goal: Goal, text: string) => void;
  /** Copies a text to the clipboard. */
  readonly copy: (text: string) => void;
  readonly after: (ms: number, work: () => void) => () => void;
}

export interface Notifications {
  show(told: Notification): Promise<NotificationFailure | null>;
  close(key: string): void;
  /** Tells the user that their reply was not sent. A click copies the reply, so that the user can paste it. */
  replyFailed(goal: Goal, text: string, reason: ReplyFailure): void;
}

/** How long to wait for the system to report, ms. Some systems report neither that a notification is shown nor that it failed. */
const saysWithin = 5_000;

export function createNotifications(needs: NotificationNeeds): Notifications {
  // References to shown notifications. Without a reference a notification loses its click (facts/electron.md).
  const shown = new Map<string, { readonly system: SystemNotification; readonly count: number }>();
  const repliesFailed = new Set<SystemNotification>();

  const close = (key: string): void => {
    const held = shown.get(key);
    shown.delete(key);
    held?.system.close();
  };

  const show = (told: Notification): Promise<NotificationFailure | null> => {
    if (!needs.isSupported()) return Promise.resolve('not-supported');
    const before = shown.get(told.key);
    const renews = told.kind === 'message' && told.renews;
    // The user has dismissed the notification, so it is not shown again.
    if (renews && before === undefined) return Promise.resolve(null);
    const count = renews && before ? Math.min(told.count, before.count) : told.count + (before?.count ?? 0);
    close(told.key);
    const { title, body } = notificationWords(told, count, needs.hidesText());
    const system = needs.create({
      title,
      body: needs.platform === 'linux' ? withoutMarkup(body) : body,
      silent: told.silent || !needs.sounds(),
      ...offered(told, needs.platform),
    });
    const forget = (): void => {
      if (shown.get(told.key)?.system === system) shown.delete(told.key);
    };
    const goal = told.kind === 'message' ? told.goal : null;
    system.on('click', () => {
      close(told.key);
      needs.open(goal);
    });
    system.on('close', forget);
    if (goal !== null) {
      system.on('action', () => {
        close(told.key);
        needs.read(goal);
      });
      system.on('reply', (details, given) => {
        const text = (details.reply ?? given ?? '').trim();
        close(told.key);
        if (text !== '') needs.reply(goal, text);
      });
    }
    shown.set(told.key, { system, count });
    return new Promise((resolve) => {
      const cancel = needs.after(saysWithin, () => resolve(null));
      const end = (failure: NotificationFailure | null): void => {
        cancel();
        if (failure !== null) forget();
        resolve(failure);
      };
      system.on('show', () => end(null));
      system.on('failed', () => end('refused'));
      system.show();
    });
  };
  const replyFailed = (goal: Goal, text: string, reason: ReplyFailure): void => {
    if (!needs.isSupported()) return;
    const { title, body } = replyFailedWords(text, reason, needs.hidesText());
    const system = needs.create({
      title,
      body: needs.platform === 'linux' ? withoutMarkup(body) : body,
      silent: !needs.sounds(),
    });
    system.on('click', () => {
      needs.copy(text);
      system.close();
      needs.open(goal);
    });
    system.on('close', () => repliesFailed.delete(system));
    repliesFailed.add(system);
    system.show();
  };
  return { show, close, replyFailed };
}

/**
 * Linux desktops read a body as markup (Desktop Notifications Specification, "Markup"), and Electron does not escape it. Without escaping,
 * text of others could become tags or links, or vanish. The title is plain text everywhere.
 */
const withoutMarkup = (body: string): string =>
  body.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The actions of a notification. macOS and Windows support a reply and buttons (electron.d.ts), Linux neither. */
const offered = (told: Notification, platform: NodeJS.Platform): Partial<SystemNotificationOptions> =>
  told.kind === 'summary' || platform === 'linux'
    ? {}
    : {
        hasReply: true,
        replyPlaceholder: say('notification.reply'),
        actions: [{ type: 'button', text: say('notification.mark-read') }],
      };
