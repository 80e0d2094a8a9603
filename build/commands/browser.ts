/** Finds a browser for machines without Electron's runtime: an installed one, else Playwright's own, else Debian's package. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findHeadlessShell } from '../../shell/browser.ts';
import { findRuntime, type Runtime } from '../../shell/launch.ts';
import { step } from '../scripts/steps.mjs';

/** The folder of package.json, above the bundle of this file. */
const rootAbove = (folder: string): string =>
  existsSync(join(folder, 'package.json')) ? folder : rootAbove(dirname(folder));

export const projectRoot = rootAbove(import.meta.dirname);

const install =
  'Isthmus needs a browser here: install Chromium, Chrome or Edge (or set ISTHMUS_CHROMIUM to one), then try again.';

/** The runtime of the app. Installs Debian's Chromium if possible. Throws one clear sentence if there is none. */
export const ensureBrowser = (): Runtime => {
  const found = findRuntime(projectRoot);
  if (found) return found;
  if (canInstallFromDebian()) step("Installing Debian's Chromium", () => installFromDebian('chromium'));
  const installed = findRuntime(projectRoot);
  if (!installed) throw new Error(install);
  return installed;
};

/**
 * Sees to the browsers of the tests: that of the app, and beside Debian's Chromium its headless shell, which needs less CPU. Where the shell
 * cannot be installed, the tests use the app's.
 */
export const ensureTestBrowsers = (): void => {
  const runtime = ensureBrowser();
  const isDebians = runtime.kind === 'stand-in' && runtime.browser.executablePath === '/usr/bin/chromium';
  if (!isDebians || findHeadlessShell() !== null || !canInstallFromDebian()) return;
  step("Installing Debian's headless shell of Chromium", () => installFromDebian('chromium-headless-shell'));
};

/** Tries to: the caller looks whether the program is there. */
const installFromDebian = (name: string): void => {
  const quiet = {
    stdio: ['ignore', 2, 2] as ['ignore', number, number],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  // Without a network this must end soon.
  const soon = ['http', 'https'].flatMap((scheme) => ['-o', `Acquire::${scheme}::Timeout=20`]);
  spawnSync('apt-get', [...soon, 'update', '-qq'], quiet);
  spawnSync(
    'apt-get',
    [...soon, 'install', '-y', '-qq', '--no-install-recommends', '--no-remove', name],
    quiet,
  );
};

const canInstallFromDebian = (): boolean =>
  process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
