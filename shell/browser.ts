// Finds a Chromium-based browser for machines without Electron's runtime.
import { accessSync, constants, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type * as Playwright from 'playwright';

/** A browser that the stand-in can control, and its origin. */
export interface Browser {
  readonly executablePath: string;
  readonly kind: 'given' | 'chromium' | 'chrome' | 'edge' | 'playwright';
}

/** The parts of a machine that the search uses, so that a test can describe any machine. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** True when the path is a file that may be executed. */
  readonly executable: (file: string) => boolean;
  /** The path of Playwright's own Chromium, even if it is not installed. */
  readonly playwrightChromium: () => string;
}

const kinds = ['chromium', 'chrome', 'edge'] as const;
type Kind = (typeof kinds)[number];

const names: Record<Kind, readonly string[]> = {
  chromium: ['chromium', 'chromium-browser'],
  chrome: ['google-chrome', 'google-chrome-stable', 'chrome'],
  edge: ['microsoft-edge', 'microsoft-edge-stable', 'msedge'],
};

const macBundles: Record<Kind, string> = {
  chromium: 'Chromium.app/Contents/MacOS/Chromium',
  chrome: 'Google Chrome.app/Contents/MacOS/Google Chrome',
  edge: 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
};

const windowsFiles: Record<Kind, string> = {
  chromium: 'Chromium\\Application\\chrome.exe',
  chrome: 'Google\\Chrome\\Application\\chrome.exe',
  edge: 'Microsoft\\Edge\\Application\\msedge.exe',
};

function onPath(machine: Machine, kind: Kind): string[] {
  const windows = machine.platform === 'win32';
  const here = windows ? path.win32 : path.posix;
  const folders = (machine.environment.PATH ?? machine.environment.Path ?? '').split(here.delimiter);
  return folders
    .filter((folder) => folder !== '')
    .flatMap((folder) => names[kind].map((name) => here.join(folder, windows ? `${name}.exe` : name)));
}

function usualPlaces(machine: Machine, kind: Kind): string[] {
  const { platform, environment } = machine;
  if (platform === 'darwin') {
    const folders = ['/Applications', `${environment.HOME ?? ''}/Applications`];
    return folders.map((folder) => path.posix.join(folder, macBundles[kind]));
  }
  if (platform === 'win32') {
    const folders = [environment.PROGRAMFILES, environment['PROGRAMFILES(X86)'], environment.LOCALAPPDATA];
    return folders
      .filter((folder) => folder !== undefined)
      .map((folder) => path.win32.join(folder, windowsFiles[kind]));
  }
  const optional = {
    chromium: [],
    chrome: ['/opt/google/chrome/chrome'],
    edge: ['/opt/microsoft/msedge/msedge'],
  };
  return [...names[kind].flatMap((name) => [`/usr/bin/${name}`, `/snap/bin/${name}`]), ...optional[kind]];
}

/** The machine that this runs on, under the given environment. */
export function thisMachine(environment: Machine['environment']): Machine {
  return {
    platform: process.platform,
    environment,
    executable: (file) => {
      try {
        accessSync(file, constants.X_OK);
        return statSync(file).isFile();
      } catch {
        return false;
      }
    },
    // Playwright takes 0.3 s to load, so it is asked only if no other browser was found.
    playwrightChromium: () => {
      const { chromium } = createRequire(import.meta.url)('playwright') as typeof Playwright;
      return chromium.executablePath();
    },
  };
}

/**
 * The browser to use, or null if the machine has none: first ISTHMUS_CHROMIUM (a wrong path there finds nothing, instead of another
 * browser), then Chromium, Chrome and Edge on PATH and in their usual places, then Playwright's own download.
 */
export function findBrowser(machine: Machine = thisMachine(process.env)): Browser | null {
  const given = machine.environment.ISTHMUS_CHROMIUM;
  if (given !== undefined && given !== '') {
    return machine.executable(given) ? { executablePath: given, kind: 'given' } : null;
  }
  for (const kind of kinds) {
    const found = [...onPath(machine, kind), ...usualPlaces(machine, kind)].find((file) =>
      machine.executable(file),
    );
    if (found !== undefined) return { executablePath: found, kind };
  }
  const own = machine.playwrightChromium();
  return own !== '' && machine.executable(own) ? { executablePath: own, kind: 'playwright' } : null;
}

/**
 * Debian's headless shell of Chromium, or null where it is not installed, or ISTHMUS_CHROMIUM names a browser. It has Chromium's pages and storage, and no
 * windows, menus or extensions: a start costs a sixth less CPU. The program itself, because the script around it would not be the process that a signal ends.
 */
export function findHeadlessShell(machine: Machine = thisMachine(process.env)): string | null {
  const { ISTHMUS_CHROMIUM: given } = machine.environment;
  const installed = '/usr/lib/chromium/chromium-headless-shell';
  const isWanted = machine.platform === 'linux' && (given === undefined || given === '');
  return isWanted && machine.executable(installed) ? installed : null;
}
