// Main on a difficult desktop, as Electron may meet it: windows that never become ready, no tray, no keyring, uncaught errors.
import { once } from 'node:events';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {} from '../../shell/recorder.ts';
import { findRuntime } from '../../shell/launch.ts';
import { type Services, startApp, startServices } from './both-services.ts';
import { launchIsthmus, type RunningIsthmus } from './electron.ts';
import { trayHost } from './fixtures/tray-host.ts';
import { removeFolder } from '../../main/files/testing/remove-folder.ts';

/** On a busy machine a step takes longer than a person would wait. */
const soon = { timeout: 120_000, interval: 25 };
// These tests use switches and records of the stand-in.
const standIn = findRuntime(join(import.meta.dirname, '..', '..'))?.kind === 'stand-in';

let services: Services;
let folder: string;
let profiles = 0;

beforeAll(async () => {
  services = await startServices();
  folder = await mkdtemp(join(tmpdir(), 'isthmus-desktop-'));
});
afterAll(async () => {
  await services.close();
  await removeFolder(folder);
});

const newProfile = (): string => join(folder, `profile-${(profiles += 1)}`);
const launch = (
  userDataDir: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<RunningIsthmus> => launchIsthmus({ userDataDir, env, args: [...services.args, ...args] });

/** The app window as main has it; null while there is none. */
const appWindow = (
  running: RunningIsthmus,
): Promise<{ visible: boolean; maximized: boolean; fullScreen: boolean } | null> =>
  running.app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('/app/'));
    return window === undefined
      ? null
      : {
          visible: window.isVisible(),
          maximized: window.isMaximized(),
          fullScreen: window.isFullScreen(),
        };
  });
const closeApp = (running: RunningIsthmus): Promise<void> =>
  running.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((one) => one.webContents.getURL().includes('/app/'))
      ?.close(),
  );
const logOf = (profile: string): Promise<string> => readFile(join(profile, 'logs', 'main.log'), 'utf8');

describe.skipIf(!standIn)('the app window', () => {
  it('is shown even if the system never reports that it is ready', async () => {
    const running = await launch(newProfile(), { ISTHMUS_READY_TO_SHOW: 'never' });
    await expect.poll(async () => (await appWindow(running))?.visible, soon).toBe(true);
    await running.close();
  });
  it('stays hidden with --hidden, also if it was maximised before or macOS activates the app at the start', async () => {
    const profile = newProfile();
    const first = await launch(profile, await trayHost(join(folder, 'tray'), true));
    await expect.poll(async () => (await appWindow(first))?.visible, soon).toBe(true);
    await first.app.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('/app/'));
      window?.maximize();
      window?.close();
    });
    await expect.poll(async () => (await appWindow(first))?.visible, soon).toBe(false);
    await first.close();
    expect(JSON.parse(await readFile(join(profile, 'window.json'), 'utf8'))).toMatchObject({
      maximized: true,
    });

    const second = await launch(profile, { ISTHMUS_ACTIVATE: '1' }, ['--hidden']);
    await second.page('engine');
    const activations = (): Promise<number> =>
      second.app.evaluate(() => globalThis.isthmusShell.activations.count);
    await expect.poll(activations, soon).toBe(1);
    // The engine's page is there, and main has done all that a start does.
    await expect.poll(() => logOf(profile), soon).toContain('"started"');
    expect(await appWindow(second)).toBeNull();
    await second.app.evaluate(({ app }) => void app.emit('second-instance'));
    await expect
      .poll(() => appWindow(second), soon)
      .toEqual({ visible: true, maximized: true, fullScreen: false });
    await second.close();
  });
  it('leaves full screen before it hides', async () => {
    const running = await launch(newProfile(), await trayHost(join(folder, 'tray'), true));
    await expect.poll(async () => (await appWindow(running))?.visible, soon).toBe(true);
    await running.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((one) => one.webContents.getURL().includes('/app/'))
        ?.setFullScreen(true),
    );
    await expect.poll(async () => (await appWindow(running))?.fullScreen, soon).toBe(true);
    await closeApp(running);
    await expect
      .poll(() => appWindow(running), soon)
      .toEqual({ visible: false, maximized: false, fullScreen: false });
    expect(await running.app.evaluate(() => globalThis.isthmusShell.blackScreens.count)).toBe(0);
    await running.close();
  });
  it('ends the app when it is closed on a desktop without tray icons', async () => {
    const running = await launch(newProfile(), await trayHost(join(folder, 'no-tray'), false));
    await expect.poll(async () => (await appWindow(running))?.visible, soon).toBe(true);
    const ended = once(running.app.process(), 'exit');
    // The connection ends with the app.
    await closeApp(running).catch(() => undefined);
    expect(await ended).toEqual([0, null]);
  });
});

describe.skipIf(!standIn)('one start', () => {
  let running: Awaited<ReturnType<typeof startApp>>;
  let page: Page;
  let profile: string;
  beforeAll(async () => {
    profile = newProfile();
    running = await startApp({ ...services, env: { ISTHMUS_SAFE_STORAGE: 'v10' } }, profile);
    page = await running.page('app');
    await page.waitForLoadState();
  });
  afterAll(() => running.close());

  it('counts a keyring that encrypts with everybody’s key as none, and says what to do', async () => {
    expect(await running.call('app', 'secrets:status', {})).toEqual({
      kind: 'no-keyring',
      cause: 'absent',
      decision: 'undecided',
    });
    await page.getByText('--password-store=gnome-libsecret').waitFor();
  });
  it('has its own menu in place of Electron’s', async () => {
    const labels = await running.app.evaluate(({ Menu }) =>
      (Menu.getApplicationMenu()?.items ?? []).map(({ label, submenu }) => [
        label,
        ...(submenu?.items ?? []).map((item) => item.label),
      ]),
    );
    expect(labels.map(([label]) => label)).toEqual(['File', 'Edit', 'View', 'Window']);
    expect(labels.flat()).not.toContain('Force Reload');
  });
  it('opens a menu at a field', async () => {
    await page.getByRole('textbox').first().click({ button: 'right' });
    const opened = (): Promise<(string | undefined)[][]> =>
      running.app.evaluate(() =>
        globalThis.isthmusShell.menus.map(({ items }) => items.map(({ role }) => role)),
      );
    await expect.poll(async () => (await opened()).at(-1), soon).toContain('paste');
  });
  it('downloads no dictionary', async () => {
    expect(await running.app.evaluate(() => globalThis.isthmusShell.dictionariesFetched)).toEqual([]);
  });
  it('logs an uncaught error without its text, and continues', async () => {
    await running.app.evaluate(() => {
      setTimeout(() => {
        throw new TypeError('a secret text');
      });
      void Promise.reject(Object.assign(new Error('a secret text'), { code: 'ECONNRESET' }));
    });
    await expect.poll(() => logOf(profile), soon).toContain('uncaught-exception-type-error');
    await expect.poll(() => logOf(profile), soon).toContain('uncaught-rejection-error-econnreset');
    expect(await logOf(profile)).not.toContain('secret');
    expect(await running.call('app', 'app:about', {})).toHaveProperty('version');
  });
  it('brings the app page back after its renderer died', async () => {
    const before = await running.page('app');
    const closed = new Promise<void>((resolve) => before.once('close', () => resolve()));
    await running.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((one) => one.webContents.getURL().includes('/app/'))
        ?.webContents.forcefullyCrashRenderer(),
    );
    await closed;
    await expect.poll(() => logOf(profile), soon).toContain('renderer-gone-app');
    expect(await running.call('app', 'app:about', {})).toHaveProperty('version');
  });
});

it.skipIf(!standIn)('dictionaries are downloaded from the address in the preset', async () => {
  const preset = join(folder, 'dictionaries.json');
  await writeFile(preset, '{"dictionariesUrl":"https://own.example/dictionaries"}');
  const running = await startApp({ ...services, args: [`--preset=${preset}`] }, newProfile());
  await running.page('app');
  const fetched = await running.app.evaluate(() => globalThis.isthmusShell.dictionariesFetched);
  expect(fetched).toEqual(
    process.platform === 'darwin' ? [] : ['https://own.example/dictionaries/en-US.bdic'],
  );
  await running.close();
});
