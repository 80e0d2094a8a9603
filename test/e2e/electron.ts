// The launch fixture of the end-to-end tests: the built app on Electron where its runtime is, else on the stand-in.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { describeRuntime, findRuntime, launchOptions } from '../../shell/launch.ts';

/** The app's pages by what they do. */
export type PageName = 'app' | 'engine' | 'signin';

/** A running app. */
export interface RunningIsthmus {
  readonly app: ElectronApplication;
  /** Waits for one of its pages, at most 30 seconds. */
  page(name: PageName): Promise<Page>;
  /** SIGKILL, and waits until the process is gone. */
  kill(): Promise<void>;
  /** Quits as a person does. */
  close(): Promise<void>;
}

/** What a start needs. */
export interface LaunchWishes {
  readonly userDataDir: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The app's folder; the project when not given. */
  readonly root?: string;
}

const project = join(import.meta.dirname, '..', '..');
let said = false;

function isPage(url: string, name: PageName): boolean {
  if (!url.startsWith('https://')) return false;
  const { hostname, pathname } = new URL(url);
  if (name === 'signin') return hostname === 'signin.isthmus.localhost';
  return hostname === 'app.isthmus.localhost' && pathname.split('/')[1] === name;
}

/** What main said last, in its log (fixed names and numbers) and on standard error. */
async function lastWords(app: ElectronApplication, stderr: () => string): Promise<string> {
  const home = await app.evaluate(({ app: main }) => main.getPath('userData'));
  const log = await readFile(join(home, 'logs', 'main.log'), 'utf8').catch(() => '');
  return `${log.split('\n').slice(-25).join('\n')}\nOn standard error:\n${stderr()}`;
}

/** Keeps the last 4,000 characters that a process writes on standard error, and answers them. */
function keepStandardError({ stderr }: ChildProcess): () => string {
  let kept = '';
  stderr?.on('data', (data: Buffer) => (kept = (kept + data.toString()).slice(-4000)));
  return () => kept;
}

async function findPage(app: ElectronApplication, stderr: () => string, name: PageName): Promise<Page> {
  const end = Date.now() + 30_000;
  for (;;) {
    const found = app.windows().find((window) => isPage(window.url(), name));
    if (found !== undefined) return found;
    if (Date.now() > end) {
      const there = app.windows().map((window) => window.url());
      throw new Error(`No ${name} page; there are: ${there.join(', ')}\n${await lastWords(app, stderr)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Starts the built app with its own profile. Says once which runtime it is. */
export async function launchIsthmus(wishes: LaunchWishes): Promise<RunningIsthmus> {
  const runtime = findRuntime(project, { ...process.env, ...wishes.env });
  if (runtime === null) throw new Error('Neither Electron nor Chromium, Chrome or Edge is on this machine.');
  if (!said) console.log(describeRuntime(runtime));
  said = true;
  const options = launchOptions(runtime, { root: wishes.root ?? project, ...wishes });
  // The app's own theme decides, not Playwright's default of light.
  const app = await _electron.launch({ ...options, colorScheme: null, timeout: 120_000 });
  const stderr = keepStandardError(app.process());
  return {
    app,
    page: (name) => findPage(app, stderr, name),
    kill: async () => {
      const started = app.process();
      const gone = once(started, 'exit');
      started.kill('SIGKILL');
      await gone;
    },
    close: () => app.close(),
  };
}
