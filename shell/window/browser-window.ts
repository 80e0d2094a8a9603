// Electron's BrowserWindow: state that main sees, over a page target and, with a display, Chromium's window.
import { app } from '../app.ts';
import { ShellEvent } from '../event.ts';
import type { Like } from '../like.ts';
import { desktop } from '../recorder.ts';
import { runtime } from '../runtime.ts';
import { Session } from '../session/session.ts';
import { NativeWindow } from './native-window.ts';
import { WebContents } from './web-contents.ts';
import { WindowFrame } from './window-frame.ts';

let lastId = 0;
const standard = { width: 800, height: 600 };

/** The stand-in for a BrowserWindow. */
export class BrowserWindow extends WindowFrame implements Like<BrowserWindow, Electron.BrowserWindow> {
  static readonly #all = new Set<BrowserWindow>();
  static #focused: BrowserWindow | null = null;
  readonly id: number;
  readonly #contents: WebContents;
  readonly #webContents: Electron.WebContents;
  #native: NativeWindow;
  #bounds: Electron.Rectangle;
  #minimumSize: [number, number];
  #visible: boolean;
  #minimized = false;
  #maximized = false;
  #fullScreen = false;
  #destroyed = false;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super(options, app.getName());
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    const {
      width = standard.width,
      height = standard.height,
      x = 0,
      y = 0,
      webPreferences: preferences = {},
    } = options;
    this.id = ++lastId;
    this.#bounds = { x, y, width, height };
    this.#minimumSize = [options.minWidth ?? 0, options.minHeight ?? 0];
    this.#visible = options.show ?? true;
    const session = (preferences.session ??
      Session.fromPartition(preferences.partition ?? '')) as unknown as Session;
    this.#contents = new WebContents({ preferences, session, width, height, hidden: !this.#visible });
    this.#webContents = this.#contents.electron();
    this.#native = new NativeWindow(() => this.#contents.attached);
    if (preferences.spellcheck !== false) session.fetchDictionaries();
    BrowserWindow.#all.add(this);
    runtime.windows.add(this);
    this.#follow(options);
    if (!runtime.headless) this.#native.setBounds(this.#bounds);
    if (!this.#visible) this.#native.setState('minimized');
    app.emit('browser-window-created', new ShellEvent(), this);
    queueMicrotask(() => {
      if (this.#visible && !this.#destroyed) this.show();
    });
  }

  #follow(options: Electron.BrowserWindowConstructorOptions): void {
    const contents = this.#contents;
    this.#readyToShow();
    contents.on('page-title-updated', (event: ShellEvent, title: string) => {
      this.emit('page-title-updated', event, title, true);
      if (!event.defaultPrevented) this.title = title;
    });
    contents.on('-close-asked', () => this.destroy());
    contents.on('-open-allowed', (url: string, more: Electron.BrowserWindowConstructorOptions) => {
      const child = new BrowserWindow({ ...options, show: true, ...more });
      void child.loadURL(url).catch((reason: unknown) => console.error(reason));
      contents.emit('did-create-window', child, {
        url,
        frameName: '',
        options: more,
        disposition: 'new-window',
      });
    });
    // A person closed Chromium's window, so the page is gone before main was asked.
    contents.on('-target-gone', () => {
      const event = new ShellEvent();
      this.emit('close', event);
      if (!event.defaultPrevented) {
        this.destroy();
        return;
      }
      // Main keeps the window (close to tray): the same page again, hidden or shown as main has it now.
      const url = contents.getURL();
      contents.renew();
      this.#native.setState(this.isVisible() ? 'normal' : 'minimized');
      void contents.loadURL(url).catch((reason: unknown) => console.error(reason));
    });
  }

  /** Emits when the page has loaded. A hidden window emits later or never if ISTHMUS_READY_TO_SHOW says so (electron#48859). */
  #readyToShow(): void {
    const setting = process.env.ISTHMUS_READY_TO_SHOW ?? '0';
    this.#contents.once('did-finish-load', () => {
      if (setting !== 'never')
        setTimeout(() => this.#destroyed || this.emit('ready-to-show'), Number(setting));
      else if (this.#visible) this.emit('ready-to-show');
      else this.once('show', () => this.emit('ready-to-show'));
    });
  }

  static getAllWindows(): Electron.BrowserWindow[] {
    return [...BrowserWindow.#all].map((one) => one.electron());
  }
  static getFocusedWindow(): Electron.BrowserWindow | null {
    return BrowserWindow.#focused?.electron() ?? null;
  }
  static fromId(id: number): Electron.BrowserWindow | null {
    return [...BrowserWindow.#all].find((one) => one.id === id)?.electron() ?? null;
  }
  static fromWebContents(webContents: Electron.WebContents | undefined): Electron.BrowserWindow | null {
    return [...BrowserWindow.#all].find((one) => one.#webContents === webContents)?.electron() ?? null;
  }

  electron(): Electron.BrowserWindow {
    return this as unknown as Electron.BrowserWindow;
  }

  get webContents(): Electron.WebContents {
    return this.#webContents;
  }
  loadURL(url: string): Promise<void> {
    return this.#contents.loadURL(url);
  }
  reload(): void {
    this.#contents.reload();
  }

  close(): void {
    if (this.#destroyed) return;
    const event = new ShellEvent();
    this.emit('close', event);
    if (event.defaultPrevented) app.windowRefused();
    else this.destroy();
  }
  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#visible = false;
    this.#loseFocus();
    BrowserWindow.#all.delete(this);
    this.#contents.destroy();
    setImmediate(() => {
      runtime.windows.delete(this);
      this.emit('closed');
      app.windowClosed();
    });
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }

  show(): void {
    this.#appear();
    this.focus();
  }
  showInactive(): void {
    this.#appear();
  }
  #appear(): void {
    const was = this.#visible && !this.#minimized;
    this.#visible = true;
    this.#minimized = false;
    this.#native.setState(this.#maximized ? 'maximized' : 'normal');
    if (!was) this.emit('show');
  }
  hide(): void {
    if (!this.#visible) return;
    // On macOS an empty black screen stays if a full-screen window is hidden (electron#39572).
    if (this.#fullScreen) desktop.blackScreens.count += 1;
    this.#visible = false;
    this.#native.setState('minimized');
    this.#loseFocus();
    this.emit('hide');
  }
  focus(): void {
    if (!this.#visible || this.#minimized) return;
    this.#native.raise();
    if (BrowserWindow.#focused === this) return;
    BrowserWindow.#focused?.blur();
    BrowserWindow.#focused = this;
    this.emit('focus');
    app.emit('browser-window-focus', new ShellEvent(), this);
  }
  blur(): void {
    this.#loseFocus();
  }
  #loseFocus(): void {
    if (BrowserWindow.#focused !== this) return;
    BrowserWindow.#focused = null;
    this.emit('blur');
    app.emit('browser-window-blur', new ShellEvent(), this);
  }
  minimize(): void {
    this.#minimized = true;
    this.#native.setState('minimized');
    this.#loseFocus();
    this.emit('minimize');
  }
  restore(): void {
    if (!this.#minimized) return;
    this.#minimized = false;
    this.#native.setState('normal');
    this.emit('restore');
  }
  /** Shows the window without the focus when it is hidden, as Electron's does (electron.d.ts, maximize). */
  maximize(): void {
    this.#maximized = true;
    this.#appear();
    this.emit('maximize');
  }
  unmaximize(): void {
    this.#maximized = false;
    this.#native.setState('normal');
    this.emit('unmaximize');
  }
  /** Finishes later, as on macOS, where the move between screens takes time. */
  setFullScreen(flag: boolean): void {
    if (flag === this.#fullScreen) return;
    this.#native.setState(flag ? 'fullscreen' : 'normal');
    setTimeout(() => {
      if (this.#destroyed) return;
      this.#fullScreen = flag;
      this.emit(flag ? 'enter-full-screen' : 'leave-full-screen');
    }, 50);
  }
  isVisible(): boolean {
    return this.#visible && !this.#minimized;
  }
  isMinimized(): boolean {
    return this.#minimized;
  }
  isMaximized(): boolean {
    return this.#maximized;
  }
  isFullScreen(): boolean {
    return this.#fullScreen;
  }
  isFocused(): boolean {
    return BrowserWindow.#focused === this;
  }
  isNormal(): boolean {
    return !this.#minimized && !this.#maximized && !this.#fullScreen;
  }
  isModal(): boolean {
    return false;
  }
  isEnabled(): boolean {
    return true;
  }

  getBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }
  getNormalBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }
  getContentBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }
  setBounds(bounds: Partial<Electron.Rectangle>): void {
    const before = this.#bounds;
    this.#bounds = { ...before, ...bounds };
    this.#native.setBounds(this.#bounds);
    if (before.width !== this.#bounds.width || before.height !== this.#bounds.height) this.emit('resize');
    if (before.x !== this.#bounds.x || before.y !== this.#bounds.y) this.emit('move');
  }
  getSize(): number[] {
    return [this.#bounds.width, this.#bounds.height];
  }
  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }
  getContentSize(): number[] {
    return this.getSize();
  }
  setContentSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }
  getPosition(): number[] {
    return [this.#bounds.x, this.#bounds.y];
  }
  setPosition(x: number, y: number): void {
    this.setBounds({ x, y });
  }
  center(): void {
    return undefined;
  }
  getMinimumSize(): number[] {
    return [...this.#minimumSize];
  }
  setMinimumSize(width: number, height: number): void {
    this.#minimumSize = [width, height];
  }
  moveTop(): void {
    this.#native.raise();
  }
}
