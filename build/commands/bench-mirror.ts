/**
 * Ingest in a bare Chromium: the real engine page's code mirrors a sandbox's answers (parsed, normalised, indexed, committed; recorded in a
 * first pass over loopback, so that the sandbox's own speed is not what is measured), against the raw IndexedDB put rate of the same rows in the same run; then how fast a conversation opens, and what both pages hold in memory.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { getRequestListener } from '@hono/node-server';
import { chromium, type Page } from 'playwright';
import type { Bench, BenchAccounts } from '../../test/bench/mirror-page.ts';
import { Faults } from '../../sandbox/faults.ts';
import { createMattermostServer, type MattermostServer } from '../../sandbox/mattermost/index.ts';
import {
  createMicrosoftTenant,
  makeCertificate,
  type MicrosoftTenant,
} from '../../sandbox/microsoft/index.ts';
import { generateOrganisation } from '../../sandbox/organisation/generate.ts';
import { realWorld } from '../../sandbox/world.ts';
import { findBrowser } from '../../shell/browser.ts';
import { ensureBrowser, projectRoot } from './browser.ts';

declare const bench: Bench;

export interface MirrorFigures {
  readonly messages: number;
  readonly perSecond: number;
  readonly rawPerSecond: number;
  readonly ratio: number;
  readonly openP95Ms: number;
  readonly heapMb: number;
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};
const seed = 11;
const clientId = '5a3c1f5e-7d2f-4f0b-9d8e-1f6f6f7a1c11';

/** Runs the benchmark. `args`: `--messages N`, `--json` (the result is always one JSON line). */
export const benchMirror = async (args: readonly string[]): Promise<MirrorFigures> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      messages: { type: 'string', default: '100000' },
      json: { type: 'boolean', default: false },
      /** Writes a CPU profile of the ingest (.cpuprofile, for a browser's performance panel). */
      profile: { type: 'string' },
    },
  });
  ensureBrowser();
  const browserPath = findBrowser()?.executablePath;
  if (!browserPath)
    throw new Error('This benchmark needs an installed Chromium: the figures are those of a bare browser.');
  const host = await startHost(Number(values.messages));
  say(`Sandbox with ${values.messages} messages is up.`);
  const browser = await chromium.launch({ executablePath: browserPath, args: chromiumArguments });
  try {
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const page = await context.newPage();
    page.on('console', (message) => say(`page: ${message.text()}`));
    await page.goto(`${host.origin}/bench/mirror.html`);
    await page.waitForFunction(() => 'bench' in globalThis);
    const profiled = values.profile === undefined ? null : await startProfile(page);
    const mirrored = await page.evaluate((accounts) => bench.ingest(accounts), host.accounts);
    if (profiled && values.profile !== undefined) await writeFile(values.profile, await profiled());
    say(`Mirrored ${mirrored.messages} messages in ${mirrored.seconds.toFixed(1)} s.`);
    const floor = await page.evaluate(() => bench.raw());
    say(`Raw puts of the same rows took ${floor.seconds.toFixed(1)} s.`);
    if (floor.messages !== mirrored.messages)
      throw new Error(
        `The floor has ${floor.messages} rows, the mirror ${mirrored.messages}: they cannot be compared.`,
      );
    const times = await page.evaluate(() => bench.open(300));
    const app = await openAppPage(page, host.origin);
    const heaps = [await heapOf(page), await heapOf(app)];
    say(`Heap: ${heaps.map((bytes) => (bytes / 1_048_576).toFixed(1)).join(' MB engine, ')} MB app page.`);
    const heap = heaps.reduce((sum, bytes) => sum + bytes, 0);
    const perSecond = mirrored.messages / mirrored.seconds;
    const rawPerSecond = floor.messages / floor.seconds;
    return {
      messages: mirrored.messages,
      perSecond: Math.round(perSecond),
      rawPerSecond: Math.round(rawPerSecond),
      ratio: Number((perSecond / rawPerSecond).toFixed(2)),
      openP95Ms: Number((times[Math.floor(times.length * 0.95)] ?? Number.NaN).toFixed(1)),
      heapMb: Number((heap / 1_048_576).toFixed(0)),
    };
  } finally {
    await browser.close();
    await host.close();
  }
};

const chromiumArguments = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The app page as the user has it open, over the mirrored database; its door knows nothing but what the page asks at the start. */
const openAppPage = async (beside: Page, origin: string): Promise<Page> => {
  const page = await beside.context().newPage();
  await page.addInitScript(() => {
    const answers: Record<string, unknown> = {
      'preset:read': { teams: null, mattermost: null, days: null, withoutKeyring: 'ask' },
      'secrets:status': { kind: 'keyring', backend: 'bench' },
    };
    Object.assign(globalThis, {
      isthmus: {
        page: 'app',
        call: (name: string) => Promise.resolve(answers[name] ?? {}),
        hear: () => () => undefined,
      },
    });
  });
  await page.goto(`${origin}/app/index.html`);
  await page.getByTestId('status-line').waitFor();
  return page;
};

/** Bytes of JavaScript heap in use after a collection. */
const heapOf = async (page: Page): Promise<number> => {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize;
};

const startProfile = async (page: Page): Promise<() => Promise<string>> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.start');
  return async () => JSON.stringify((await session.send('Profiler.stop')).profile);
};

interface Host {
  readonly origin: string;
  readonly accounts: BenchAccounts;
  close(): Promise<void>;
}

/** One https origin for the pages and both services, without their rate limits. */
const startHost = async (messages: number): Promise<Host> => {
  const world = realWorld(seed);
  const organisation = generateOrganisation({ seed, messages, now: Date.now() });
  const certificate = await makeCertificate(['localhost']);
  const services: { microsoft?: MicrosoftTenant; mattermost?: MattermostServer; token?: string } = {};
  const answer = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    if (url.pathname.startsWith('/v1.0/') && services.microsoft)
      return services.microsoft.graph.fetch(request);
    const gateway = /^\/gateway\/[^/]+(\/.*)$/.exec(url.pathname);
    if (gateway?.[1] && services.mattermost) {
      const headers = new Headers(request.headers);
      headers.set('authorization', `Bearer ${services.token ?? ''}`);
      return services.mattermost.fetch(
        new Request(new URL(gateway[1] + url.search, url), {
          ...bodyOf(request),
          method: request.method,
          headers,
        }),
      );
    }
    return staticFile(url.pathname);
  };
  const server = createServer(
    { key: certificate.key, cert: certificate.cert },
    getRequestListener(answer) as never,
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `https://localhost:${(server.address() as AddressInfo).port}`;

  const microsoft = createMicrosoftTenant({
    world,
    loginUrl: origin,
    graphUrl: origin,
    clientId,
    faults: new Faults(world),
    settings: { throttling: false },
  });
  const mattermost = createMattermostServer({ world, siteUrl: origin, faults: new Faults(world) });
  microsoft.acts.load(organisation);
  mattermost.acts.load(organisation);
  const person = organisation.people.find(({ key }) => key === organisation.sampleUser);
  if (!person?.microsoft || !person.mattermost) throw new Error('The sample user is not on both services.');
  const login = await mattermost.fetch(
    new Request(`${origin}/api/v4/users/login`, {
      method: 'POST',
      body: JSON.stringify({ login_id: person.mattermost.username, password: person.password }),
    }),
  );
  Object.assign(services, { microsoft, mattermost, token: login.headers.get('token') ?? '' });
  return {
    origin,
    accounts: {
      graphToken: microsoft.tokenFor(organisation.sampleUser, scopes),
      accounts: [
        {
          id: 't-aaaaaaaaaaaa',
          service: 'teams',
          displayName: person.displayName,
          label: person.microsoft.userPrincipalName,
          userId: person.microsoft.id,
          tenantId: organisation.tenantId,
          graphUrl: `${origin}/v1.0`,
        },
        {
          id: 'm-aaaaaaaaaaaa',
          service: 'mattermost',
          displayName: person.displayName,
          label: person.mattermost.username,
          userId: person.mattermost.id,
          serverUrl: origin,
        },
      ],
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const scopes = [
  'User.ReadBasic.All',
  'Chat.ReadWrite',
  'Team.ReadBasic.All',
  'Channel.ReadBasic.All',
  'ChannelMember.Read.All',
  'ChannelMessage.Read.All',
  'Presence.Read.All',
  'Files.ReadWrite.All',
  'User.Read',
];

const bodyOf = (request: Request): RequestInit =>
  request.body === null ? {} : ({ body: request.body, duplex: 'half' } as RequestInit);

const staticFile = async (pathname: string): Promise<Response> => {
  const folder = pathname.startsWith('/bench/')
    ? join(projectRoot, 'dist')
    : join(projectRoot, 'dist/renderer');
  const path = join(folder, pathname);
  if (!path.startsWith(folder)) return new Response('', { status: 404 });
  try {
    return new Response(await readFile(path), {
      headers: { 'content-type': types[extname(path)] ?? 'application/octet-stream' },
    });
  } catch {
    return new Response('', { status: 404 });
  }
};
