// Both services under names that only a proxy knows: what reaches them has passed it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { startProxy, type TestProxy } from '../../main/network/testing/proxy.ts';
import { createSandboxBrowser, type SandboxBrowser } from '../../sandbox/browser.ts';
import { createNetworkFetch } from '../../sandbox/browser/network-fetch.ts';
import { Faults } from '../../sandbox/faults.ts';
import { grantedByAdministrator } from '../../sandbox/index.ts';
import {
  createMattermostServer,
  listenMattermost,
  type MattermostServer,
} from '../../sandbox/mattermost/index.ts';
import {
  createMicrosoftTenant,
  listenMicrosoft,
  makeCertificate,
  type MicrosoftTenant,
} from '../../sandbox/microsoft/index.ts';
import { generateOrganisation } from '../../sandbox/organisation/generate.ts';
import type { PlannedPerson } from '../../sandbox/organisation/plan.ts';
import { realWorld } from '../../sandbox/world.ts';

const clientId = '11111111-2222-4333-8444-555555555555';
const names = { login: 'login.example', graph: 'graph.example', chat: 'chat.example' } as const;
const urls = {
  loginUrl: `https://${names.login}`,
  graphUrl: `https://${names.graph}`,
  chatUrl: `https://${names.chat}`,
} as const;

export interface ProxiedServices {
  readonly microsoft: MicrosoftTenant;
  readonly mattermost: MattermostServer;
  readonly mattermostUrl: string;
  readonly person: PlannedPerson;
  readonly proxy: TestProxy;
  readonly clientId: string;
  /** What every start of the app is given. */
  readonly args: readonly string[];
  /** The person's browser, which is past the proxy already. */
  readonly browser: SandboxBrowser;
  close(): Promise<void>;
}

const portOf = (url: string): number => Number(new URL(url).port);

/** TLS in front of a server that speaks in clear. */
async function securedFront(port: number, { key, cert }: { readonly key: string; readonly cert: string }) {
  const front = createServer({ key, cert }, (client) => {
    const server = connect(port, '127.0.0.1');
    const end = (): void => {
      client.destroy();
      server.destroy();
    };
    for (const side of [client, server]) side.on('error', end).on('close', end);
    client.pipe(server).pipe(client);
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  return { port: (front.address() as AddressInfo).port, close: () => void front.close() };
}

/** Starts a small organisation on both services, and the proxy. */
export async function startBehindProxy(scheme: 'basic' | 'digest'): Promise<ProxiedServices> {
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-proxied-'));
  const organisation = generateOrganisation({ seed: 12, messages: 40, now: Date.now() });
  const person = organisation.people.find(
    ({ kind, microsoft, mattermost }) =>
      kind === 'member' && microsoft !== null && mattermost?.mfaSecret === null,
  );
  if (person === undefined) throw new Error('the organisation has nobody on both services');
  const world = realWorld(4);
  const certificate = await makeCertificate(Object.values(names));
  const microsoft = createMicrosoftTenant({
    world,
    clientId,
    faults: new Faults(world),
    loginUrl: urls.loginUrl,
    graphUrl: urls.graphUrl,
  });
  microsoft.acts.load(organisation);
  microsoft.entra.grantForAll(grantedByAdministrator);
  const microsoftAt = await listenMicrosoft(microsoft, certificate);
  microsoft.moveTo({ loginUrl: urls.loginUrl, graphUrl: urls.graphUrl });
  const mattermost = createMattermostServer({ world, siteUrl: urls.chatUrl, faults: new Faults(world) });
  mattermost.acts.load(organisation);
  const mattermostAt = await listenMattermost(mattermost);
  const front = await securedFront(portOf(mattermostAt.url), certificate);
  const proxy = await startProxy({
    scheme,
    names: {
      [names.login]: portOf(microsoftAt.loginUrl),
      [names.graph]: portOf(microsoftAt.graphUrl),
      [names.chat]: front.port,
    },
  });
  const preset = join(folder, 'preset.json');
  const teams = {
    tenant: microsoft.tenantId(),
    clientId,
    loginUrl: urls.loginUrl,
    graphUrl: `${urls.graphUrl}/v1.0`,
  };
  await writeFile(preset, JSON.stringify({ teams, mattermost: { url: urls.chatUrl } }));
  const direct = createNetworkFetch(certificate.cert);
  return {
    microsoft,
    mattermost,
    mattermostUrl: urls.chatUrl,
    person,
    proxy,
    clientId,
    args: [
      `--preset=${preset}`,
      `--ignore-certificate-errors-spki-list=${certificate.spki}`,
      `--proxy-pac-url=${proxy.pac}`,
    ],
    browser: createSandboxBrowser({
      fetch: (request) => {
        switch (new URL(request.url).hostname) {
          case names.login:
            return microsoft.login.fetch(request);
          case names.chat:
            return mattermost.fetch(request);
          default:
            return direct(request);
        }
      },
      credentialsFor: () => ({
        username: person.microsoft?.userPrincipalName ?? '',
        password: person.password,
      }),
    }),
    close: async () => {
      proxy.close();
      front.close();
      await Promise.all([microsoftAt.close(), mattermostAt.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
