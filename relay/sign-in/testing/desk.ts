/** A relay's sign-in against the sandbox's tenant in this process: its folder, its network without TLS, and a person at a browser. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { type BrowserOutcome, createSandboxBrowser, type SandboxBrowser } from '../../../sandbox/browser.ts';
import type { MicrosoftSettings } from '../../../sandbox/microsoft/index.ts';
import { clientId, loginUrl, sandbox, type Sandbox } from '../../../sandbox/microsoft/testing/tenant.ts';
import { allScopes } from '../../../sign-in/scopes.ts';
import type { Registration } from '../client.ts';
import { openLoopback } from '../loopback.ts';
import { createSignInNetwork } from '../network.ts';
import { keyOf } from '../sealed-text.ts';
import { TeamsSession } from '../session.ts';
import { signIn, type SignInOptions, type SignInOutcome } from '../sign-in.ts';
import { readTeamsUser, type TeamsUser, writeTeamsUser } from '../teams-user.ts';

/** An address of this kind for each of the tenant's people. */
const addressOf = (person: string): string => `${person}@testworks.example`;

export interface Desk extends Sandbox {
  readonly folder: string;
  readonly registration: Registration;
  readonly cacheFile: string;
  readonly userFile: string;
  /** Every request to the sign-in service, as its path and `grant_type`. */
  readonly asked: string[];
  /** How long the client waited before it asked again, ms, each time. */
  readonly waited: number[];
  /** Signs this person in. */
  readonly signIn: (person: string, options?: Partial<SignInOptions>) => Promise<SignInOutcome>;
  /** Where the browser of each sign-in came to. */
  readonly browsed: BrowserOutcome[];
  readonly browser: (person: string) => SandboxBrowser;
  /** The session of whoever has signed in. */
  readonly session: (options?: {
    readonly key?: Buffer | null;
    readonly scopes?: readonly string[];
  }) => Promise<TeamsSession>;
  readonly user: () => Promise<TeamsUser>;
}

export const key = keyOf('a key of the tests');

/** `hastyWaits`: so many of the client's first waits end at once, as those of a client that asks too often. */
export const desk = (
  settings: Partial<MicrosoftSettings> = {},
  { hastyWaits = 0 }: { readonly hastyWaits?: number } = {},
): Desk => {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-sign-in-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const box = sandbox([], settings);
  const { tenant, world } = box;
  const asked: string[] = [];
  const waited: number[] = [];
  const browsed: BrowserOutcome[] = [];
  const overNetwork = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    if (url.origin !== loginUrl) return fetch(request, { redirect: 'manual' });
    const body = request.method === 'POST' ? await request.clone().text() : '';
    const type = new URLSearchParams(body).get('grant_type') ?? '';
    asked.push(`${url.pathname.split('/').at(-1)} ${type}`.trim());
    return tenant.login.fetch(request);
  };
  const now = (): number => world.now();
  const network = createSignInNetwork({
    fetch: overNetwork,
    now,
    // A moment of this machine's time, in which the person can do something.
    wait: async (ms) => {
      waited.push(ms);
      if (waited.length > hastyWaits) world.pass(ms + 10);
      await after(20);
    },
  });
  const registration: Registration = { loginUrl, tenant: tenant.tenantId(), clientId };
  const cacheFile = join(folder, 'teams-sign-in.sealed');
  const userFile = join(folder, 'teams-sign-in.user');
  const cache = { path: cacheFile, now };
  const browser = (person: string): SandboxBrowser =>
    createSandboxBrowser({
      fetch: overNetwork,
      credentialsFor: () => ({ username: addressOf(person), password: `${person}-password` }),
    });
  const user = async (): Promise<TeamsUser> => {
    const reading = await readTeamsUser(userFile);
    if (reading.kind !== 'user') throw new Error(reading.kind);
    return reading.user;
  };
  return {
    ...box,
    ...{ folder, registration, cacheFile, userFile, asked, waited, browsed, browser, user },
    signIn: async (person, options = {}) => {
      const end = new AbortController();
      const loopback = await openLoopback(0);
      onTestFinished(() => loopback.close());
      return signIn({
        ...{ registration, network, userFile, known: null, scopes: allScopes, within: 30_000 },
        way: {
          kind: 'browser',
          loopback,
          show: (url) =>
            void browser(person)
              .open(url)
              .then((outcome) => {
                browsed.push(outcome);
                // Whoever sits there gives up.
                if (outcome.kind === 'stuck') end.abort();
              }),
          onStranger: () => undefined,
        },
        cache: { ...cache, key },
        end: end.signal,
        ...options,
      });
    },
    session: async ({ key: own = key, scopes = allScopes } = {}) =>
      new TeamsSession({
        ...{ registration, network, scopes, now },
        cache: { ...cache, key: own },
        user: await user(),
        keepClaims: async (claims) => writeTeamsUser(userFile, { ...(await user()), claims }),
      }),
  };
};
