/** Starts the app over the sandbox, acts as the system browser, and ends both together. Used by `npm start` and by tests. */
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import type { Preset } from '../../preload/contract/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { launchOptions, startApp, type Launch, type Runtime } from '../../shell/launch.ts';
import { bridgeBrowser } from './browser-bridge.ts';
import { projectRoot } from './browser.ts';

export type PageName = 'app' | 'engine' | 'signin';

export interface RunningApp {
  readonly app: ElectronApplication;
  /** Waits for the page and returns it. */
  page(name: PageName): Promise<Page>;
  /** Ends the app in order. */
  close(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
}

export interface AppOptions {
  readonly runtime: Runtime;
  readonly sandbox: Sandbox;
  /** The profile's folder. It is kept between runs if the caller keeps it. */
  readonly userDataDir: string;
  readonly days?: number | null;
  /** The accounts of the relay, and the computer on which the app is it, as the preset's file says it; absent: it names none. */
  readonly relay?: RelayOfPreset;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Gets a line for the terminal if the sandbox's browser cannot continue. */
  readonly say?: (line: string) => void;
}

/** The relay in a preset's file. */
export interface RelayOfPreset {
  readonly mattermostBot: string;
  readonly teamsUser: string;
  readonly computer: string;
}

/** The preset that the sandbox's administrator would distribute. */
export const presetOf = (sandbox: Sandbox, days: number | null): Preset => ({
  teams: {
    tenant: sandbox.microsoft.tenantId,
    clientId: sandbox.microsoft.clientId,
    loginUrl: sandbox.microsoft.loginUrl,
    graphUrl: `${sandbox.microsoft.graphUrl}/v1.0`,
  },
  mattermost: { url: sandbox.mattermost.url, clientId: null, allowHttp: false },
  days,
  withoutKeyring: 'ask',
  connect: 'offer',
});

/** An app that nothing looks into: only its process is known. */
export interface UnseenApp {
  process(): ChildProcess;
  /** Ends the app in order. */
  close(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
}

/** What a start reads, in files of its own. */
interface StartFiles {
  readonly launch: Launch;
  readonly remove: () => Promise<void>;
}

const writeStartFiles = async (options: AppOptions): Promise<StartFiles> => {
  const { sandbox, userDataDir, relay } = options;
  const files = await mkdtemp(join(tmpdir(), 'isthmus-'));
  const preset = join(files, 'preset.json');
  const authority = join(files, 'sandbox.pem');
  await writeFile(preset, JSON.stringify({ ...presetOf(sandbox, options.days ?? null), relay }));
  await writeFile(authority, sandbox.microsoft.certificatePem);
  const launch = {
    root: projectRoot,
    userDataDir,
    args: [
      `--ignore-certificate-errors-spki-list=${sandbox.microsoft.spki}`,
      `--preset=${preset}`,
      ...(options.args ?? []),
    ],
    env: { NODE_EXTRA_CA_CERTS: authority, ...options.env },
  };
  return { launch, remove: () => rm(files, { recursive: true, force: true }) };
};

/**
 * Starts the app on a profile, pointed at the sandbox, without Playwright, which would cost a sixth of a start's CPU. Nobody can sign in,
 * because there is no system browser.
 */
export const startUnseenApp = async (options: AppOptions): Promise<UnseenApp> => {
  const { launch, remove } = await writeStartFiles(options);
  const process = startApp(options.runtime, launch);
  const gone = new Promise<void>((resolve) => process.once('exit', () => resolve()));
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    process.kill(signal);
    await gone;
    await remove();
  };
  return { process: () => process, close: () => end('SIGTERM'), kill: () => end('SIGKILL') };
};

/** Starts the app on a profile, pointed at the sandbox. */
export const launchSandboxedApp = async (options: AppOptions): Promise<RunningApp> => {
  const { runtime, sandbox } = options;
  const { launch, remove } = await writeStartFiles(options);
  const app = await _electron.launch({
    ...launchOptions(runtime, launch),
    timeout: 60_000,
    // Playwright would force light. The app follows the system.
    colorScheme: null,
  });
  const bridge = await bridgeBrowser(app, {
    origins: [new URL(sandbox.microsoft.loginUrl).origin, new URL(sandbox.mattermost.url).origin],
    open: (url) => void show(sandbox, url, options.say),
  });
  const end = async (finish: () => Promise<void>): Promise<void> => {
    await finish();
    await bridge.close();
    await remove();
  };
  return {
    app,
    page: (name) => pageOf(app, name),
    close: () => end(() => app.close()),
    kill: () =>
      end(async () => {
        const closed = new Promise<void>((resolve) => app.once('close', () => resolve()));
        app.process().kill('SIGKILL');
        await closed;
      }),
  };
};

/** A link to a message of the sandbox's Mattermost is not a sign-in. The sandbox shows no page for it, which is not an error. */
const show = async (sandbox: Sandbox, url: string, say: AppOptions['say']): Promise<void> => {
  const outcome = await sandbox.browser.open(url);
  if (outcome.kind === 'stuck') say?.(`The sandbox's browser shows nothing: ${outcome.reason}.`);
};

/** Waits for the window that shows `/<name>/`. */
const pageOf = async (app: ElectronApplication, name: PageName): Promise<Page> => {
  const shows = (page: Page): boolean => new URL(page.url(), 'about:blank').pathname.startsWith(`/${name}/`);
  for (;;) {
    const page = app.windows().find(shows);
    if (page) {
      await page.waitForLoadState('domcontentloaded');
      return page;
    }
    await Promise.race([
      app.waitForEvent('window', { timeout: 30_000 }),
      ...app.windows().map((window) => window.waitForEvent('framenavigated', { timeout: 30_000 })),
    ]);
  }
};
