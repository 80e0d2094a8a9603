// Settings of a webContents without an effect in the browser's pages. They are kept and returned.
import { EventEmitter } from 'node:events';
import { ShellEvent } from '../event.ts';
import type { Like } from '../like.ts';
import { desktop } from '../recorder.ts';

type WebRTCPolicy = Parameters<Electron.WebContents['setWebRTCIPHandlingPolicy']>[0];

/** The settings of a webContents that have no effect here. */
export class ContentsSettings extends EventEmitter implements Like<ContentsSettings, Electron.WebContents> {
  backgroundThrottling: boolean;
  #zoom = 1;
  #webRTCPolicy: WebRTCPolicy = 'default';

  constructor(backgroundThrottling: boolean) {
    super();
    this.backgroundThrottling = backgroundThrottling;
  }

  isFocused(): boolean {
    return false;
  }
  isDevToolsOpened(): boolean {
    return false;
  }
  isOffscreen(): boolean {
    return false;
  }
  getBackgroundThrottling(): boolean {
    return this.backgroundThrottling;
  }
  setBackgroundThrottling(allowed: boolean): void {
    this.backgroundThrottling = allowed;
  }
  get zoomFactor(): number {
    return this.#zoom;
  }
  set zoomFactor(factor: number) {
    this.setZoomFactor(factor);
  }
  getZoomFactor(): number {
    return this.#zoom;
  }
  setZoomFactor(factor: number): void {
    this.#zoom = factor;
  }
  getZoomLevel(): number {
    return Math.log(this.#zoom) / Math.log(1.2);
  }
  setZoomLevel(level: number): void {
    this.setZoomFactor(1.2 ** level);
  }
  setVisualZoomLevelLimits(): Promise<void> {
    return Promise.resolve();
  }
  focus(): void {
    this.emit('focus', new ShellEvent());
  }
  // The browser has its own developer tools.
  openDevTools(): void {
    return undefined;
  }
  closeDevTools(): void {
    return undefined;
  }
  toggleDevTools(): void {
    return undefined;
  }
  // Nothing is saved here; the address is recorded. Main expects Electron to ask the user.
  downloadURL(url: string): void {
    desktop.downloads.push(url);
  }
  copyImageAt(): void {
    return undefined;
  }
  setUserAgent(): void {
    return undefined;
  }
  setIgnoreMenuShortcuts(): void {
    return undefined;
  }
  // Only Electron can set it in Chromium. It is kept and returned.
  setWebRTCIPHandlingPolicy(policy: WebRTCPolicy): void {
    this.#webRTCPolicy = policy;
  }
  getWebRTCIPHandlingPolicy(): string {
    return this.#webRTCPolicy;
  }
}
