// The stand-in shell: surprising behaviour of Electron that main must handle.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchIsthmus, type RunningIsthmus } from './electron.ts';
import { builtShell } from './fixtures/build-shell.ts';
import { fullBrowser } from './fixtures/full-browser.ts';
import type {} from './fixtures/shell-app/types.ts';
import type {} from '../../shell/recorder.ts';
import { removeFolder } from '../../main/files/testing/remove-folder.ts';

/** Polls for long: the machine may be busy. */
const eventually = <T>(look: () => T): ReturnType<typeof expect.poll<T>> =>
  expect.poll(look, { timeout: 120_000, interval: 25 });

const root = join(import.meta.dirname, 'fixtures', 'shell-app');
let folder: string;
let running: RunningIsthmus;
let page: Page;

const start = (name: string, env: Readonly<Record<string, string>> = {}): Promise<RunningIsthmus> =>
  launchIsthmus({
    userDataDir: join(folder, name),
    root,
    env: { ISTHMUS_RUNTIME: 'stand-in', ISTHMUS_SHELL: builtShell, ...fullBrowser(), ...env },
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-shell-'));
  running = await start('plain');
  page = await running.page('app');
  await page.waitForLoadState();
});
afterAll(async () => {
  await running.close();
  await removeFolder(folder);
});

const noted = (name: string): Promise<unknown[][]> =>
  running.app.evaluate(
    (_electron, wanted) => globalThis.events.filter(([event]) => event === wanted).map((event) => [...event]),
    name,
  );

describe('the handler of https', () => {
  it.each(['graph.example', 'localhost:4433', '127.0.0.1:4434'])(
    'gets the requests to every host of the session: %s',
    async (host) => {
      const text = await page
        .evaluate(
          async (one) => (await fetch(`https://${one}/v1.0/me`, { method: 'POST', body: 'x' })).text(),
          host,
        )
        .catch((reason: unknown) => String(reason));
      expect(text).toBe(`main for ${host}`);
      expect(await noted('foreign')).toContainEqual(['foreign', host, 'POST']);
    },
  );
  it('is not told that the page has cancelled; the page no longer reads its body', async () => {
    await page.evaluate(async () => {
      const stop = new AbortController();
      const answer = await fetch('https://graph.example/endless', { signal: stop.signal });
      await answer.body?.getReader().read();
      stop.abort();
    });
    await eventually(() => running.app.evaluate(() => globalThis.reading.get('/endless'))).toBe('cancelled');
    expect(await noted('aborted')).toEqual([]);
  });
});

describe('windows of the stand-in', () => {
  it('are shown when they are maximised, without getting the focus', async () => {
    const seen = await running.app.evaluate(({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false });
      const before = window.isVisible();
      window.maximize();
      const after = [window.isVisible(), window.isMaximized(), window.isFocused()];
      window.destroy();
      return [before, ...after];
    });
    expect(seen).toEqual([false, true, true, false]);
  });
  it('leave full screen with a delay, and leave a black screen if they are hidden before that', async () => {
    const seen = await running.app.evaluate(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: true });
      const moved = (event: 'enter-full-screen' | 'leave-full-screen') =>
        new Promise<void>((resolve) => window.once(event as 'enter-full-screen', () => resolve()));
      const entered = moved('enter-full-screen');
      window.setFullScreen(true);
      const atOnce = window.isFullScreen();
      await entered;
      window.hide();
      const left = moved('leave-full-screen');
      window.setFullScreen(false);
      const still = window.isFullScreen();
      await left;
      const after = window.isFullScreen();
      window.destroy();
      return [atOnce, still, after, globalThis.isthmusShell.blackScreens.count];
    });
    expect(seen).toEqual([false, true, false, 1]);
  });
  it('report late that they are ready, or never while hidden, if the switch says so', async () => {
    const never = await start('never', { ISTHMUS_READY_TO_SHOW: 'never' });
    const events = (): Promise<readonly (readonly unknown[])[]> =>
      never.app.evaluate(() => globalThis.events);
    await eventually(async () => (await events()).filter(([name]) => name === 'loaded').length).toBe(2);
    // The first window is shown from the start, the second is hidden.
    expect((await events()).filter(([name]) => name === 'ready-to-show')).toEqual([['ready-to-show', 'app']]);
    await never.app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.show();
    });
    await eventually(async () => (await events()).filter(([name]) => name === 'ready-to-show').length).toBe(
      2,
    );
    await never.close();
  });
});

describe('the frame of a closed document', () => {
  it('throws when its address is read, and cannot be sent anything', async () => {
    const seen = await running.app.evaluate(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false });
      const { webContents } = window;
      await window.loadURL('https://app.isthmus.localhost/first');
      const first = webContents.mainFrame;
      await window.loadURL('https://app.isthmus.localhost/second');
      const said: string[] = [];
      const tries = (work: () => unknown): void => {
        try {
          said.push(String(work()));
        } catch (reason) {
          said.push((reason as Error).message);
        }
      };
      tries(() => first.url);
      tries(() => webContents.mainFrame.url);
      const gone = new Promise((resolve) => webContents.once('render-process-gone', resolve));
      webContents.forcefullyCrashRenderer();
      await gone;
      tries(() => webContents.mainFrame.url);
      // Electron writes this error to the console.
      tries(() => webContents.send('channel'));
      window.destroy();
      tries(() => webContents.mainFrame);
      tries(() => webContents.isDestroyed());
      return said;
    });
    const disposed = 'Render frame was disposed before WebFrameMain could be accessed';
    expect(seen).toEqual([
      disposed,
      'https://app.isthmus.localhost/second',
      disposed,
      'undefined',
      'Object has been destroyed',
      'true',
    ]);
  });
});

describe('menus', () => {
  it('are Electron’s own until main sets one: with Reload and the developer tools', async () => {
    const labels = await running.app.evaluate(({ Menu }) =>
      (Menu.getApplicationMenu()?.items ?? []).map(({ label, submenu }) => [
        label,
        ...(submenu?.items ?? []).map((item) => item.label),
      ]),
    );
    expect(labels).toContainEqual(expect.arrayContaining(['View', 'Reload', 'Toggle Developer Tools']));
  });
  it('of a page are shown by main, which gets the place of the right click', async () => {
    await running.app.evaluate(({ BrowserWindow, Menu }) => {
      const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().endsWith('/app'));
      window?.webContents.on('context-menu', (_event, params) => {
        Menu.buildFromTemplate([{ label: `${params.linkText}: ${params.linkURL}` }]).popup({ window });
      });
    });
    await page.click('#out', { button: 'right' });
    await eventually(() =>
      running.app.evaluate(() => globalThis.isthmusShell.menus.map(({ items }) => items[0]?.label)),
    ).toEqual(['out: https://elsewhere.example/']);
  });
});

describe('the start', () => {
  it('activates the app, as macOS does', async () => {
    expect(await noted('activate')).toEqual([]);
    const activated = await start('activated', { ISTHMUS_ACTIVATE: '1' });
    await activated.page('app');
    await eventually(() =>
      activated.app.evaluate(() => globalThis.events.filter(([name]) => name === 'activate').length),
    ).toBe(1);
    await activated.close();
  });
});

describe('a keyring', () => {
  const tries = (launched: RunningIsthmus): Promise<unknown[]> =>
    launched.app.evaluate(async ({ app, safeStorage }) => {
      // Playwright's start may be over before ready; without ready nothing is encrypted, here as in Electron.
      await app.whenReady();
      return [
        safeStorage.getSelectedStorageBackend(),
        await safeStorage.isAsyncEncryptionAvailable(),
        // oxlint-disable-next-line typescript/no-deprecated -- main asks both: it is the one that asks for the key itself
        safeStorage.isEncryptionAvailable(),
        await safeStorage.encryptStringAsync('text').then(
          (bytes) => bytes.subarray(0, 3).toString(),
          () => 'refused',
        ),
      ];
    });
  it('may exist by its name only: its ciphertexts begin with v10', async () => {
    expect(await tries(running)).toEqual(['gnome_libsecret', true, true, 'v11']);
    const named = await start('named', { ISTHMUS_SAFE_STORAGE: 'v10' });
    expect(await tries(named)).toEqual(['gnome_libsecret', true, false, 'v10']);
    await named.close();
  });
  it('may refuse when main uses it', async () => {
    const refusing = await start('refusing', { ISTHMUS_SAFE_STORAGE: 'refused' });
    expect(await tries(refusing)).toEqual(['gnome_libsecret', true, true, 'refused']);
    await refusing.close();
  });
});

describe('the spell checker', () => {
  it('downloads its dictionaries from a host of Google, unless main sets another address', async () => {
    const fetched = await running.app.evaluate(({ BrowserWindow, session }) => {
      const { dictionariesFetched } = globalThis.isthmusShell;
      const open = (spellcheck: boolean): void =>
        new BrowserWindow({ show: false, webPreferences: { spellcheck } }).destroy();
      const before = dictionariesFetched[0];
      session.defaultSession.setSpellCheckerDictionaryDownloadURL('https://own.example/');
      open(true);
      const after = dictionariesFetched.at(-1);
      const { length } = dictionariesFetched;
      open(false);
      session.defaultSession.setSpellCheckerEnabled(false);
      open(true);
      return [before, after, dictionariesFetched.length - length];
    });
    expect(fetched).toEqual([
      'https://redirector.gvt1.com/edgedl/chrome/dict/en-US.bdic',
      'https://own.example/en-US.bdic',
      0,
    ]);
  });
});
