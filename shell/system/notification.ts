// Notifications are recorded (globalThis.isthmusShell.notifications); tests emit 'click', 'reply' and 'close' on them.
import { EventEmitter } from 'node:events';
import { randomUUID } from 'node:crypto';
import { ShellEvent } from '../event.ts';
import type { Like } from '../like.ts';
import { desktop } from '../recorder.ts';

/** The stand-in for a Notification. */
export class Notification extends EventEmitter implements Like<Notification, Electron.Notification> {
  readonly id: string = randomUUID();
  title: string;
  subtitle: string;
  body: string;
  silent: boolean;
  hasReply: boolean;
  replyPlaceholder: string;
  urgency: 'normal' | 'critical' | 'low';
  timeoutType: 'default' | 'never';
  actions: Electron.NotificationAction[];
  closeButtonText: string;
  sound: string;
  toastXml: string;
  /** Not Electron's: whether it is on the screen now. */
  shown = false;

  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super();
    this.title = options.title ?? '';
    this.subtitle = options.subtitle ?? '';
    this.body = options.body ?? '';
    this.silent = options.silent ?? false;
    this.hasReply = options.hasReply ?? false;
    this.replyPlaceholder = options.replyPlaceholder ?? '';
    this.urgency = options.urgency ?? 'normal';
    this.timeoutType = options.timeoutType ?? 'default';
    this.actions = options.actions ?? [];
    this.closeButtonText = options.closeButtonText ?? '';
    this.sound = options.sound ?? '';
    this.toastXml = options.toastXml ?? '';
  }
  static isSupported(): boolean {
    return true;
  }
  show(): void {
    if (!this.shown) desktop.notifications.push(this);
    this.shown = true;
    this.emit('show', new ShellEvent());
  }
  close(): void {
    if (!this.shown) return;
    this.shown = false;
    this.emit('close', new ShellEvent());
  }
}
