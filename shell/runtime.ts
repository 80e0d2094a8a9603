// The state that the stand-in's Electron modules share. One per process, as in Electron.
import { randomBytes } from 'node:crypto';
import type { Chromium } from './chromium/process.ts';
import type { ProtocolHandler } from './chromium/origin-server.ts';
import type { PageNames } from './page/source.ts';

const token = (): string => randomBytes(12).toString('hex');

/** A window as app.quit and the registry use it. */
export interface Closable {
  close(): void;
  destroy(): void;
}

/** What the modules share. */
export interface Runtime {
  /** Set once Chromium runs; windows wait for it. */
  readonly chromium: Promise<Chromium>;
  readonly started: (chromium: Chromium) => void;
  /** The script that started the stand-in, for app.relaunch. */
  start: readonly [] | readonly [script: string];
  /** Ends Chromium and the server; replaced once they run. */
  stop: () => Promise<void>;
  readonly windows: Set<Closable>;
  /** Target ids of the pages that main made, from before they go anywhere. */
  readonly ownTargets: Set<string>;
  /** Handlers by scheme, from protocol.handle. */
  readonly handlers: Map<string, ProtocolHandler>;
  readonly names: PageNames;
  readonly headless: boolean;
  /** True when a person uses the app: there is a display, and no test drives it. */
  attended: boolean;
  /** Public keys that net.fetch trusts, from --ignore-certificate-errors-spki-list. */
  readonly trustedKeys: Set<string>;
  /** The client certificate for a server (`host:port`); undefined for none. The app decides. */
  selectCertificate: (
    place: string,
    offered: Electron.Certificate[],
  ) => Promise<Electron.Certificate | undefined>;
}

const { promise, resolve } = ((): { promise: Promise<Chromium>; resolve: (chromium: Chromium) => void } => {
  let settle: (chromium: Chromium) => void = () => undefined;
  const chromium = new Promise<Chromium>((done) => (settle = done));
  return { promise: chromium, resolve: settle };
})();

/** True with a display and ISTHMUS_HEADED=1; on Windows and macOS a display is always there. */
function wantsWindow(): boolean {
  const display =
    process.platform !== 'linux' ||
    process.env.DISPLAY !== undefined ||
    process.env.WAYLAND_DISPLAY !== undefined;
  return display && process.env.ISTHMUS_HEADED === '1';
}

export const runtime: Runtime = {
  chromium: promise,
  started: resolve,
  start: [],
  stop: () => Promise.resolve(),
  windows: new Set(),
  ownTargets: new Set(),
  handlers: new Map(),
  names: {
    secret: token(),
    binding: token(),
    receiver: token(),
    world: `Electron Isolated Context ${token()}`,
  },
  headless: !wantsWindow(),
  attended: false,
  trustedKeys: new Set(),
  selectCertificate: (_place, [first]) => Promise.resolve(first),
};
