// The start after main has been evaluated: server, Chromium, ready. Also the ends that main does not choose.
import { join } from 'node:path';
import { app } from './app.ts';
import { findBrowser } from './browser.ts';
import { pageCertificate } from './chromium/certificate.ts';
import { startHttpsProxy } from './chromium/https-proxy.ts';
import { serveOrigins } from './chromium/origin-server.ts';
import { startChromium } from './chromium/process.ts';
import { sharesByFiles } from './chromium/shared-memory.ts';
import { chromiumSwitches } from './chromium/switches.ts';
import { commandLine, currentSwitches } from './command-line.ts';
import { inspected } from './inspector.ts';
import { closeStrangers } from './window/strangers.ts';
import { runtime } from './runtime.ts';
import type { StartSteps } from './steps.ts';

/** Playwright calls this function after it has attached. `ready` waits for it, so that Playwright sees every window. */
function playwrightReady(): Promise<void> {
  return new Promise((resolve) => {
    Object.defineProperty(globalThis, '__playwright_run', { value: resolve });
  });
}

/** Ends when its parent process ends in any way (after a kill, standard input gives no signal). */
function endWithParent(): void {
  if (process.env.ISTHMUS_SHELL_ORPHAN === '1') return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) app.exit(1);
  }, 500).unref();
}

function endOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => app.quit());
  }
}

/** Starts everything that the app needs and makes it ready. `steps` gets the progress. */
export async function startBrowser(steps: StartSteps): Promise<void> {
  const browser = findBrowser();
  if (browser === null)
    throw new Error('No Chromium, Chrome or Edge was found: install one, or name it in ISTHMUS_CHROMIUM.');
  endWithParent();
  endOnSignals();
  for (const key of commandLine.getSwitchValue('ignore-certificate-errors-spki-list').split(','))
    if (key !== '') runtime.trustedKeys.add(key);
  steps.next('a certificate and two servers');
  const certificate = await pageCertificate(process.env.ISTHMUS_SHELL_CERTIFICATE);
  const server = await serveOrigins(certificate, () => runtime.handlers.get('https'));
  const proxy = await startHttpsProxy(
    () => runtime.handlers.has('https'),
    (socket) => server.serve(socket),
  );
  const profile = join(app.getPath('userData'), 'chromium');
  const debuggingPort = commandLine.hasSwitch('remote-debugging-port')
    ? commandLine.getSwitchValue('remote-debugging-port')
    : undefined;
  // Playwright also inspects main. If a person only opens a port, there is no wait.
  const attached = debuggingPort !== undefined && inspected() ? playwrightReady() : undefined;
  runtime.attended = !runtime.headless && attached === undefined;
  const switches = chromiumSwitches({
    profile,
    headless: runtime.headless,
    root: process.getuid?.() === 0,
    port: server.port,
    proxyPort: proxy.port,
    sharesByFiles: sharesByFiles(),
    spki: certificate.spki,
    debuggingPort,
    app: currentSwitches(),
  });
  steps.next('Chromium');
  const chromium = await startChromium(browser.executablePath, profile, switches, () => {
    console.error('Chromium ended unexpectedly');
    app.exit(1);
  });
  runtime.stop = async () => {
    proxy.close();
    server.close();
    await chromium.close();
  };
  const { userAgent, product } = await chromium.connection.browser.send('Browser.getVersion');
  app.userAgentFallback = userAgent.replace('HeadlessChrome', 'Chrome');
  Object.assign(process.versions, { chrome: product.split('/')[1] ?? '' });
  await chromium.connection.browser.send('Target.setDiscoverTargets', { discover: true });
  closeStrangers(chromium.connection.browser, runtime.ownTargets);
  runtime.started(chromium);
  steps.next('Chromium runs, and Playwright has not attached');
  await attached;
  steps.end();
  app.becomeReady();
}
