// The frame of a page's window: title, menu bar, colours. Main's settings are kept, but not shown.
import { EventEmitter } from 'node:events';
import type { Like } from '../like.ts';

/** The settings of a BrowserWindow that only change its look. */
export class WindowFrame extends EventEmitter implements Like<WindowFrame, Electron.BrowserWindow> {
  title: string;
  menuBarVisible = true;
  autoHideMenuBar: boolean;
  resizable: boolean;
  minimizable = true;
  maximizable = true;
  closable = true;
  focusable = true;
  fullScreenable = true;
  #alwaysOnTop: boolean;
  #background: string;

  constructor(options: Electron.BrowserWindowConstructorOptions, appName: string) {
    super();
    this.title = options.title ?? appName;
    this.autoHideMenuBar = options.autoHideMenuBar ?? false;
    this.resizable = options.resizable ?? true;
    this.#alwaysOnTop = options.alwaysOnTop ?? false;
    this.#background = options.backgroundColor ?? '#FFF';
  }

  getTitle(): string {
    return this.title;
  }
  setTitle(title: string): void {
    this.title = title;
  }
  getBackgroundColor(): string {
    return this.#background;
  }
  setBackgroundColor(color: string): void {
    this.#background = color;
  }
  isAlwaysOnTop(): boolean {
    return this.#alwaysOnTop;
  }
  setAlwaysOnTop(flag: boolean): void {
    this.#alwaysOnTop = flag;
  }
  isResizable(): boolean {
    return this.resizable;
  }
  setResizable(resizable: boolean): void {
    this.resizable = resizable;
  }
  isMenuBarVisible(): boolean {
    return this.menuBarVisible;
  }
  setMenuBarVisibility(visible: boolean): void {
    this.menuBarVisible = visible;
  }
  setAutoHideMenuBar(hide: boolean): void {
    this.autoHideMenuBar = hide;
  }
  // Decorations that a page in a browser window does not have.
  setMenu(): void {
    return undefined;
  }
  removeMenu(): void {
    return undefined;
  }
  setIcon(): void {
    return undefined;
  }
  setOverlayIcon(): void {
    return undefined;
  }
  setProgressBar(): void {
    return undefined;
  }
  setSkipTaskbar(): void {
    return undefined;
  }
  flashFrame(): void {
    return undefined;
  }
  setContentProtection(): void {
    return undefined;
  }
  setTitleBarOverlay(): void {
    return undefined;
  }
}
