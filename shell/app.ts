// Electron's app: life cycle, paths, single instance.
import { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine } from './command-line.ts';
import { ShellEvent } from './event.ts';
import type { Like } from './like.ts';
import { desktop } from './recorder.ts';
import { runtime } from './runtime.ts';
import { lockInstance, type InstanceLock } from './single-instance.ts';
import { Menu } from './system/menu.ts';

type PathName = Parameters<Electron.App['getPath']>[0];

function appData(): string {
  if (process.platform === 'win32') return process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config');
}

/** The stand-in for Electron's app. */
export class App extends EventEmitter implements Like<App, Electron.App> {
  name = 'Electron';
  readonly commandLine = commandLine;
  readonly dock = undefined;
  readonly isPackaged = false;
  readonly runningUnderARM64Translation = false;
  readonly accessibilitySupportEnabled = false;
  userAgentFallback = '';
  badgeCount = 0;
  #version = '';
  #appPath = process.cwd();
  #ready = false;
  #readyPromise: Promise<void>;
  #setReady: () => void = () => undefined;
  #lock: InstanceLock | null = null;
  #quitting = false;
  #exiting = false;
  #relaunches: Electron.RelaunchOptions[] = [];
  readonly #paths = new Map<string, string>();

  constructor() {
    super();
    this.#readyPromise = new Promise((resolve) => (this.#setReady = resolve));
    runtime.selectCertificate = (place, offered) => this.#selectCertificate(place, offered);
  }

  /** Chooses the first certificate, unless a listener prevents that and chooses (electron.d.ts, select-client-certificate). */
  #selectCertificate(
    place: string,
    offered: Electron.Certificate[],
  ): Promise<Electron.Certificate | undefined> {
    return new Promise((resolve) => {
      const event = new ShellEvent();
      // The request is main's own, so there are no contents.
      this.emit('select-client-certificate', event, null, place, offered, resolve);
      if (!event.defaultPrevented) resolve(offered[0]);
    });
  }

  /** Names the app from its package.json, before main is loaded. */
  describe(name: string, version: string, appPath: string): void {
    this.name = name;
    this.#version = version;
    this.#appPath = appPath;
    const given = commandLine.getSwitchValue('user-data-dir');
    if (given !== '') this.#paths.set('userData', given);
  }

  /** Chromium runs and main has been evaluated. */
  becomeReady(): void {
    if (this.#ready || this.#exiting) return;
    this.#ready = true;
    this.emit('will-finish-launching');
    Menu.useDefault();
    this.#setReady();
    this.emit('ready', new ShellEvent(), {});
    // On macOS launching an app activates it (electron.d.ts, activate); ISTHMUS_ACTIVATE=1 does so on every system.
    if (process.platform === 'darwin' || process.env.ISTHMUS_ACTIVATE === '1')
      setImmediate(() => {
        desktop.activations.count += 1;
        this.emit('activate', new ShellEvent(), runtime.windows.size > 0);
      });
  }

  /** True when the app is ending, so that Chromium need not be started any more. */
  get leaving(): boolean {
    return this.#exiting;
  }

  whenReady(): Promise<void> {
    return this.#readyPromise;
  }
  isReady(): boolean {
    return this.#ready;
  }

  quit(): void {
    if (this.#quitting || this.#exiting) return;
    this.#quitting = true;
    const event = new ShellEvent();
    this.emit('before-quit', event);
    if (event.defaultPrevented) {
      this.#quitting = false;
      return;
    }
    for (const window of [...runtime.windows]) window.close();
    if (runtime.windows.size === 0) this.#finishQuit();
  }

  /** A window refused to close, so Electron cancels the quit. */
  windowRefused(): void {
    this.#quitting = false;
  }

  /** A window has closed. */
  windowClosed(): void {
    if (runtime.windows.size > 0 || this.#exiting) return;
    if (this.#quitting) this.#finishQuit();
    else if (!this.emit('window-all-closed')) this.quit();
  }

  #finishQuit(): void {
    const event = new ShellEvent();
    this.emit('will-quit', event);
    if (event.defaultPrevented) this.#quitting = false;
    else this.exit(0);
  }

  exit(exitCode = 0): void {
    if (this.#exiting) return;
    this.#exiting = true;
    for (const window of [...runtime.windows]) window.destroy();
    this.emit('quit', new ShellEvent(), exitCode);
    this.#lock?.release();
    void runtime.stop().finally(() => {
      for (const { args, execPath } of this.#relaunches) {
        const words = args ?? process.argv.slice(1);
        const [script] = runtime.start;
        spawn(
          execPath ?? process.execPath,
          execPath === undefined && script !== undefined ? [script, ...words] : words,
          {
            detached: true,
            stdio: 'inherit',
            env: { ...process.env, ISTHMUS_SHELL_ORPHAN: '1' },
          },
        ).unref();
      }
      process.exit(exitCode);
    });
  }

  relaunch(options: Electron.RelaunchOptions = {}): void {
    this.#relaunches.push(options);
  }

  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    this.#lock ??= lockInstance(
      this.getPath('userData'),
      { argv: process.argv, workingDirectory: process.cwd(), additionalData: additionalData ?? null },
      ({ argv, workingDirectory, additionalData: data }) =>
        this.emit('second-instance', new ShellEvent(), argv, workingDirectory, data),
    );
    return this.#lock !== null;
  }
  hasSingleInstanceLock(): boolean {
    return this.#lock !== null;
  }
  releaseSingleInstanceLock(): void {
    this.#lock?.release();
    this.#lock = null;
  }

  getPath(name: PathName): string {
    const set = this.#paths.get(name);
    if (set !== undefined) return set;
    switch (name) {
      case 'home':
        return homedir();
      case 'appData':
        return appData();
      case 'userData':
        return join(this.getPath('appData'), this.name);
      case 'sessionData':
        return this.getPath('userData');
      case 'temp':
        return tmpdir();
      case 'logs':
        return process.platform === 'darwin'
          ? join(homedir(), 'Library', 'Logs', this.name)
          : join(this.getPath('userData'), 'logs');
      case 'crashDumps':
        return join(this.getPath('userData'), 'Crashpad');
      case 'exe':
      case 'module':
        return process.execPath;
      case 'assets':
        return this.#appPath;
      case 'desktop':
      case 'documents':
      case 'downloads':
      case 'music':
      case 'pictures':
      case 'videos':
      case 'recent':
        return join(homedir(), `${name.charAt(0).toUpperCase()}${name.slice(1)}`);
    }
  }
  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }
  setAppLogsPath(path?: string): void {
    const folder = path ?? join(this.getPath('userData'), 'logs');
    mkdirSync(folder, { recursive: true });
    this.#paths.set('logs', folder);
  }

  getName(): string {
    return this.name;
  }
  setName(name: string): void {
    this.name = name;
  }
  getVersion(): string {
    return this.#version;
  }
  getAppPath(): string {
    return this.#appPath;
  }
  getLocale(): string {
    return commandLine.getSwitchValue('lang') || Intl.DateTimeFormat().resolvedOptions().locale;
  }
  getSystemLocale(): string {
    return Intl.DateTimeFormat().resolvedOptions().locale;
  }
  getLocaleCountryCode(): string {
    return new Intl.Locale(this.getSystemLocale()).region ?? '';
  }
  getPreferredSystemLanguages(): string[] {
    return [this.getSystemLocale()];
  }
  getBadgeCount(): number {
    return this.badgeCount;
  }
  setBadgeCount(count = 0): boolean {
    this.badgeCount = count;
    return process.platform !== 'win32';
  }
  getLoginItemSettings(): Electron.LoginItemSettings {
    return { ...this.#loginItem, executableWillLaunchAtLogin: this.#loginItem.openAtLogin };
  }
  #loginItem = {
    openAtLogin: false,
    wasOpenedAtLogin: false,
    status: 'not-registered' as const,
    launchItems: [] as Electron.LaunchItems[],
  };
  setLoginItemSettings(settings: Electron.Settings): void {
    this.#loginItem = { ...this.#loginItem, openAtLogin: settings.openAtLogin ?? false };
  }
  getAppMetrics(): Electron.ProcessMetric[] {
    return [];
  }
  // A function without a counterpart outside of Electron's own process does nothing.
  enableSandbox(): void {
    return undefined;
  }
  disableHardwareAcceleration(): void {
    commandLine.appendSwitch('disable-gpu');
  }
  setAppUserModelId(): void {
    return undefined;
  }
  setDesktopName(): void {
    return undefined;
  }
  setAboutPanelOptions(): void {
    return undefined;
  }
  setAsDefaultProtocolClient(): boolean {
    return false;
  }
  removeAsDefaultProtocolClient(): boolean {
    return false;
  }
  isDefaultProtocolClient(): boolean {
    return false;
  }
  setActivationPolicy(): void {
    return undefined;
  }
  setJumpList(): 'ok' {
    return 'ok';
  }
  setUserTasks(): boolean {
    return true;
  }
  focus(): void {
    return undefined;
  }
  show(): void {
    return undefined;
  }
  hide(): void {
    return undefined;
  }
}

export const app = new App();
