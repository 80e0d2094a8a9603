// Which runtime starts the app, and how: Electron's own where it is on this machine, else the stand-in. Never downloads.
import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser, thisMachine, type Browser } from './browser.ts';

/** What starts the app. Both take the same arguments; only the executable differs. */
export type Runtime =
  | { readonly kind: 'electron'; readonly executablePath: string }
  | { readonly kind: 'stand-in'; readonly executablePath: string; readonly browser: Browser };

type Environment = Readonly<Record<string, string | undefined>>;

function executable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function electronIn(folder: string, name: string | null): string | null {
  const usual = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
  const platform = process.platform;
  const file = join(
    folder,
    name ?? (platform === 'darwin' || platform === 'win32' ? usual[platform] : 'electron'),
  );
  return executable(file) ? file : null;
}

/** Electron's executable when it is here: ELECTRON_OVERRIDE_DIST_PATH, or what its package downloaded (path.txt names it). */
function findElectron(root: string, environment: Environment): string | null {
  const given = environment.ELECTRON_OVERRIDE_DIST_PATH;
  if (given !== undefined && given !== '') return electronIn(given, null);
  const folder = join(root, 'node_modules', 'electron');
  try {
    return electronIn(join(folder, 'dist'), readFileSync(join(folder, 'path.txt'), 'utf8'));
  } catch {
    return null;
  }
}

/**
 * The runtime for the project at `root`, or null when the machine has neither Electron nor a browser.
 * ISTHMUS_RUNTIME=stand-in passes Electron over.
 */
export function findRuntime(root: string, environment: Environment = process.env): Runtime | null {
  const electron = environment.ISTHMUS_RUNTIME === 'stand-in' ? null : findElectron(root, environment);
  if (electron !== null) return { kind: 'electron', executablePath: electron };
  const browser = findBrowser(thisMachine(environment));
  if (browser === null) return null;
  const shim = join(root, 'shell', 'bin', process.platform === 'win32' ? 'electron.cmd' : 'electron');
  return { kind: 'stand-in', executablePath: shim, browser };
}

/** One sentence that says what the app runs on. */
export function describeRuntime(runtime: Runtime): string {
  switch (runtime.kind) {
    case 'electron':
      return `Running on Electron (${runtime.executablePath}).`;
    case 'stand-in':
      return `Electron's runtime is not on this machine: running on the stand-in shell over ${runtime.browser.executablePath}.`;
  }
}

/** How the app is to be started. */
export interface Launch {
  /** The project, whose package.json names main. */
  readonly root: string;
  readonly userDataDir: string;
  /** Chromium switches and words for main. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** The arguments and environment of a start, for Playwright's `_electron.launch` or for spawn. */
export function launchOptions(
  runtime: Runtime,
  launch: Launch,
): { executablePath: string; args: string[]; env: Record<string, string>; cwd: string } {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return {
    executablePath: runtime.executablePath,
    args: [`--user-data-dir=${launch.userDataDir}`, launch.root, ...(launch.args ?? [])],
    env: {
      ...Object.fromEntries(inherited),
      ISTHMUS_NODE: process.execPath,
      ...(runtime.kind === 'stand-in' ? { ISTHMUS_CHROMIUM: runtime.browser.executablePath } : {}),
      ...launch.env,
    },
    cwd: launch.root,
  };
}

/** Starts the app without Playwright; its output is this process's, SIGTERM quits it in order. */
export function startApp(runtime: Runtime, launch: Launch): ChildProcess {
  const { executablePath, args, env, cwd } = launchOptions(runtime, launch);
  const root = runtime.kind === 'electron' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return spawn(executablePath, [...root, ...args], {
    env,
    cwd,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}
