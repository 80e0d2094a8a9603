// What the stand-in cannot show it records, and what happens outside it tests say:
// app.evaluate(() => globalThis.isthmusShell).
import type { EventEmitter } from 'node:events';

/** A tray icon or notification, with the events a person would cause. */
type Recordable = Pick<EventEmitter, 'emit'>;

/** The desktop's side of what main did, oldest first, and the switches that stand for the outside. */
export interface Desktop {
  readonly trays: (Recordable & { readonly menu: Electron.Menu | null; readonly toolTip: string })[];
  readonly notifications: (Recordable & {
    readonly title: string;
    readonly body: string;
    readonly shown: boolean;
  })[];
  /** Keys that main holds in every program, with what they do. */
  readonly shortcuts: Map<string, () => void>;
  /** Keys that another program has: main is refused them. */
  readonly takenShortcuts: string[];
  /** What main has downloaded, by address. */
  readonly downloads: string[];
  readonly dialogs: { readonly kind: string; readonly options: unknown }[];
  readonly openedExternally: string[];
  readonly beeps: { count: number };
  /** Menus that were opened at a page (Menu.popup). */
  readonly menus: Pick<Electron.Menu, 'items'>[];
  /** The dictionaries that the spell checker would have fetched, by address. */
  readonly dictionariesFetched: string[];
  /** Certificates of this computer with their keys, PEM: what a system's store would hold. */
  readonly clientCertificates: { readonly cert: string; readonly key: string }[];
  /** How often the system has activated the app. */
  readonly activations: { count: number };
  /** How often a full-screen window was hidden: on macOS its screen stays, black. */
  readonly blackScreens: { count: number };
  /** What net.isOnline says. Pages are not cut off; Playwright's context().setOffline does that. */
  readonly setOnline: (online: boolean) => void;
  /** What powerMonitor.getSystemIdleTime says. */
  readonly setIdleSeconds: (seconds: number) => void;
  online: boolean;
  idleSeconds: number;
}

declare global {
  /** Only in the stand-in; undefined in Electron. */
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
