/** One https origin on loopback for a benchmark's page, both services, and Mattermost's events. The services' limits are off until switched on. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { WebSocketServer } from 'ws';
import { allScopes } from '../../../sign-in/scopes.ts';
import type { BenchAccounts } from '../../../test/bench/bench-accounts.ts';
import { Faults } from '../../../sandbox/faults.ts';
import { createMattermostServer, type MattermostServer } from '../../../sandbox/mattermost/index.ts';
import {
  createMicrosoftTenant,
  makeCertificate,
  type MicrosoftTenant,
} from '../../../sandbox/microsoft/index.ts';
import type { Organisation } from '../../../sandbox/organisation/plan.ts';
import { realWorld } from '../../../sandbox/world.ts';
import { projectRoot } from '../browser.ts';

export interface BenchHost {
  readonly origin: string;
  readonly accounts: BenchAccounts;
  readonly organisation: Organisation;
  readonly microsoft: MicrosoftTenant;
  readonly mattermost: MattermostServer;
  /** How often a service answered 429; items of a batch count one by one. */
  refusals(): number;
  close(): Promise<void>;
}

const clientId = '5a3c1f5e-7d2f-4f0b-9d8e-1f6f6f7a1c11';
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** Starts both services with this organisation, and signs its sample user in. */
export const startBenchHost = async (seed: number, organisation: Organisation): Promise<BenchHost> => {
  const world = realWorld(seed);
  const person = organisation.people.find(({ key }) => key === organisation.sampleUser);
  if (!person?.microsoft || !person.mattermost) throw new Error('The sample user is not on both services.');
  const certificate = await makeCertificate(['localhost']);
  const services: Services = { microsoft: null, mattermost: null, token: '', refusals: 0 };
  const server = createServer(
    { key: certificate.key, cert: certificate.cert },
    getRequestListener((request) => answer(services, request)) as never,
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
  const login = await mattermost.fetch(
    new Request(`${origin}/api/v4/users/login`, {
      method: 'POST',
      body: JSON.stringify({ login_id: person.mattermost.username, password: person.password }),
    }),
  );
  Object.assign(services, { microsoft, mattermost, token: login.headers.get('token') ?? '' });
  const upgrades = new WebSocketServer({ server, path: '/events' });
  upgrades.on('connection', (socket, { url }) => {
    const handle = mattermost.sockets.connect(
      { send: (text) => socket.send(text), close: (code) => socket.close(code) },
      {
        headers: new Headers({ authorization: `Bearer ${services.token}` }),
        url: new URL(url ?? '/', origin),
      },
    );
    if ('refused' in handle) return socket.close();
    socket.on('message', (data: Buffer) => handle.receive(data.toString()));
    socket.on('close', () => handle.closed());
  });
  return {
    origin,
    organisation,
    microsoft,
    mattermost,
    refusals: () => services.refusals + microsoft.counters.throttled,
    accounts: {
      graphToken: microsoft.tokenFor(organisation.sampleUser, [...allScopes]),
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
        for (const socket of upgrades.clients) socket.terminate();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

interface Services {
  readonly microsoft: MicrosoftTenant | null;
  readonly mattermost: MattermostServer | null;
  readonly token: string;
  /** Mattermost's; Graph counts its own. */
  refusals: number;
}

/** Graph as it stands, Mattermost as the gateway reaches it, and the pages. */
const answer = async (services: Services, request: Request): Promise<Response> => {
  const { microsoft, mattermost, token } = services;
  const url = new URL(request.url);
  if (url.pathname.startsWith('/v1.0/') && microsoft) return microsoft.graph.fetch(request);
  const gateway = /^\/gateway\/[^/]+(\/.*)$/.exec(url.pathname);
  if (!gateway?.[1] || !mattermost) return staticFile(url.pathname);
  const headers = new Headers(request.headers);
  headers.set('authorization', `Bearer ${token}`);
  const there = new URL(gateway[1] + url.search, url);
  const response = await mattermost.fetch(
    new Request(there, { ...bodyOf(request), method: request.method, headers }),
  );
  if (response.status === 429) services.refusals += 1;
  return response;
};

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
