/** Sees to a browser where Electron's runtime is not to be had: an installed one, else Playwright's own, else Debian's package. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findRuntime, type Runtime } from '../../shell/launch.ts';
import { step } from '../scripts/steps.mjs';

/** The folder that holds package.json, however deep the bundle of this file lies below it. */
const rootAbove = (folder: string): string =>
  existsSync(join(folder, 'package.json')) ? folder : rootAbove(dirname(folder));

export const projectRoot = rootAbove(import.meta.dirname);

const install =
  'Isthmus needs a browser here: install Chromium, Chrome or Edge (or set ISTHMUS_CHROMIUM to one), then try again.';

/** What the app can run on; installs Debian's Chromium when that is possible. Throws with one clear sentence when nothing is to be had. */
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
