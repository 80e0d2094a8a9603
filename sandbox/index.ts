/** Starts the whole sandbox on loopback: a Microsoft tenant and a Mattermost server with one organisation, and its user's browser. */
import { createSandboxBrowser, type SandboxBrowser, type SandboxCredentials } from './browser.ts';
import { createNetworkFetch } from './browser/network-fetch.ts';
import { startColleagues, type Colleagues, type Pace } from './colleagues.ts';
import { readCorpus } from './corpus.ts';
import { Faults } from './faults.ts';
import {
  createMattermostServer,
  listenMattermost,
  totp,
  type MattermostActs,
  type MattermostServer,
} from './mattermost/index.ts';
import {
  createMicrosoftTenant,
  listenMicrosoft,
  makeCertificate,
  type MicrosoftTenant,
} from './microsoft/index.ts';
import { generateOrganisation } from './organisation/generate.ts';
import { peopleByKey } from './organisation/people.ts';
import type { Organisation, PersonKey } from './organisation/plan.ts';
import type { ServiceActs, Truth } from './service.ts';
import { realWorld, type SandboxWorld } from './world.ts';

export type { SandboxBrowser, SandboxCredentials, BrowserOutcome } from './browser.ts';
export type { Colleagues, Pace } from './colleagues.ts';

/**
 * The permissions that the administrator has granted to everybody, besides those that only an administrator can grant
 * (`settings.adminConsent`).
 */
export const grantedByAdministrator: readonly string[] = [
  'Team.ReadBasic.All',
  'Channel.ReadBasic.All',
  'ChannelMessage.Send',
  'Presence.Read.All',
  'Presence.ReadWrite',
  'Files.ReadWrite.All',
];

export interface SandboxOptions {
  /** The same seed and `now` make the same organisation. */
  readonly seed: number;
  /** On both services together, including messages that the sample user cannot see. */
  readonly messages: number;
  /** A folder of real chat to fill the conversations with (see corpus.ts). */
  readonly corpus?: string;
  /** An organisation that a test has made, instead of a generated one. `now` as for the generator. */
  readonly organisation?: (now: number) => Organisation;
  /** Whether Graph has its limits; true if absent, like the real service. */
  readonly throttling?: boolean;
  /** Whether colleagues write, and how busily; false if absent. */
  readonly colleagues?: Pace | false;
  /** The start of the sandbox's clocks, ms since 1970; this machine's time if absent. */
  readonly now?: number;
}

export interface Sandbox {
  readonly organisation: Organisation;
  readonly microsoft: {
    /** `loginUrl` with the tenant, in the form for MSAL. */
    readonly authority: string;
    readonly loginUrl: string;
    readonly graphUrl: string;
    readonly tenantId: string;
    readonly clientId: string;
    /** Both hosts' certificate, PEM. */
    readonly certificatePem: string;
    /** For Chromium's --ignore-certificate-errors-spki-list. */
    readonly spki: string;
    readonly acts: ServiceActs;
    readonly tenant: MicrosoftTenant;
  };
  readonly mattermost: {
    readonly url: string;
    readonly acts: MattermostActs;
    readonly server: MattermostServer;
  };
  readonly faults: { readonly microsoft: Faults; readonly mattermost: Faults };
  readonly world: SandboxWorld;
  /** The sample user's browser. */
  readonly browser: SandboxBrowser;
  /** A separate browser for another person. */
  readonly browserOf: (person: PersonKey) => SandboxBrowser;
  readonly sampleCredentials: Credentials;
  /** The texts that a person types to sign in. Throws for people without an account on both services. */
  readonly credentialsOf: (person: PersonKey) => Credentials;
  /** Everything that the sample user can see now. */
  readonly truth: () => { readonly microsoft: Truth; readonly mattermost: Truth };
  /** Null if no colleagues write. */
  readonly colleagues: Colleagues | null;
  /** Ends everything. */
  readonly close: () => Promise<void>;
}

export interface Credentials {
  readonly microsoft: SandboxCredentials;
  readonly mattermost: SandboxCredentials;
}

/** The app registration of every sandbox: a public client for mobile and desktop, `http://localhost` as its redirect. */
export const sandboxClientId = '6f1d3c52-0b7e-4a39-9c84-2d5b8e7f1a60';

const worldFrom = (seed: number, now: number | undefined): SandboxWorld => {
  const real = realWorld(seed);
  const ahead = now === undefined ? 0 : now - Date.now();
  return { ...real, now: () => Date.now() + ahead };
};

const credentialsIn =
  (organisation: Organisation, world: SandboxWorld) =>
  (key: PersonKey): Credentials => {
    const { microsoft, mattermost, password } = peopleByKey(organisation.people)(key);
    if (!microsoft || !mattermost) throw new Error(`${key} is not on both services`);
    const secret = mattermost.mfaSecret;
    return {
      microsoft: { username: microsoft.userPrincipalName, password },
      mattermost: {
        username: mattermost.username,
        password,
        ...(secret === null ? {} : { mfaCode: () => totp(secret, world.now()) }),
      },
    };
  };

/** Starts it; both services answer when the promise resolves. */
export const startSandbox = async (options: SandboxOptions): Promise<Sandbox> => {
  const world = worldFrom(options.seed, options.now);
  const organisation =
    options.organisation?.(world.now()) ??
    generateOrganisation({
      seed: options.seed,
      messages: options.messages,
      now: world.now(),
      ...(options.corpus === undefined ? {} : { corpus: readCorpus(options.corpus) }),
    });
  const faults = { microsoft: new Faults(world), mattermost: new Faults(world) };
  const tenant = createMicrosoftTenant({
    world,
    clientId: sandboxClientId,
    faults: faults.microsoft,
    loginUrl: 'https://localhost',
    graphUrl: 'https://localhost',
    settings: { throttling: options.throttling ?? true },
  });
  const server = createMattermostServer({ world, siteUrl: '', faults: faults.mattermost });
  tenant.acts.load(organisation);
  tenant.entra.grantForAll(grantedByAdministrator);
  server.acts.load(organisation);
  const certificate = await makeCertificate(['localhost', '127.0.0.1']);
  const listeningTenant = await listenMicrosoft(tenant, certificate);
  const listeningServer = await listenMattermost(server);
  const { loginUrl, graphUrl } = listeningTenant;
  const credentialsOf = credentialsIn(organisation, world);
  const fetch = createNetworkFetch(certificate.cert);
  const browserOf = (person: PersonKey): SandboxBrowser => {
    const credentials = credentialsOf(person);
    return createSandboxBrowser({
      fetch,
      credentialsFor: ({ origin }) =>
        origin === loginUrl
          ? credentials.microsoft
          : origin === listeningServer.url
            ? credentials.mattermost
            : null,
    });
  };
  const pace = options.colleagues ?? false;
  const acting = { world, organisation, microsoft: tenant.acts, mattermost: server.acts };
  const colleagues = pace === false ? null : startColleagues({ ...acting, pace });
  const sample = organisation.sampleUser;
  return {
    organisation,
    microsoft: {
      authority: `${loginUrl}/${tenant.tenantId()}`,
      loginUrl,
      graphUrl,
      tenantId: tenant.tenantId(),
      clientId: sandboxClientId,
      certificatePem: certificate.cert,
      spki: certificate.spki,
      acts: tenant.acts,
      tenant,
    },
    mattermost: { url: listeningServer.url, acts: server.acts, server },
    faults,
    world,
    browser: browserOf(sample),
    browserOf,
    sampleCredentials: credentialsOf(sample),
    credentialsOf,
    truth: () => ({ microsoft: tenant.acts.truth(sample), mattermost: server.acts.truth(sample) }),
    colleagues,
    close: async () => {
      colleagues?.stop();
      await Promise.all([listeningTenant.close(), listeningServer.close()]);
    },
  };
};
