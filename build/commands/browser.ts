/** Finds a browser for machines without Electron's runtime: an installed one, else Playwright's own, else Debian's package. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
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
  if (canInstallFromDebian()) {
    const quiet = {
      stdio: ['ignore', 2, 2] as ['ignore', number, number],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    step("Installing Debian's Chromium", () => {
      spawnSync('apt-get', ['update', '-qq'], quiet);
      spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], quiet);
    });
  }
  const installed = findRuntime(projectRoot);
  if (!installed) throw new Error(install);
  return installed;
};

const canInstallFromDebian = (): boolean =>
  process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
