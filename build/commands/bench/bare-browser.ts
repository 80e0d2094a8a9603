/** The bare browser of the benchmarks, and its profiler. */
import { type Browser, chromium, type Page } from 'playwright';
import { findBrowser } from '../../../shell/browser.ts';
import { bareSwitches } from '../../../shell/chromium/quiet-features.ts';
import { ensureBrowser } from '../browser.ts';

/** Starts an installed Chromium without a window. */
export const launchBenchBrowser = async (): Promise<Browser> => {
  ensureBrowser();
  const executablePath = findBrowser()?.executablePath;
  if (!executablePath)
    throw new Error('This benchmark needs an installed Chromium: the figures are those of a bare browser.');
  return chromium.launch({ executablePath, args: bareSwitches });
};

/** Profiles the page until the returned function is called, which resolves to the profile as text (.cpuprofile, for a performance panel). */
export const startProfile = async (page: Page): Promise<() => Promise<string>> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.start');
  return async () => JSON.stringify((await session.send('Profiler.stop')).profile);
};
