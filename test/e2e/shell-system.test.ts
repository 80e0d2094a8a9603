// The stand-in shell: modules of the system (secrets, theme, tray, dialogs) and of the session (cookies, storage, permissions, requests).
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { createServer as createHttpServer, type IncomingHttpHeaders } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeCertificate } from '../../shell/chromium/certificate.ts';
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
const origin = 'https://app.isthmus.localhost';
let folder: string;
let running: RunningIsthmus;
let page: Page;
let secure: Server;
let plain: Server;
const heard: { method: string; headers: IncomingHttpHeaders }[] = [];

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-shell-'));
  const certificate = await makeCertificate(['localhost']);
  secure = createHttpsServer(certificate, (_request, response) => response.end('pinned')).listen(
    0,
    '127.0.0.1',
  );
  plain = createHttpServer((request, response) => {
    heard.push({ method: request.method ?? '', headers: request.headers });
    response.end('plain');
  }).listen(0, '127.0.0.1');
  await Promise.all([once(secure, 'listening'), once(plain, 'listening')]);
  const env = { ISTHMUS_RUNTIME: 'stand-in', ISTHMUS_SHELL: builtShell, ...fullBrowser() };
  const args = [`--ignore-certificate-errors-spki-list=${certificate.spki}`];
  running = await launchIsthmus({ userDataDir: join(folder, 'profile'), root, env, args });
  page = await running.page('app');
  await page.waitForLoadState();
});

afterAll(async () => {
  await running.close();
  secure.close();
  plain.close();
  await removeFolder(folder);
});

describe('net.fetch', () => {
  it('sends no Origin header', async () => {
    const url = `http://127.0.0.1:${portOf(plain)}/`;
    const text = await running.app.evaluate(
      async ({ net }, address) =>
        (await net.fetch(address, { method: 'POST', body: 'x', bypassCustomProtocolHandlers: true })).text(),
      url,
    );
    expect(text).toBe('plain');
    expect(heard.at(-1)?.method).toBe('POST');
    expect(heard.at(-1)?.headers).not.toHaveProperty('origin');
  });
  it('trusts a server whose key was pinned on the command line, and no other', async () => {
    const pinned = `https://localhost:${portOf(secure)}/`;
    const fetchText = (address: string): Promise<string> =>
      running.app.evaluate(async ({ net }, one) => {
        try {
          return await (await net.fetch(one, { bypassCustomProtocolHandlers: true })).text();
        } catch (reason) {
          return String(reason);
        }
      }, address);
    expect(await fetchText(pinned)).toBe('pinned');
    const strange = createHttpsServer(await makeCertificate(['localhost']), (_request, response) =>
      response.end('strange'),
    ).listen(0, '127.0.0.1');
    await once(strange, 'listening');
    expect(await fetchText(`https://localhost:${portOf(strange)}/`)).toContain(
      'net::ERR_CERT_AUTHORITY_INVALID',
    );
    strange.close();
  });
  it('follows a redirect to any host with the token, unless main forbids it', async () => {
    const elsewhere = createHttpServer((_request, response) =>
      response.writeHead(302, { location: `http://127.0.0.1:${portOf(plain)}/` }).end(),
    ).listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
    const tries = (redirect: RequestRedirect): Promise<string> =>
      running.app.evaluate(
        async ({ net }, given) => {
          const headers = { authorization: 'Bearer secret' };
          const init = { headers, redirect: given.redirect, bypassCustomProtocolHandlers: true };
          return net.fetch(given.url, init).then(
            (answer) => answer.text(),
            (reason: unknown) => (reason as Error).message,
          );
        },
        { url: `http://127.0.0.1:${portOf(elsewhere)}/`, redirect },
      );
    expect(await tries('error')).toBe("Attempted to redirect, but redirect policy was 'error'");
    expect(await tries('manual')).toBe('Redirect was cancelled');
    const before = heard.length;
    expect(await tries('follow')).toBe('plain');
    expect(heard.slice(before).map(({ headers }) => headers.authorization)).toEqual(['Bearer secret']);
    elsewhere.close();
  });
  it('fails with the errors of Chromium', async () => {
    const server = createHttpServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${portOf(server)}/`;
    server.close();
    const failure = await running.app.evaluate(
      ({ net }, address) => net.fetch(address).catch((reason: unknown) => (reason as Error).message),
      url,
    );
    expect(failure).toBe('net::ERR_CONNECTION_REFUSED');
  });
  it('asks the handler of main, unless main bypasses it', async () => {
    const text = await running.app.evaluate(
      async ({ net }, base) => (await net.fetch(`${base}/stream`)).text(),
      origin,
    );
    expect(text).toBe('one two three');
  });
});

describe('a session', () => {
  it('sets, finds and removes cookies', async () => {
    const seen = await running.app.evaluate(async ({ session }, url) => {
      const { cookies } = session.defaultSession;
      await cookies.set({
        url,
        name: 'kept',
        value: '1',
        secure: true,
        sameSite: 'no_restriction',
        expirationDate: 4_000_000_000,
      });
      const [found] = await cookies.get({ url, name: 'kept' });
      await cookies.remove(url, 'kept');
      return [
        found?.value,
        found?.sameSite,
        found?.session,
        found?.domain,
        (await cookies.get({ url, name: 'kept' })).length,
      ];
    }, origin);
    expect(seen).toEqual(['1', 'no_restriction', false, 'app.isthmus.localhost', 0]);
  });
  it('clears the storage of one origin', async () => {
    await page.evaluate(() => localStorage.setItem('here', 'yes'));
    await running.app.evaluate(
      ({ session }, one) =>
        session.defaultSession.clearStorageData({ origin: one, storages: ['localstorage'] }),
      origin,
    );
    await eventually(() => page.evaluate(() => localStorage.getItem('here'))).toBeNull();
  });
  it('clears the storage of every origin', async () => {
    await page.evaluate(() => new Promise((resolve) => (indexedDB.open('doomed').onsuccess = resolve)));
    await running.app.evaluate(({ session }) => session.defaultSession.clearStorageData());
    await eventually(() => page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  });
  it('keeps an in-memory partition apart', async () => {
    const seen = await running.app.evaluate(async ({ BrowserWindow, session }, url) => {
      const apart = session.fromPartition('apart');
      await apart.cookies.set({ url, name: 'apart', value: '1' });
      const window = new BrowserWindow({ show: false, webPreferences: { session: apart } });
      await window.loadURL(`${url}/apart`);
      const cookie: unknown = await window.webContents.executeJavaScript('document.cookie');
      window.destroy();
      return [
        apart.isPersistent(),
        cookie,
        (await session.defaultSession.cookies.get({ name: 'apart' })).length,
      ];
    }, origin);
    expect(seen).toEqual([false, 'apart=1', 0]);
  });
  it('lets the permission handlers decide', async () => {
    const states = await running.app.evaluate(async ({ BrowserWindow, session }, url) => {
      session.defaultSession.setPermissionCheckHandler(
        (_contents, permission) => permission === 'notifications',
      );
      const window = new BrowserWindow({ show: false });
      const query = async (): Promise<unknown> =>
        window.webContents.executeJavaScript(
          "Promise.all(['notifications','geolocation'].map(async (name) => (await navigator.permissions.query({ name })).state))",
        );
      await window.loadURL(`${url}/permissions`);
      const some = await query();
      session.defaultSession.setPermissionCheckHandler(() => false);
      await window.loadURL(`${url}/permissions`);
      const none = await query();
      window.destroy();
      return [some, none];
    }, origin);
    expect(states).toEqual([
      ['granted', 'denied'],
      ['denied', 'denied'],
    ]);
  });
  it('holds requests for webRequest listeners', async () => {
    await running.app.evaluate(({ session }) => {
      const { webRequest } = session.defaultSession;
      webRequest.onBeforeRequest({ urls: ['*://*/blocked*'] }, (_details, callback) =>
        callback({ cancel: true }),
      );
      webRequest.onHeadersReceived((details, callback) =>
        callback({ responseHeaders: { ...details.responseHeaders, 'x-added': 'yes' } }),
      );
    });
    // Chromium is told of the listeners a moment after they are set.
    const becomes = (read: () => Promise<unknown>, expected: unknown): Promise<void> =>
      vi.waitFor(async () => expect(await read()).toBe(expected), { timeout: 30_000 });
    await becomes(
      () =>
        page.evaluate(() =>
          fetch('/blocked').then(
            () => 'answered',
            () => 'blocked',
          ),
        ),
      'blocked',
    );
    expect(await page.evaluate(async () => (await fetch('/stream')).headers.get('x-added'))).toBe('yes');
    await running.app.evaluate(({ session }) => {
      session.defaultSession.webRequest.onBeforeRequest(null);
      session.defaultSession.webRequest.onHeadersReceived(null);
    });
    await becomes(() => page.evaluate(async () => (await fetch('/stream')).headers.get('x-added')), null);
  });
});

describe('the system', () => {
  it('encrypts for this profile only', async () => {
    const seen = await running.app.evaluate(async ({ safeStorage }) => {
      const secret = await safeStorage.encryptStringAsync('a secret');
      return [
        await safeStorage.isAsyncEncryptionAvailable(),
        safeStorage.getSelectedStorageBackend(),
        secret.includes('a secret'),
        (await safeStorage.decryptStringAsync(secret)).result,
      ];
    });
    expect(seen).toEqual([true, 'gnome_libsecret', false, 'a secret']);
  });
  it('refuses to decrypt changed ciphertext', async () => {
    const failing = running.app.evaluate(async ({ safeStorage }) => {
      const secret = await safeStorage.encryptStringAsync('a secret');
      secret[secret.length - 1] = (secret.at(-1) ?? 0) ^ 1;
      return safeStorage.decryptStringAsync(secret);
    });
    await expect(failing).rejects.toThrow('Error while decrypting');
  });
  it('shows main’s theme to pages', async () => {
    const dark = (): Promise<boolean> =>
      page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
    expect(await dark()).toBe(false);
    await running.app.evaluate(({ nativeTheme }) => {
      nativeTheme.themeSource = 'dark';
    });
    await eventually(dark).toBe(true);
    await running.app.evaluate(({ nativeTheme }) => {
      nativeTheme.themeSource = 'system';
    });
    await eventually(dark).toBe(false);
  });
  it('records trays, and a test can click their menus', async () => {
    const seen = await running.app.evaluate(({ Menu, Tray, nativeImage }) => {
      const clicked: string[] = [];
      const tray = new Tray(nativeImage.createEmpty());
      tray.setContextMenu(
        Menu.buildFromTemplate([
          {
            id: 'pause',
            label: 'Pause',
            type: 'checkbox',
            click: (item) => clicked.push(String(item.checked)),
          },
        ]),
      );
      tray.on('click', () => clicked.push('tray'));
      const [recorded] = globalThis.isthmusShell.trays;
      recorded?.menu?.getMenuItemById('pause')?.click();
      recorded?.emit('click');
      tray.destroy();
      return [...clicked, globalThis.isthmusShell.trays.length];
    });
    expect(seen).toEqual(['true', 'tray', 0]);
  });
  it('records notifications, dialogs and addresses that are opened outside', async () => {
    const seen = await running.app.evaluate(async ({ Notification, dialog, shell }) => {
      const notification = new Notification({ title: 'New', body: 'text' });
      const clicked = new Promise((resolve) => notification.on('click', () => resolve('clicked')));
      notification.show();
      const { notifications, openedExternally, dialogs } = globalThis.isthmusShell;
      notifications.at(-1)?.emit('click');
      await shell.openExternal('https://elsewhere.example/');
      const { response } = await dialog.showMessageBox({
        message: 'Sure?',
        buttons: ['Yes', 'No'],
        cancelId: 1,
      });
      return [await clicked, openedExternally.at(-1), dialogs.at(-1)?.kind, response];
    });
    expect(seen).toEqual(['clicked', 'https://elsewhere.example/', 'message', 1]);
  });
  it('goes off-line, idle and to sleep when a test sets it', async () => {
    const seen = await running.app.evaluate(({ net, powerMonitor }) => {
      const states: unknown[] = [net.isOnline(), powerMonitor.getSystemIdleState(60)];
      powerMonitor.on('suspend', () => states.push('suspended'));
      globalThis.isthmusShell.setOnline(false);
      globalThis.isthmusShell.setIdleSeconds(61);
      powerMonitor.emit('suspend');
      states.push(net.isOnline(), powerMonitor.getSystemIdleState(60));
      return states;
    });
    expect(seen).toEqual([true, 'active', 'suspended', false, 'idle']);
  });
});
