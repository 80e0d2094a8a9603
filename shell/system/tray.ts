// A tray icon that is only recorded (globalThis.isthmusShell.trays); tests emit 'click' on it and click its menu's items.
import { EventEmitter } from 'node:events';
import type { Like } from '../like.ts';
import { desktop } from '../recorder.ts';

/** The stand-in for a Tray. */
export class Tray extends EventEmitter implements Like<Tray, Electron.Tray> {
  image: Electron.NativeImage | string;
  toolTip = '';
  menu: Electron.Menu | null = null;
  #title = '';
  #destroyed = false;

  constructor(image: Electron.NativeImage | string) {
    super();
    this.image = image;
    desktop.trays.push(this);
  }
  setImage(image: Electron.NativeImage | string): void {
    this.image = image;
  }
  setPressedImage(): void {
    return undefined;
  }
  setToolTip(toolTip: string): void {
    this.toolTip = toolTip;
  }
  setTitle(title: string): void {
    this.#title = title;
  }
  getTitle(): string {
    return this.#title;
  }
  setContextMenu(menu: Electron.Menu | null): void {
    this.menu = menu;
  }
  popUpContextMenu(menu?: Electron.Menu): void {
    (menu ?? this.menu)?.popup();
  }
  closeContextMenu(): void {
    this.menu?.closePopup();
  }
  setIgnoreDoubleClickEvents(): void {
    return undefined;
  }
  getBounds(): Electron.Rectangle {
    return { x: 0, y: 0, width: 22, height: 22 };
  }
  focus(): void {
    return undefined;
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  destroy(): void {
    this.#destroyed = true;
    desktop.trays.splice(desktop.trays.indexOf(this), 1);
  }
}
