// Records acts that the stand-in cannot show, and lets tests cause events from outside: app.evaluate(() => globalThis.isthmusShell).
import type { EventEmitter } from 'node:events';

/** A tray icon or notification, on which tests emit a person's events. */
type Recordable = Pick<EventEmitter, 'emit'>;

/** The records of main's acts, oldest first, and the switches for the outside world. */
export interface Desktop {
  readonly trays: (Recordable & { readonly menu: Electron.Menu | null; readonly toolTip: string })[];
  readonly notifications: (Recordable & {
    readonly title: string;
    readonly body: string;
    readonly shown: boolean;
  })[];
  /** Global shortcuts of main, with their functions. */
  readonly shortcuts: Map<string, () => void>;
  /** Shortcuts of other programs, which main cannot get. */
  readonly takenShortcuts: string[];
  /** Addresses that main has downloaded. */
  readonly downloads: string[];
  readonly dialogs: { readonly kind: string; readonly options: unknown }[];
  readonly openedExternally: string[];
  readonly beeps: { count: number };
  /** Menus that were opened at a page (Menu.popup). */
  readonly menus: Pick<Electron.Menu, 'items'>[];
  /** The dictionaries that the spell checker would have fetched, by address. */
  readonly dictionariesFetched: string[];
  /** The client certificates of this computer with their keys, as PEM, instead of a system's store. */
  readonly clientCertificates: { readonly cert: string; readonly key: string }[];
  /** How often the system has activated the app. */
  readonly activations: { count: number };
  /** How often a full-screen window was hidden, which leaves a black screen on macOS. */
  readonly blackScreens: { count: number };
  /** Sets net.isOnline. Pages are not cut off; Playwright's context().setOffline does that. */
  readonly setOnline: (online: boolean) => void;
  /** Sets powerMonitor.getSystemIdleTime. */
  readonly setIdleSeconds: (seconds: number) => void;
  online: boolean;
  idleSeconds: number;
}

declare global {
  /** Exists only in the stand-in; undefined in Electron. */
  var isthmusShell: Desktop;
}

export const desktop: Desktop = {
  trays: [],
  notifications: [],
  shortcuts: new Map(),
  takenShortcuts: [],
  downloads: [],
  dialogs: [],
  openedExternally: [],
  beeps: { count: 0 },
  menus: [],
  dictionariesFetched: [],
  clientCertificates: [],
  activations: { count: 0 },
  blackScreens: { count: 0 },
  online: true,
  idleSeconds: 0,
  setOnline: (online) => {
    desktop.online = online;
  },
  setIdleSeconds: (seconds) => {
    desktop.idleSeconds = seconds;
  },
};

globalThis.isthmusShell = desktop;
