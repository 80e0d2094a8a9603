// The main process from outside: windows, tray, power, the origin's policy, the door's refusals, and denied acts of pages.
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findRuntime } from '../../shell/launch.ts';
import { trayHost } from './fixtures/tray-host.ts';
import { type Services, startApp, type StartedApp, startServices, throughGateway } from './both-services.ts';
import { removeFolder } from '../../main/files/testing/remove-folder.ts';

/** On a busy machine a step takes longer than a person would wait. */
const soon = { timeout: 120_000 };
const standIn = findRuntime(join(import.meta.dirname, '..', '..'))?.kind === 'stand-in';

let services: Services;
let profile: string;
let app: StartedApp;
let violations: string[];

const watch = (page: Page): void => {
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) violations.push(message.text());
  });
};

beforeAll(async () => {
  services = await startServices();
  profile = await mkdtemp(join(tmpdir(), 'isthmus-main-'));
  violations = [];
  app = await startApp({ ...services, env: await trayHost(join(profile, 'programs'), true) }, profile);
});
afterAll(async () => {
  await app.close();
  await services.close();
  await removeFolder(profile);
});

const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : url);
const windows = (): Promise<{ url: string; visible: boolean }[]> =>
  app.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => ({
      url: window.webContents.getURL(),
      visible: window.isVisible(),
    })),
  );
const visibleWindows = async (): Promise<string[]> =>
  (await windows()).filter(({ visible }) => visible).map(({ url }) => pathOf(url));
/** Runs in a page of ours; returns `refused` when the call throws. */
const tries = (page: Page, work: string): Promise<unknown> =>
  page.evaluate(`(async () => { try { return await (${work}) } catch { return 'refused' } })()`);

describe('windows', () => {
  it('are three, and the user sees one of them', async () => {
    await expect
      .poll(async () => (await windows()).map(({ url }) => pathOf(url)).sort(), soon)
      .toEqual(['/app/index.html', '/engine/index.html', '/signin/index.html']);
    await expect.poll(visibleWindows, soon).toEqual(['/app/index.html']);
  });
  it('hide in the tray when they are closed; starting the app again shows them', async () => {
    await app.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((window) => window.webContents.getURL().includes('/app/'))
        ?.close(),
    );
    await expect.poll(visibleWindows, soon).toEqual([]);
    expect(await windows()).toHaveLength(3);
    await app.app.evaluate(({ app: electron }) => void electron.emit('second-instance'));
    await expect.poll(visibleWindows, soon).toEqual(['/app/index.html']);
  });
  it('let WebRTC reach nothing past a proxy', async () => {
    const policies = await app.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getWebRTCIPHandlingPolicy()),
    );
    expect(policies).toEqual(policies.map(() => 'disable_non_proxied_udp'));
    expect(policies).toHaveLength(3);
  });
  it('are sandboxed and isolated, the hidden ones never throttled', async () => {
    for (const name of ['app', 'engine', 'signin'] as const) {
      const page = await app.page(name);
      expect(
        await page.evaluate(() => [typeof globalThis.process, 'require' in globalThis, isSecureContext]),
      ).toEqual(['undefined', false, true]);
      expect(
        await page.evaluate(() => Object.isFrozen((window as unknown as { isthmus: object }).isthmus)),
      ).toBe(true);
    }
    const throttled = await app.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().flatMap(({ webContents }) =>
        webContents.getBackgroundThrottling() ? [new URL(webContents.getURL()).pathname] : [],
      ),
    );
    expect(throttled).toEqual(['/app/index.html']);
  });
});

describe('the origin', () => {
  it('runs all pages without a violation of their policies', async () => {
    for (const name of ['app', 'engine', 'signin'] as const) {
      const page = await app.page(name);
      watch(page);
      await page.reload();
      await page.waitForLoadState('networkidle');
    }
    expect(violations).toEqual([]);
  });
  it('lets the app page reach no address, not even its own origin', async () => {
    const page = await app.page('app');
    const other = `${services.mattermostUrl}/api/v4/system/ping`;
    for (const url of [other, '/app/index.html', '/gateway/m-abcdefghijkl/api/v4/users/me']) {
      expect(await tries(page, `fetch(${JSON.stringify(url)}).then((answer) => answer.status)`)).toBe(
        'refused',
      );
    }
    const image = (url: string) =>
      `new Promise((yes, no) => { const image = new Image(); image.onload = () => yes('loaded'); image.onerror = no; image.src = ${JSON.stringify(url)} })`;
    expect(await tries(page, image(`${services.mattermostUrl}/api/v4/image`))).toBe('refused');
    expect(await tries(page, image('/gateway/m-abcdefghijkl/api/v4/users/me/image'))).toBe('refused');
    // An event reports both refusals, not an exception: of a socket, and of a script whose text was inserted as text.
    const refusedBy = await page.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const seen: string[] = [];
          addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
            if (seen.push(effectiveDirective) === 2) resolve(seen);
          });
          new WebSocket('ws://127.0.0.1:1');
          const script = document.createElement('script');
          script.append(document.createTextNode('window.ran = true'));
          document.body.append(script);
        }),
    );
    expect(refusedBy.sort()).toEqual(['connect-src', 'require-trusted-types-for']);
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  });
  it.each(['app', 'engine', 'signin'] as const)(
    'shows text in the %s page without making markup or script of it',
    async (name) => {
      const page = await app.page(name);
      const outcomes = await page.evaluate(() => {
        interface Makers {
          readonly trustedTypes: { createPolicy(name: string, rules: object): unknown };
        }
        const attempts: Readonly<Record<string, () => unknown>> = {
          markup: () => (document.createElement('div').innerHTML = '<b>text</b>'),
          beside: () => document.body.insertAdjacentHTML('beforeend', '<b>text</b>'),
          parsed: () => new DOMParser().parseFromString('<b>text</b>', 'text/html'),
          script: () => (document.createElement('script').src = '/assets/other.js'),
          handler: () => document.createElement('p').setAttribute('onclick', 'window.ran = true'),
          worker: () => new Worker('/assets/other.js'),
          policy: () =>
            (window as unknown as Makers).trustedTypes.createPolicy('own', {
              createHTML: (text: string) => text,
            }),
        };
        return Object.entries(attempts).map(([what, attempt]) => {
          try {
            attempt();
            return `${what}: done`;
          } catch (error) {
            return `${what}: ${error instanceof TypeError ? 'refused' : String(error)}`;
          }
        });
      });
      expect(outcomes).toEqual(
        ['markup', 'beside', 'parsed', 'script', 'handler', 'worker', 'policy'].map(
          (what) => `${what}: refused`,
        ),
      );
    },
  );
  it('lets the engine page reach the gateway with its key, and no other address', async () => {
    const page = await app.page('engine');
    const { graphUrl } = services.microsoft.urls();
    expect(await tries(page, `fetch('${graphUrl}/v1.0/me').then((answer) => answer.status)`)).toBe('refused');
    const me = '/gateway/m-abcdefghijkl/api/v4/users/me';
    expect(await tries(page, `fetch('${me}').then((answer) => answer.status)`)).toBe(403);
    expect((await throughGateway(app, me)).status).toBe(404);
    expect(
      await tries(
        page,
        `fetch('${services.mattermostUrl}/api/v4/system/ping').then((answer) => answer.status)`,
      ),
    ).toBe('refused');
  });
  it('lets the sign-in page reach no address', async () => {
    const page = await app.page('signin');
    for (const url of [
      services.microsoft.urls().loginUrl,
      services.microsoft.urls().graphUrl,
      '/signin/index.html',
    ]) {
      expect(await tries(page, `fetch('${url}').then((answer) => answer.status)`)).toBe('refused');
    }
  });
  it('keeps the sign-in page’s storage apart from the page that shows content', async () => {
    const [page, signin] = [await app.page('app'), await app.page('signin')];
    await signin.evaluate(() => localStorage.setItem('probe', 'here'));
    expect(await page.evaluate(() => localStorage.getItem('probe'))).toBeNull();
    await signin.evaluate(() => localStorage.removeItem('probe'));
  });
});

describe('the door', () => {
  it('offers each page its own names only, and refuses others with a reason', async () => {
    const [page, engine] = [await app.page('app'), await app.page('engine')];
    const call = (on: Page, name: string, request: object): Promise<string> =>
      on.evaluate(
        ([called, given]) => {
          const { isthmus } = window as unknown as {
            isthmus: { call(name: string, request: object): Promise<unknown> };
          };
          return isthmus.call(called, given).then(
            () => 'answered',
            (error: unknown) => (error as Error).message,
          );
        },
        [name, request] as const,
      );
    expect(await call(page, 'teams:access-token', { account: 't-abcdefghijkl', renew: false })).toBe(
      'door: wrong-page (teams:access-token)',
    );
    expect(await call(engine, 'account:sign-out', { account: 't-abcdefghijkl' })).toBe(
      'door: wrong-page (account:sign-out)',
    );
    expect(await call(page, 'account:sign-out', { account: 'x' })).toBe(
      'door: malformed-request (account:sign-out)',
    );
    expect(await call(page, 'app:about', {})).toBe('answered');
    expect(await call(page, 'no:such-name', {})).toBe('door: unknown-name (not in the contract)');
  });
});

describe('a page', () => {
  it('cannot navigate away or open windows; valid links open in the system’s browser', async () => {
    const page = await app.page('app');
    const before = page.url();
    await page.evaluate(() => void window.open('https://example.org/opened'));
    expect(await app.opened(new Promise(() => undefined))).toBe('https://example.org/opened');
    await page.evaluate(() => location.assign('https://example.org/navigated'));
    expect(await app.opened(new Promise(() => undefined))).toBe('https://example.org/navigated');
    await page.evaluate(() => {
      window.open('file:///etc/passwd');
      window.open('ms-msdt:/id');
    });
    expect(await app.call('app', 'link:open', { url: 'javascript:alert(1)' })).toEqual({ opened: false });
    expect(await app.call('app', 'link:open', { url: 'mailto:ada@example.org' })).toEqual({ opened: true });
    expect(await app.opened(new Promise(() => undefined))).toBe('mailto:ada@example.org');
    expect(page.url()).toBe(before);
    expect(await windows()).toHaveLength(3);
  });
  it('cannot use devices or get a permission', async () => {
    const page = await app.page('app');
    expect(
      await tries(page, `navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state)`),
    ).toBe('denied');
    expect(
      await tries(page, `navigator.permissions.query({ name: 'notifications' }).then(({ state }) => state)`),
    ).toBe('denied');
    expect(await tries(page, `navigator.mediaDevices.getUserMedia({ audio: true })`)).toBe('refused');
  });
});

describe('the life of the app', () => {
  it('reports power and pause to the engine', async () => {
    const engine = await app.page('engine');
    await engine.evaluate(() => {
      const { isthmus } = window as unknown as {
        isthmus: { hear(name: string, hear: (message: object) => void): void };
      };
      const heard: string[] = [];
      Object.assign(window, { heard });
      isthmus.hear('power:changed', (message) => void heard.push(JSON.stringify(message)));
      isthmus.hear('mirror:paused', (message) => void heard.push(JSON.stringify(message)));
    });
    await app.app.evaluate(({ powerMonitor }) => {
      for (const event of ['suspend', 'resume', 'lock-screen', 'unlock-screen'] as const)
        powerMonitor.emit(event);
    });
    await app.call('app', 'mirror:set-paused', { paused: true });
    await app.call('app', 'mirror:set-paused', { paused: false });
    await expect
      .poll(() => engine.evaluate(() => (window as unknown as { heard: string[] }).heard), soon)
      .toEqual([
        '{"state":"suspend"}',
        '{"state":"resume"}',
        '{"state":"lock"}',
        '{"state":"unlock"}',
        '{"paused":true}',
        '{"paused":false}',
      ]);
  });

  it.skipIf(!standIn)(
    'shows unread and pause in the tray, whose menu opens, pauses and quits (the stand-in records the menu)',
    async () => {
      const entries = [
        'Running',
        'Open Isthmus',
        '',
        'Tides (4)',
        '',
        'Pause notifications',
        'Hide text in notifications',
        'Pause carrying',
        'Pause mirroring and carrying',
        'Start at login',
        '',
        'Quit Isthmus',
      ];
      // The engine, which has no account here, reports by itself as well. So each check comes after a report of this test.
      const tray = async () => {
        await app.call('engine', 'engine:report', {
          unread: 3,
          mentions: 1,
          forUser: 2,
          recent: [{ conversation: 'm/c', name: 'Tides', unread: 4 }],
          carryingPaused: false,
          staysAwake: false,
          attention: 'none',
        });
        return app.app.evaluate(() =>
          globalThis.isthmusShell.trays.map(({ toolTip, menu }) => [
            toolTip,
            ...(menu?.items.map(({ label }) => label) ?? []),
          ]),
        );
      };
      await expect.poll(tray, soon).toEqual([['Isthmus: 3 unread conversations, 1 mention', ...entries]]);
      expect(await app.app.evaluate(({ app: running }) => running.getBadgeCount())).toBe(2);
      const click = (label: string) =>
        app.app.evaluate(
          (_electron, wanted) =>
            void globalThis.isthmusShell.trays[0]?.menu?.items.find((item) => item.label === wanted)?.click(),
          label,
        );
      await click('Pause mirroring and carrying');
      await expect
        .poll(tray, soon)
        .toEqual([
          [
            'Isthmus: 3 unread conversations, 1 mention, paused',
            ...entries.map((label) =>
              label === 'Running' ? 'Paused' : label.replace('Pause mirroring', 'Resume mirroring'),
            ),
          ],
        ]);
      await click('Resume mirroring and carrying');
    },
  );

  it('pauses carrying from the tray: the engine keeps the pause, and reports it', async () => {
    const labels = () =>
      app.app.evaluate(() =>
        globalThis.isthmusShell.trays.flatMap(({ menu }) => menu?.items.map(({ label }) => label) ?? []),
      );
    await expect.poll(labels, soon).toContain('Pause carrying');
    await app.app.evaluate(() => {
      const entry = globalThis.isthmusShell.trays[0]?.menu?.items.find(
        ({ label }) => label === 'Pause carrying',
      );
      entry?.submenu?.items.find(({ label }) => label === 'Until I resume')?.click();
    });
    await expect.poll(labels, soon).toContain('Resume carrying');
    expect(await labels()).toContain('Running; carrying is paused');
    // A choice waits while the engine starts anew.
    await (await app.page('engine')).reload();
    await app.app.evaluate(
      () =>
        void globalThis.isthmusShell.trays[0]?.menu?.items
          .find(({ label }) => label === 'Resume carrying')
          ?.click(),
    );
    await expect.poll(labels, soon).toContain('Pause carrying');
    expect(await labels()).toContain('Running');
  });

  it('opens the engine page and the sign-in page again when their renderer dies', async () => {
    for (const name of ['engine', 'signin'] as const) {
      const before = await app.page(name);
      const closed = new Promise<void>((resolve) => before.once('close', () => resolve()));
      await app.app.evaluate(
        ({ BrowserWindow }, path) =>
          BrowserWindow.getAllWindows()
            .find(({ webContents }) => webContents.getURL().includes(path))
            ?.webContents.forcefullyCrashRenderer(),
        `/${name}/`,
      );
      await closed;
      const after = await app.page(name);
      expect(after).not.toBe(before);
      await after.waitForLoadState();
    }
    expect(await app.call('engine', 'account:list', {})).toEqual([]);
    expect(await readFile(join(profile, 'logs', 'main.log'), 'utf8')).toContain('renderer-gone-engine');
  });
});

it('a preset that cannot be read is reported, and the app works without it', async () => {
  const other = await mkdtemp(join(tmpdir(), 'isthmus-preset-'));
  const preset = join(other, 'preset.json');
  await writeFile(preset, '{"teams":{"tenant":1}}');
  const started = await startApp({ ...services, args: [`--preset=${preset}`] }, join(other, 'profile'));
  expect(await started.call('app', 'preset:read', {})).toEqual({
    teams: null,
    mattermost: null,
    days: null,
    withoutKeyring: 'ask',
    connect: 'offer',
  });
  if (standIn) {
    const said = await started.app.evaluate(() => JSON.stringify(globalThis.isthmusShell.dialogs));
    expect(said).toContain('The preset cannot be used.');
    expect(said).toContain('teams.tenant');
  }
  await started.close();
  await removeFolder(other);
});

it('an app that a failed test left running does not prevent the next start on its profile', async () => {
  const left = await mkdtemp(join(tmpdir(), 'isthmus-left-'));
  const first = await startApp(services, left);
  const gone = new Promise<void>((resolve) => first.app.once('close', () => resolve()));
  const second = await startApp(services, left);
  await gone;
  expect(await second.call('app', 'preset:read', {})).toMatchObject({ withoutKeyring: 'ask' });
  await second.close();
  await removeFolder(left);
});
