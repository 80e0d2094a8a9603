// Chromium's command line: quiet, never throttled, mapped to our own server, plus the switches of the app's start.
import { featuresOff } from './quiet-features.ts';

/** A switch by name; several values of one list switch are merged. */
export type Switches = ReadonlyMap<string, string>;

// Switches off background work, throttling and unrequested network traffic (facts: --disable-… throttling/backgrounding because an engine
// page is never really visible; --disable-ipc-flooding-protection because the door posts often).
const quiet: readonly (readonly [string, string])[] = [
  ['no-first-run', ''],
  ['no-default-browser-check', ''],
  ['no-startup-window', ''],
  ['disable-background-networking', ''],
  ['disable-background-timer-throttling', ''],
  ['disable-backgrounding-occluded-windows', ''],
  ['disable-renderer-backgrounding', ''],
  ['disable-back-forward-cache', ''],
  ['disable-breakpad', ''],
  ['disable-client-side-phishing-detection', ''],
  ['disable-component-update', ''],
  ['disable-component-extensions-with-background-pages', ''],
  ['disable-default-apps', ''],
  ['disable-domain-reliability', ''],
  ['disable-extensions', ''],
  ['disable-field-trial-config', ''],
  ['disable-hang-monitor', ''],
  ['disable-infobars', ''],
  ['disable-ipc-flooding-protection', ''],
  ['disable-popup-blocking', ''],
  ['disable-prompt-on-repost', ''],
  ['disable-quic', ''],
  ['disable-search-engine-choice-screen', ''],
  ['disable-session-crashed-bubble', ''],
  ['disable-sync', ''],
  ['hide-crash-restore-bubble', ''],
  ['metrics-recording-only', ''],
  ['no-service-autorun', ''],
  ['password-store', 'basic'],
  ['use-mock-keychain', ''],
  ['disable-features', featuresOff.join(',')],
];

const lists = new Set([
  'disable-features',
  'enable-features',
  'ignore-certificate-errors-spki-list',
  'host-resolver-rules',
  'js-flags',
]);

/** Adds a switch as Electron's appendSwitch does; list switches keep what they had. */
export function addSwitch(switches: Map<string, string>, name: string, value: string): void {
  const known = switches.get(name);
  const joined =
    known !== undefined && known !== '' && value !== '' && lists.has(name) ? `${known},${value}` : value;
  switches.set(name, joined);
}

/** The inputs for this start. */
export interface ChromiumNeeds {
  readonly profile: string;
  readonly headless: boolean;
  readonly root: boolean;
  readonly port: number;
  /** The port of the proxy through which all other https requests go. */
  readonly proxyPort: number;
  /** Shared memory of the system is missing or small, so Chromium's is in files: a renderer then costs an eighth more CPU. */
  readonly sharesByFiles: boolean;
  /** Base64 SHA-256 of the public key of our server's certificate. */
  readonly spki: string;
  /** The debugging port that Playwright (or a person) asked for, besides our pipe; undefined for none. */
  readonly debuggingPort: string | undefined;
  readonly app: Switches;
}

// Switches for Electron or for this stand-in. Chromium's own values for them are set below.
const ours = new Set([
  'user-data-dir',
  'remote-debugging-port',
  'remote-debugging-pipe',
  'inspect',
  'inspect-brk',
  'headless',
  'no-sandbox',
  // For main's own requests (net/proxies.ts). Requests of pages go to main.
  'proxy-server',
  'proxy-pac-url',
  'proxy-bypass-list',
  'no-proxy-server',
]);

/** Chromium's whole command line. */
export function chromiumSwitches(needs: ChromiumNeeds): string[] {
  const switches = new Map<string, string>(quiet);
  for (const [name, value] of needs.app) if (!ours.has(name)) addSwitch(switches, name, value);
  addSwitch(switches, 'user-data-dir', needs.profile);
  addSwitch(switches, 'remote-debugging-pipe', '');
  // No port without need, because whoever can connect to it controls every page.
  if (needs.debuggingPort !== undefined) addSwitch(switches, 'remote-debugging-port', needs.debuggingPort);
  addSwitch(switches, 'host-resolver-rules', `MAP *.isthmus.localhost:443 127.0.0.1:${needs.port}`);
  addSwitch(switches, 'ignore-certificate-errors-spki-list', needs.spki);
  // Plain http goes directly to the network, because no handler exists for it. Chromium does not send loopback through proxies unless told
  // to.
  addSwitch(switches, 'proxy-server', `https=127.0.0.1:${needs.proxyPort}`);
  addSwitch(switches, 'proxy-bypass-list', '<-loopback>;*.isthmus.localhost');
  if (needs.sharesByFiles) addSwitch(switches, 'disable-dev-shm-usage', '');
  if (needs.root) addSwitch(switches, 'no-sandbox', '');
  if (needs.headless) {
    addSwitch(switches, 'headless', '');
    addSwitch(switches, 'disable-gpu', '');
    addSwitch(switches, 'hide-scrollbars', '');
  }
  return [...switches].map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
}
