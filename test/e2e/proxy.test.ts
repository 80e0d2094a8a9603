// The whole app behind a proxy that wants a login: without it nothing passes and the app says so; with it everything continues.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { proxyUser } from '../../main/network/testing/proxy.ts';
import { truthOfMirror } from '../../build/commands/mirror-truth.ts';
import { readAccountRows, readMirror } from '../../build/commands/read-mirror.ts';
import { compareTruth, describeDifference } from '../../sandbox/compare.ts';
import { type ProxiedServices, startBehindProxy } from './behind-proxy.ts';
import { filesWith, startApp, type StartedApp } from './both-services.ts';
import { removeFolder } from '../../main/files/testing/remove-folder.ts';

let services: ProxiedServices;
let profile: string;
let app: StartedApp;
let page: Page;

beforeAll(async () => {
  services = await startBehindProxy('digest');
  profile = await mkdtemp(join(tmpdir(), 'isthmus-proxied-'));
  app = await startApp(services, profile);
  page = await app.page('app');
});
afterAll(async () => {
  await app.close();
  await services.close();
  await removeFolder(profile);
});

const patience = { timeout: 60_000 };
const dialog = () => page.getByTestId('proxy-login');
const passed = (host: string): number =>
  services.proxy.log.filter((line) => line === `200 ${host}:443`).length;

const answer = async (password: string, keep = false): Promise<void> => {
  await dialog().getByLabel('User name').fill(proxyUser.username);
  await dialog().getByLabel('Password').fill(password);
  if (keep)
    await dialog()
      .getByLabel(/^Keep it/)
      .check();
  await dialog().getByRole('button', { name: 'Sign in' }).click();
};

const connectMattermost = () =>
  app.call('app', 'account:connect-mattermost', {
    url: services.mattermostUrl,
    method: {
      kind: 'password',
      loginId: services.person.mattermost?.username ?? '',
      password: services.person.password,
      mfaCode: null,
    },
    account: null,
  });

const differences = async (): Promise<string[]> => {
  const rows = await readMirror(page);
  if (rows.accounts.length < 2) return ['not both accounts'];
  return rows.accounts.flatMap((account) => {
    const { acts } = account.service === 'teams' ? services.microsoft : services.mattermost;
    return compareTruth(acts.truth(services.person.key), truthOfMirror(rows, account)).map(
      describeDifference,
    );
  });
};
const states = async () => (await readAccountRows(page)).map(({ state }) => state);
const everything = () =>
  vi.waitFor(
    async () => {
      expect(await differences()).toEqual([]);
      expect((await states()).map(({ kind }) => kind)).toEqual(['live', 'live']);
    },
    { timeout: 120_000, interval: 250 },
  );

it('the card of a server says that the proxy asks for a login, after the user has cancelled it', async () => {
  await dialog().getByText(services.proxy.host).waitFor(patience);
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  await page
    .getByTestId('connect-mattermost')
    .getByText('The proxy of this network asks for a sign-in')
    .waitFor(patience);
  expect(passed('chat.example')).toBe(0);
});

it('signing in asks for the proxy’s login again, also after a wrong password, and continues after the right one', async () => {
  const connecting = connectMattermost();
  await dialog().waitFor(patience);
  await answer('wrong');
  await dialog().getByText('did not take').waitFor(patience);
  await answer(proxyUser.password);
  expect((await connecting).kind).toBe('connected');
  expect(passed('chat.example')).toBeGreaterThan(0);
});

it('the sign-in of Microsoft passes the proxy without another question', async () => {
  const connecting = app.call('app', 'account:connect-teams', {
    tenant: services.microsoft.tenantId(),
    clientId: services.clientId,
    account: null,
  });
  expect(await services.browser.open(await app.opened(connecting))).toMatchObject({ kind: 'delivered' });
  expect((await connecting).kind).toBe('connected');
  expect(passed('login.example')).toBeGreaterThan(0);
});

it('both mirrors fill through the proxy, and the socket stays open', async () => {
  await everything();
  expect(passed('graph.example')).toBeGreaterThan(0);
  expect(services.mattermost.sockets.openSockets).toBe(1);
  expect(await dialog().count()).toBe(0);
});

it('an upload and a download pass the proxy', async () => {
  const account = (await readAccountRows(page)).find(({ service }) => service === 'mattermost')?.id ?? '';
  const channel = (await readMirror(page)).conversations.find(({ accountId }) => accountId === account);
  const { key } = await app.call('engine', 'gateway:key', {});
  const size = 300_000;
  const received = await (
    await app.page('engine')
  ).evaluate(
    async ([base, channelId, own, length]) => {
      const headers = { 'x-isthmus-key': own };
      const ask = async (path: string, body: BodyInit): Promise<{ readonly id: string }> =>
        (await (await fetch(`${base}${path}`, { method: 'POST', headers, body })).json()) as { id: string };
      const session = { channel_id: channelId, filename: 'proof.bin', file_size: length };
      const upload = await ask('/uploads', JSON.stringify(session));
      const stored = await ask(`/uploads/${upload.id}`, new Uint8Array(length).fill(7));
      const file = await fetch(`${base}/files/${stored.id}`, { headers });
      return new Uint8Array(await file.arrayBuffer()).filter((byte) => byte === 7).length;
    },
    [`/gateway/${account}/api/v4`, channel?.id.split('/').at(-1) ?? '', key, size] as const,
  );
  expect(received).toBe(size);
});

it('at the next start both accounts show that the proxy stops them, and continue after the login', async () => {
  await app.close();
  app = await startApp(services, profile);
  page = await app.page('app');
  await dialog().waitFor(patience);
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  for (const service of ['teams', 'mattermost'])
    await page
      .getByTestId(`trouble-${service}`)
      .getByText(/The proxy of this network asks for a sign-in/)
      .waitFor(patience);
  expect(await states()).toEqual([
    expect.objectContaining({ kind: 'offline', reason: 'proxy-sign-in' }),
    expect.objectContaining({ kind: 'offline', reason: 'proxy-sign-in' }),
  ]);
  await page.getByRole('button', { name: 'Sign in to the proxy' }).first().click();
  await dialog().waitFor(patience);
  await answer(proxyUser.password, true);
  await everything();
});

it('a login in the keyring is used without a question, and is in no file as plain text', async () => {
  await app.close();
  expect(await filesWith(profile, [proxyUser.password])).toEqual([]);
  const before = passed('chat.example');
  app = await startApp(services, profile);
  page = await app.page('app');
  await vi.waitFor(() => expect(passed('chat.example')).toBeGreaterThan(before), patience);
  expect(await dialog().count()).toBe(0);
});
