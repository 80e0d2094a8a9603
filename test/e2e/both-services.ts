// A pretend tenant and a pretend Mattermost server on loopback, a user with a browser, and the app pointed at them.
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallName, CallRequest, CallResponse } from '../../preload/contract/index.ts';
import { createSandboxBrowser, type SandboxBrowser } from '../../sandbox/browser.ts';
import { createNetworkFetch } from '../../sandbox/browser/network-fetch.ts';
import { Faults } from '../../sandbox/faults.ts';
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
import type { Certificate } from '../../sandbox/microsoft/certificate.ts';
import { grantedByAdministrator } from '../../sandbox/index.ts';
import type { PlannedPerson } from '../../sandbox/organisation/plan.ts';
import { smallOrganisation } from '../../sandbox/organisation/small.ts';
import { realWorld } from '../../sandbox/world.ts';
import { launchIsthmus, type PageName, type RunningIsthmus } from './electron.ts';
import { endLeftRunning, noteRunning } from './fixtures/left-running.ts';
import { shortLived } from './fixtures/short-lived.ts';

const clientId = '11111111-2222-4333-8444-555555555555';

/** Both services and their people. */
export interface Services {
  readonly microsoft: MicrosoftTenant;
  readonly microsoftFaults: Faults;
  readonly mattermost: MattermostServer;
  readonly mattermostUrl: string;
  /** Somebody with an account on both sides and no MFA, and another one. */
  readonly person: PlannedPerson;
  readonly other: PlannedPerson;
  /** What every start of the app is given: the preset, and trust in the tenant's certificate. */
  readonly args: readonly string[];
  /** What a start of the app finds in its environment besides. */
  readonly env?: Readonly<Record<string, string>>;
  readonly clientId: string;
  /** A browser in which this person signs in. */
  browserOf(person: PlannedPerson): SandboxBrowser;
  /** A request to the loopback, as any program on the machine could make it. */
  readonly fetch: (request: Request) => Promise<Response>;
  close(): Promise<void>;
}

/** Both services as they listen, each at a port of its own. */
export interface ListeningServices extends Pick<
  Services,
  'microsoft' | 'microsoftFaults' | 'mattermost' | 'person' | 'other' | 'clientId' | 'fetch'
> {
  readonly certificate: Certificate;
  readonly at: ServiceUrls;
  /** Writes a preset with these addresses; returns what a start of the app is given for it and for the certificate. */
  readonly argsFor: (urls: ServiceUrls) => Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Where the app finds both. */
export interface ServiceUrls {
  readonly loginUrl: string;
  readonly graphUrl: string;
  readonly mattermostUrl: string;
}

/**
 * Has both services listen on the loopback, with a small organisation.
 * @param names what the certificate is for
 * @param siteUrl what Mattermost takes for its address; '' for the one at which it listens
 */
export async function listenToBoth(names: readonly string[], siteUrl = ''): Promise<ListeningServices> {
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-services-'));
  const organisation = smallOrganisation({ seed: 11, messages: 600, now: Date.now() });
  const onBoth = organisation.people.filter(
    ({ kind, microsoft, mattermost }) =>
      kind === 'member' && microsoft !== null && mattermost?.mfaSecret === null,
  );
  const [person, other] = onBoth;
  if (person === undefined || other === undefined) throw new Error('the organisation has too few people');
  const world = realWorld(3);
  const microsoftFaults = new Faults(world);
  const certificate = await makeCertificate([...names]);
  const microsoft = createMicrosoftTenant({
    world,
    clientId,
    faults: microsoftFaults,
    loginUrl: 'https://localhost',
    graphUrl: 'https://localhost',
  });
  microsoft.acts.load(organisation);
  microsoft.entra.grantForAll(grantedByAdministrator);
  const microsoftAt = await listenMicrosoft(microsoft, certificate);
  const mattermost = createMattermostServer({ world, siteUrl, faults: new Faults(world) });
  mattermost.acts.load(organisation);
  const mattermostAt = await listenMattermost(mattermost);
  const preset = join(folder, 'preset.json');
  return {
    microsoft,
    microsoftFaults,
    mattermost,
    person,
    other,
    clientId,
    certificate,
    fetch: createNetworkFetch(certificate.cert),
    at: {
      loginUrl: microsoftAt.loginUrl,
      graphUrl: microsoftAt.graphUrl,
      mattermostUrl: mattermostAt.url,
    },
    argsFor: async ({ loginUrl, graphUrl, mattermostUrl }) => {
      const teams = { tenant: microsoft.tenantId(), clientId, loginUrl, graphUrl: `${graphUrl}/v1.0` };
      await writeFile(preset, JSON.stringify({ teams, mattermost: { url: mattermostUrl } }));
      return [`--preset=${preset}`, `--ignore-certificate-errors-spki-list=${certificate.spki}`];
    },
    close: async () => {
      await Promise.all([microsoftAt.close(), mattermostAt.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Starts both services with a small organisation. */
export async function startServices(): Promise<Services> {
  const { at, argsFor, ...both } = await listenToBoth(['localhost', '127.0.0.1']);
  const { mattermostUrl } = at;
  return {
    ...both,
    mattermostUrl,
    args: await argsFor(at),
    browserOf: ({ password, microsoft: entra, mattermost: member }) =>
      createSandboxBrowser({
        fetch: both.fetch,
        credentialsFor: ({ origin }) => ({
          username: (origin === mattermostUrl ? member?.username : entra?.userPrincipalName) ?? '',
          password,
        }),
      }),
  };
}

/** A request of the engine page through the gateway, with the key that opens it. */
export async function throughGateway(
  app: StartedApp,
  path: string,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const { key } = await app.call('engine', 'gateway:key', {});
  const page = await app.page('engine');
  return page.evaluate(
    async ([address, own]) => {
      const answer = await fetch(address, { headers: { 'x-isthmus-key': own } });
      return { status: answer.status, body: (await answer.json()) as unknown };
    },
    [path, key] as const,
  );
}

/**
 * The token with which main sends for an account, as Graph sees it: no page is given it.
 * @param renew has main see to a new one first
 */
export async function tokenAtGraph(
  app: StartedApp,
  { microsoft }: Pick<Services, 'microsoft'>,
  account: string,
  renew = false,
): Promise<string> {
  const outcome = await app.call('engine', 'teams:access-token', { account, renew });
  if (outcome.kind !== 'token') throw new Error(`no token: ${JSON.stringify(outcome)}`);
  const mark = `/v1.0/me?$select=id&seen=${crypto.randomUUID()}`;
  const { graph } = microsoft;
  const { fetch } = graph;
  let seen = '';
  const watched = {
    fetch: (request: Request): Promise<Response> => {
      if (request.url.endsWith(mark)) seen = request.headers.get('authorization') ?? '';
      return fetch(request);
    },
  };
  Object.assign(graph, watched);
  try {
    await throughGateway(app, `/gateway/${account}/graph${mark}`);
  } finally {
    Object.assign(graph, { fetch });
  }
  return seen.replace('Bearer ', '');
}

/** A running app with its door and the addresses it wants a browser to open. */
export interface StartedApp extends RunningIsthmus {
  /** A call through the door, as the page makes it. */
  call<Name extends CallName>(
    page: PageName,
    name: Name,
    request: CallRequest<Name>,
  ): Promise<CallResponse<Name>>;
  /** The next address handed to the system browser; throws when `attempt` ends before there is one. */
  opened(attempt: Promise<unknown>): Promise<string>;
}

interface Opened {
  openedAddresses?: string[];
}

/**
 * Starts the app on a profile; what a failed test left running there is killed before. ISTHMUS_BUILT names the folder of another build than
 * the project's.
 */
export async function startApp(
  services: Pick<Services, 'args' | 'env'>,
  userDataDir: string,
): Promise<StartedApp> {
  const root = process.env.ISTHMUS_BUILT;
  await endLeftRunning(userDataDir);
  const running = await launchIsthmus({
    userDataDir,
    args: [shortLived, ...services.args, '--hidden'],
    ...(services.env === undefined ? {} : { env: services.env }),
    ...(root === undefined ? {} : { root }),
  });
  noteRunning(userDataDir, running.app);
  await running.app.evaluate(({ shell }) => {
    const addresses: string[] = [];
    (globalThis as Opened).openedAddresses = addresses;
    shell.openExternal = (url) => {
      addresses.push(url);
      return Promise.resolve();
    };
  });
  // Started with --hidden, the app shows its window when it is started a second time; tests need the page.
  await running.app.evaluate(({ app }) => void app.emit('second-instance'));
  const call = async (page: PageName, name: string, request: object): Promise<unknown> => {
    const shown = await running.page(page);
    await shown.waitForLoadState();
    return shown.evaluate(
      ([called, given]) => {
        const { isthmus } = window as unknown as {
          isthmus: { call(name: string, request: object): Promise<unknown> };
        };
        return isthmus.call(called, given);
      },
      [name, request] as const,
    );
  };
  return {
    ...running,
    call: call as StartedApp['call'],
    opened: async (attempt) => {
      const endings: string[] = [];
      attempt.then(
        (outcome) => endings.push(JSON.stringify(outcome)),
        (error: unknown) => endings.push(String(error)),
      );
      const end = Date.now() + 30_000;
      for (;;) {
        const address = await running.app.evaluate(() => (globalThis as Opened).openedAddresses?.shift());
        if (address !== undefined) return address;
        if (endings.length > 0) throw new Error(`the attempt ended without a browser: ${endings.join()}`);
        if (Date.now() > end) throw new Error('the app opened no address');
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}

/** Every file below a folder in which one of `texts` stands in plain text. */
export async function filesWith(folder: string, texts: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const content = await readFile(file).catch(() => Buffer.alloc(0));
    for (const text of texts) {
      // Chromium keeps page storage as UTF-16 where it must.
      if (content.includes(text) || content.includes(Buffer.from(text, 'utf16le')))
        found.push(`${file}: ${text.slice(0, 6)}…`);
    }
  }
  return found;
}
