// Signing in to both services through the built app, as facts/sign-in.md describes it, with all failures on the way.
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectOutcome, TokenOutcome } from '../../preload/contract/index.ts';
import { grantedByAdministrator } from '../../sandbox/index.ts';
import {
  filesWith,
  type Services,
  startApp,
  type StartedApp,
  startServices,
  throughGateway,
  tokenAtGraph,
} from './both-services.ts';
import { removeFolder } from '../../main/files/testing/remove-folder.ts';

/** What an administrator grants beyond chats. */
const granted = [...grantedByAdministrator, 'ChannelMessage.Read.All'];

let services: Services;
let profile: string;
let app: StartedApp;

beforeAll(async () => {
  services = await startServices();
  // Every sign-in is one with “Stay signed in”, for which MSAL stores more.
  Object.assign(services.microsoft.settings, { kmsiClaim: true });
  profile = await mkdtemp(join(tmpdir(), 'isthmus-profile-'));
  app = await startApp(services, profile);
});
afterAll(async () => {
  await app.close();
  await services.close();
  await removeFolder(profile);
});
afterEach(() => {
  const { entra, settings } = services.microsoft;
  services.microsoftFaults.clear();
  entra.grantForAll(granted);
  Object.assign(settings, { adminConsent: true });
});

const teamsRequest = (account: string | null = null) => ({
  tenant: services.microsoft.tenantId(),
  clientId: services.clientId,
  account,
});

/** Signs `person` in to Teams through the browser. */
async function connectTeams(
  person = services.person,
  account: string | null = null,
): Promise<ConnectOutcome> {
  const outcome = app.call('app', 'account:connect-teams', teamsRequest(account));
  await services.browserOf(person).open(await app.opened(outcome));
  return outcome;
}

const connectMattermost = (account: string | null = null): Promise<ConnectOutcome> =>
  app.call('app', 'account:connect-mattermost', {
    url: services.mattermostUrl,
    method: {
      kind: 'password',
      loginId: services.person.mattermost?.username ?? '',
      password: services.person.password,
      mfaCode: null,
    },
    account,
  });

const accountOf = (outcome: ConnectOutcome): string => {
  if (outcome.kind !== 'connected') throw new Error(`not connected: ${JSON.stringify(outcome)}`);
  return outcome.account.id;
};

const token = (account: string, renew = false): Promise<TokenOutcome> =>
  app.call('engine', 'teams:access-token', { account, renew });

/** Ends the app and starts it again, whatever becomes of what is done while it is off. */
const restart = async (
  end: 'close' | 'kill',
  between: () => Promise<void> = () => Promise.resolve(),
): Promise<void> => {
  await app[end]();
  try {
    await between();
  } finally {
    app = await startApp(services, profile);
  }
};

/** The accounts that main has stored, also those whose mirrors are not removed yet. */
const storedAccounts = async (): Promise<unknown[]> => {
  const stored = await readFile(join(profile, 'accounts.json'), 'utf8').catch(() => '{"accounts":[]}');
  return (JSON.parse(stored) as { accounts: unknown[] }).accounts;
};
const everybodyLeaves = async (): Promise<void> => {
  for (const { id } of await app.call('engine', 'account:list', {}))
    await app.call('app', 'account:sign-out', { account: id });
  await expect.poll(storedAccounts, { timeout: 120_000 }).toEqual([]);
};

/** The stored refresh tokens, by their names. */
const refreshTokens = async (): Promise<string[]> => {
  const signin = await app.page('signin');
  return signin.evaluate(() =>
    Object.keys(localStorage).filter((key) => /refreshtoken/i.test(key) && !key.includes('keys')),
  );
};

describe('a sign-in in the browser', () => {
  beforeEach(everybodyLeaves);

  it('lets the user sign in to the other service meanwhile', async () => {
    const teams = app.call('app', 'account:connect-teams', teamsRequest());
    const address = await app.opened(teams);
    accountOf(await connectMattermost());
    await services.browserOf(services.person).open(address);
    expect((await teams).kind).toBe('connected');
  });

  it('can be cancelled, and tried again', async () => {
    const outcome = app.call('app', 'account:connect-teams', teamsRequest());
    await app.opened(outcome);
    await app.call('app', 'account:cancel-connect', { service: 'teams' });
    expect(await outcome).toEqual({ kind: 'cancelled' });
    expect((await connectTeams()).kind).toBe('connected');
  });

  it('is ended by a second attempt', async () => {
    const first = app.call('app', 'account:connect-teams', teamsRequest());
    await app.opened(first);
    const second = connectTeams();
    expect(await first).toEqual({ kind: 'cancelled' });
    expect((await second).kind).toBe('connected');
  });

  it('ignores a stranger who answers first', async () => {
    const outcome = app.call('app', 'account:connect-teams', teamsRequest());
    const address = await app.opened(outcome);
    const redirectUri = new URL(address).searchParams.get('redirect_uri') ?? '';
    const stranger = await services.fetch(new Request(`${redirectUri}/?code=stolen&state=foreign`));
    expect(stranger.status).toBe(400);
    await services.browserOf(services.person).open(address);
    expect((await outcome).kind).toBe('connected');
  });

  it('asks for chats only, names the permissions that are not granted, and notices by itself when they are', async () => {
    const { entra, settings } = services.microsoft;
    Object.assign(settings, { adminConsent: false });
    entra.withdrawForAll(granted);
    const connected = await connectTeams();
    expect(connected).toMatchObject({
      kind: 'connected',
      account: {
        lacks: ['channels', 'presence', 'files'],
        consentUrl: expect.stringContaining('/v2.0/adminconsent?client_id=') as unknown,
      },
    });
    const account = accountOf(connected);
    expect((await token(account, true)).kind).toBe('token');
    Object.assign(settings, { adminConsent: true });
    entra.grantForAll(granted);
    // The user opens the app.
    await expect
      .poll(
        async () => {
          await app.app.evaluate((electron) => void electron.app.emit('browser-window-focus'));
          const [one] = await app.call('engine', 'account:list', {});
          return one?.service === 'teams' ? (one.lacks ?? []) : ['no account'];
        },
        { timeout: 30_000 },
      )
      .toEqual([]);
    // The permission is withdrawn: chats continue.
    entra.withdrawForAll(granted);
    expect((await token(account, true)).kind).toBe('token');
    expect(await app.call('engine', 'account:list', {})).toMatchObject([
      { lacks: ['channels', 'presence', 'files'] },
    ]);
  });

  it('shows a page in the browser that says it may be closed', async () => {
    const outcome = app.call('app', 'account:connect-teams', teamsRequest());
    const delivered = await services.browserOf(services.person).open(await app.opened(outcome));
    expect(delivered).toEqual({ kind: 'delivered', status: 200, answer: 'code' });
    await outcome;
  });
});

describe('an account of each service', () => {
  let teams: string;
  let mattermost: string;

  /** Main's own id of an account, if there is one. */
  const listed = async (service: 'teams' | 'mattermost'): Promise<string | null> =>
    (await app.call('engine', 'account:list', {})).find((one) => one.service === service)?.id ?? null;
  const me = (account: string) => throughGateway(app, `/gateway/${account}/api/v4/users/me`);

  beforeEach(async () => {
    // Both are signed in before each test, whatever the one before has left.
    const known = await listed('teams');
    teams =
      known !== null && (await token(known, true)).kind === 'token'
        ? known
        : accountOf(await connectTeams(services.person, known));
    const joined = await listed('mattermost');
    mattermost =
      joined !== null && (await me(joined)).status === 200
        ? joined
        : accountOf(await connectMattermost(joined));
  });

  it('gets tokens, reaches both services, and keeps everything over a quit and a kill', async () => {
    for (const end of ['close', 'kill', null] as const) {
      const accounts = await app.call('engine', 'account:list', {});
      expect(accounts.map(({ id, service, label }) => ({ id, service, label }))).toEqual(
        expect.arrayContaining([
          { id: teams, service: 'teams', label: services.person.microsoft?.userPrincipalName },
          {
            id: mattermost,
            service: 'mattermost',
            label: `@${services.person.mattermost?.username ?? ''}`,
          },
        ]),
      );
      expect(accounts).toHaveLength(2);
      expect(await token(teams)).toMatchObject({ kind: 'token' });
      const { body } = await throughGateway(app, `/gateway/${teams}/graph/v1.0/me`);
      expect(body).toMatchObject({ id: services.person.microsoft?.id });
      expect(await me(mattermost)).toMatchObject({
        status: 200,
        body: { id: services.person.mattermost?.id },
      });
      if (end !== null) await restart(end);
    }
  });

  it('leaves no secret in plain text in any file of the profile, although the tenant says `kmsi`', async () => {
    const first = await tokenAtGraph(app, services, teams);
    expect(await tokenAtGraph(app, services, teams, true)).not.toBe(first);
    const signin = await app.page('signin');
    const cookie = await signin.evaluate(() => document.cookie);
    const stored = await signin.evaluate(() => Object.entries(localStorage) as [string, string][]);
    expect(cookie).toBe('');
    const tokens = stored.filter(([key]) => /refreshtoken|accesstoken|idtoken/i.test(key));
    expect(tokens.length).toBeGreaterThanOrEqual(3);
    for (const [, value] of tokens.filter(([key]) => !key.includes('keys')))
      expect(Object.keys(JSON.parse(value) as object)).toEqual(
        expect.arrayContaining(['id', 'nonce', 'data']),
      );
    await restart('close', async () => {
      const names = await readFile(join(profile, 'secrets.json'), 'utf8');
      expect(Object.keys((JSON.parse(names) as { values: object }).values)).toHaveLength(2);
      // A JSON web token begins so; the sandbox's refresh tokens and the password are known.
      expect(
        await filesWith(profile, [
          'eyJ0eX',
          'eyJhbG',
          first.slice(-40),
          services.person.password,
          'refresh_token":"',
        ]),
      ).toEqual([]);
    });
    expect((await token(teams)).kind).toBe('token');
  });

  it('renews once for ten requests at the same time', async () => {
    let requests = 0;
    services.microsoftFaults.add({
      matches: ({ url }) => {
        if (url.includes('/oauth2/v2.0/token')) requests += 1;
        return false;
      },
      fault: { kind: 'never' },
    });
    const engine = await app.page('engine');
    const kinds = await engine.evaluate(async (account) => {
      const { isthmus } = window as unknown as {
        isthmus: { call(name: string, request: object): Promise<{ kind: string }> };
      };
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, () => isthmus.call('teams:access-token', { account, renew: true })),
      );
      return outcomes.map(({ kind }) => kind);
    }, teams);
    expect(kinds).toEqual(Array.from({ length: 10 }, () => 'token'));
    expect(requests).toBe(1);
  });

  it('needs a sign-in when the refresh token is revoked, and works again after a reconnect', async () => {
    services.microsoft.revoke(services.person.key);
    expect(await token(teams, true)).toMatchObject({ kind: 'sign-in-needed', reason: 'password-changed' });
    const again = await connectTeams(services.person, teams);
    expect(accountOf(again)).toBe(teams);
    expect((await token(teams, true)).kind).toBe('token');
  });

  it('is unreachable, and needs no sign-in, while the sign-in service is away or answers 503', async () => {
    const remove = services.microsoftFaults.add({
      matches: ({ url }) => url.includes('/token'),
      fault: { kind: 'lost-request' },
    });
    expect(await token(teams, true)).toEqual({ kind: 'unreachable', reason: 'unreachable' });
    remove();
    services.microsoftFaults.add({
      matches: ({ url }) => url.includes('/token'),
      fault: { kind: 'status', status: 503, retryAfter: 1 },
      times: 1,
    });
    expect(await token(teams, true)).toEqual({ kind: 'unreachable', reason: 'service-down' });
  });

  it('has the state secret-lost when the cache cannot be opened, and can sign in anew', async () => {
    const signin = await app.page('signin');
    await signin.evaluate(() => {
      for (const key of Object.keys(localStorage))
        if (key.startsWith('msal') && /token/i.test(key)) localStorage.setItem(key, '{"id": broken');
    });
    await restart('close');
    expect(await token(teams)).toMatchObject({ kind: 'sign-in-needed', reason: 'secret-lost' });
    expect(accountOf(await connectTeams(services.person, teams))).toBe(teams);
    expect((await token(teams)).kind).toBe('token');
  });

  it('has the state secret-lost when the key has changed, takes no other person’s tokens, and can sign in anew', async () => {
    await restart('close', () => writeFile(join(profile, 'secrets.json'), '{}'));
    expect(await token(teams)).toMatchObject({ kind: 'sign-in-needed', reason: 'secret-lost' });
    const outcome = await connectTeams(services.other, teams);
    expect(outcome).toEqual({ kind: 'other-person', label: services.other.microsoft?.userPrincipalName });
    expect(await refreshTokens()).toEqual([]);
    expect(accountOf(await connectTeams(services.person, teams))).toBe(teams);
    expect((await token(teams)).kind).toBe('token');
  });

  it('is forgotten after signing out: its tokens at once, then its mirror, then the account', async () => {
    await app.call('app', 'account:sign-out', { account: mattermost });
    await app.call('app', 'account:sign-out', { account: teams });
    expect(await app.call('engine', 'account:list', {})).toEqual([]);
    expect(await token(teams)).toMatchObject({ kind: 'sign-in-needed', reason: 'secret-lost' });
    expect((await me(mattermost)).status).toBe(404);
    await expect.poll(storedAccounts, { timeout: 120_000 }).toEqual([]);
  });

  it('keeps the socket that it opened before it was ready, and not the socket of an earlier page', async () => {
    const { sockets } = services.mattermost;
    await expect.poll(() => sockets.openSockets, { timeout: 60_000 }).toBe(1);
    await app.call('engine', 'engine:ready', {});
    // The server has answered a later request.
    await me(mattermost);
    expect(sockets.openSockets).toBe(1);
    await app.call('engine', 'engine:begin', {});
    await expect.poll(() => sockets.openSockets).toBe(0);
  });
});
