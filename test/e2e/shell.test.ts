// The stand-in shell with a small app: main, preload and pages must work as in Electron.
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchIsthmus, type RunningIsthmus } from './electron.ts';
import { builtShell } from './fixtures/build-shell.ts';
import { fullBrowser } from './fixtures/full-browser.ts';
import type {} from './fixtures/shell-app/types.ts';
import { removeFolder } from '../../main/files/testing/remove-folder.ts';

/** Polls for long: the machine may be busy. */
const eventually = <T>(look: () => T): ReturnType<typeof expect.poll<T>> =>
  expect.poll(look, { timeout: 120_000, interval: 25 });

const root = join(import.meta.dirname, 'fixtures', 'shell-app');
let folder: string;
let env: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-shell-'));
  env = { ISTHMUS_RUNTIME: 'stand-in', ISTHMUS_SHELL: builtShell, ...fullBrowser() };
});

afterAll(async () => {
  await removeFolder(folder);
});

describe('one start', () => {
  let running: RunningIsthmus;
  let page: Page;

  beforeAll(async () => {
    running = await launchIsthmus({ userDataDir: join(folder, 'one'), root, env });
    page = await running.page('app');
    await page.waitForLoadState();
  });
  afterAll(() => running.close());

  const main = {
    events: () => running.app.evaluate(() => globalThis.events),
    /** Waits until main has noted an event that starts with these words. */
    noted: async (...start: unknown[]) => {
      await eventually(async () =>
        (await main.events()).filter((event) => start.every((word, at) => event[at] === word)),
      ).not.toEqual([]);
    },
  };

  describe('app', () => {
    it('is described by its package.json and command line', async () => {
      const seen = await running.app.evaluate(({ app }) => [
        app.getName(),
        app.getVersion(),
        app.getPath('userData'),
        app.isPackaged,
      ]);
      expect(seen).toEqual(['Shell App', '1.2.3', join(folder, 'one'), false]);
    });
    it('gives main the app as the first argument, as Electron does', async () => {
      expect(await running.app.evaluate(() => process.argv[1])).toBe(root);
    });
  });

  describe('the preload', () => {
    it('runs before the scripts of the page, under a policy that allows no inline script', async () => {
      expect(await page.evaluate(() => globalThis.seenAtStart)).toMatchObject({
        name: '--window=app',
        list: [1, { two: 2 }],
        keys: true,
      });
    });
    it('is not visible to the page', async () => {
      const leaked = await page.evaluate(() =>
        Object.keys(globalThis).filter((key) => /require|ipcRenderer|electron/i.test(key)),
      );
      expect(leaked).toEqual([]);
    });
    it('exposes frozen objects and functions that return at once', async () => {
      expect(
        await page.evaluate(() => [
          globalThis.door.add(1, 2),
          Object.isFrozen(globalThis.door),
          Object.isFrozen(globalThis.door.list),
        ]),
      ).toEqual([3, true, true]);
    });
    it('throws and rejects across the bridge', async () => {
      const failures = await page.evaluate(async () => {
        const said: string[] = [];
        try {
          globalThis.door.throws();
        } catch (reason) {
          said.push(String(reason));
        }
        await globalThis.door.rejects().catch((reason: unknown) => said.push(String(reason)));
        return said;
      });
      expect(failures).toEqual(['TypeError: thrown in the preload', 'Error: rejected in the preload']);
    });
    it('passes dates, bytes and maps unchanged, and calls back', async () => {
      const kinds = await page.evaluate(() =>
        [new Date(), new Uint8Array(2), new Map()].map((value) => globalThis.door.describe(value)),
      );
      expect(kinds).toEqual(['[object Date]', '[object Uint8Array]', '[object Map]']);
      expect(await page.evaluate(() => (globalThis.door.same(() => 'called') as () => string)())).toBe(
        'called',
      );
    });
  });

  describe('ipc', () => {
    it('answers with a value as structured clone copies it', async () => {
      const kept = await page.evaluate(async () => {
        const value = {
          when: new Date(5),
          bytes: new Uint8Array([1, 2, 255]),
          nothing: undefined,
          map: new Map([[1, 'one']]),
          not: NaN,
          $: 'dollar',
        };
        const back = (await globalThis.door.invoke('echo', value)) as typeof value;
        return [
          back.when.getTime(),
          back.bytes instanceof Uint8Array,
          [...back.bytes],
          'nothing' in back,
          back.map.get(1),
          back.not,
          back.$,
        ];
      });
      expect(kept).toEqual([5, true, [1, 2, 255], true, 'one', NaN, 'dollar']);
    });
    it('refuses a function like Electron', async () => {
      await expect(page.evaluate(() => globalThis.door.invoke('echo', () => 1))).rejects.toThrow(
        'An object could not be cloned.',
      );
    });
    it('names the channel when a handler throws or is missing', async () => {
      await expect(page.evaluate(() => globalThis.door.invoke('fail'))).rejects.toThrow(
        "Error invoking remote method 'fail': RangeError: too far",
      );
      await expect(page.evaluate(() => globalThis.door.invoke('none'))).rejects.toThrow(
        "Error invoking remote method 'none': Error: No handler registered for 'none'",
      );
    });
    it('gives main the frame of the sender', async () => {
      expect(await page.evaluate(() => globalThis.door.invoke('sender'))).toEqual({
        id: 1,
        url: 'https://app.isthmus.localhost/app',
        origin: 'https://app.isthmus.localhost',
      });
    });
    it('sends from main to the page', async () => {
      const answered = await page.evaluate(
        () =>
          new Promise((resolve) => {
            globalThis.door.onPong(resolve);
            globalThis.door.ping('over');
          }),
      );
      expect(answered).toBe('over');
    });
  });

  describe("the origin's pages", () => {
    it('come from the handler of main, with their headers unchanged', async () => {
      const answer = await page.evaluate(async () => {
        const response = await fetch('/app');
        return [response.headers.get('content-security-policy'), response.headers.get('x-frame-options')];
      });
      expect(answer).toEqual([expect.stringContaining("default-src 'none'"), 'DENY']);
    });
    it('are a secure context, and can be streamed', async () => {
      expect(await page.evaluate(() => isSecureContext)).toBe(true);
      expect(await page.evaluate(async () => (await fetch('/stream')).text())).toBe('one two three');
    });
    it('send bodies to the handler, without the headers that only the network adds', async () => {
      const seen = await page.evaluate(async () => {
        const response = await fetch('/echo', { method: 'PUT', body: 'given' });
        return (await response.json()) as { readonly headers: object };
      });
      expect(seen).toMatchObject({ method: 'PUT', body: 'given' });
      expect(Object.keys(seen.headers).filter((name) => /^(host|cookie|sec-fetch.*)$/.test(name))).toEqual(
        [],
      );
    });
    it('get an answer without a body', async () => {
      expect(await page.evaluate(async () => (await fetch('/empty')).status)).toBe(204);
    });
    it('see a failed request when the handler throws', async () => {
      await expect(page.evaluate(async () => fetch('/broken'))).rejects.toThrow('Failed to fetch');
    });
    it('share a database and a broadcast channel', async () => {
      const engine = await running.page('engine');
      const heard = engine.evaluate(
        () =>
          new Promise((resolve) => {
            const channel = new BroadcastChannel('test');
            channel.onmessage = ({ data }) => resolve(data);
            channel.postMessage('listening');
          }),
      );
      await page.evaluate(() => {
        const channel = new BroadcastChannel('test');
        const timer = setInterval(() => channel.postMessage('heard'), 20);
        setTimeout(() => clearInterval(timer), 5_000);
      });
      expect(await heard).toBe('heard');
    });
  });

  describe('navigation and windows', () => {
    it('asks main before a page leaves, and stays if main prevents it', async () => {
      await page.evaluate(() => {
        location.href = 'https://elsewhere.example/leave';
      });
      await main.noted('will-navigate', 'https://elsewhere.example/leave');
      expect(page.url()).toBe('https://app.isthmus.localhost/app');
      await eventually(() => page.title()).toBe('Fixture');
    });
    it('asks the open handler about window.open, links with a target and a middle click', async () => {
      expect(await page.evaluate(() => window.open('https://opened.example/'))).toBeNull();
      await page.click('#tab');
      await main.noted('open', 'https://opened.example/');
      await main.noted('open', 'https://elsewhere.example/tab');
      await page.click('#tab', { button: 'middle' });
      await eventually(() => running.app.windows().length).toBe(2);
    });
    it('rejects loadURL like Electron', async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      // Plain http: the handler of main is asked about every https address.
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      server.close();
      const failure = await running.app.evaluate(async ({ BrowserWindow }, address) => {
        const window = new BrowserWindow({ show: false });
        const failed: unknown[] = [];
        window.webContents.on('did-fail-load', (_event, code, text) => failed.push(code, text));
        await window.loadURL(address).catch((reason: unknown) => failed.push(String(reason)));
        window.destroy();
        return failed;
      }, url);
      const name = 'ERR_CONNECTION_REFUSED';
      expect(failure).toEqual([-102, name, `Error: ${name} (-102) loading '${url}'`]);
    });
    it('gives Playwright the window of a page, in the size that main set', async () => {
      const window = await running.app.browserWindow(page);
      expect(
        await window.evaluate((one: Electron.BrowserWindow) => [
          one.getBounds().width,
          one.isVisible(),
          one.isFocused(),
        ]),
      ).toEqual([900, true, true]);
      expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([900, 700]);
      expect((await page.screenshot()).length).toBeGreaterThan(1_000);
    });
    it('hides and shows, focuses and blurs', async () => {
      const window = await running.app.browserWindow(page);
      const seen = await window.evaluate((one: Electron.BrowserWindow) => {
        const events: string[] = [];
        one
          .on('hide', () => events.push('hide'))
          .on('show', () => events.push('show'))
          .on('focus', () => events.push('focus'))
          .on('blur', () => events.push('blur'));
        one.hide();
        events.push(String(one.isVisible()));
        one.show();
        events.push(String(one.isVisible()));
        return events;
      });
      expect(seen).toEqual(['blur', 'hide', 'false', 'show', 'focus', 'true']);
    });
    it('keeps a window whose close main prevents, and closes it otherwise', async () => {
      const seen = await running.app.evaluate(async ({ BrowserWindow }) => {
        const window = new BrowserWindow({ show: false });
        window.once('close', (event) => event.preventDefault());
        window.close();
        const kept = !window.isDestroyed();
        const closed = new Promise((resolve) => window.once('closed', () => resolve('closed')));
        window.close();
        return [kept, await closed, window.isDestroyed(), window.webContents.isDestroyed()];
      });
      expect(seen).toEqual([true, 'closed', true, true]);
    });
    it('tells main that a renderer is gone, and shows the page again after a reload', async () => {
      await running.app.evaluate(({ BrowserWindow }) => {
        const window = BrowserWindow.getAllWindows().find((one) =>
          one.webContents.getURL().endsWith('/engine'),
        );
        window?.webContents.once('render-process-gone', () => window.webContents.reload());
        window?.webContents.forcefullyCrashRenderer();
      });
      await main.noted('gone', 'engine', 'crashed');
      expect(await page.evaluate(() => globalThis.door.add(2, 2))).toBe(4);
      await eventually(async () => {
        const pages = running.app.windows().filter((one) => one.url().endsWith('/engine'));
        return Promise.all(
          pages.map((one) => one.evaluate(() => globalThis.door.add(1, 1)).catch(() => 'crashed')),
        );
      }).toContain(2);
    });
    it('passes the console of a page to main', async () => {
      await page.evaluate(() => console.warn('careful', 7));
      await main.noted('console', 'warning', 'careful 7');
    });
  });
});
