// Tokens of Teams accounts with the pretend tenant, in the real pages, because a unit test cannot see MSAL's use of them.
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectOutcome, TokenOutcome } from '../../preload/contract/index.ts';
import type { MicrosoftTenant } from '../../sandbox/microsoft/index.ts';
import { partnerOrganisation } from '../../sandbox/organisation/elsewhere.ts';
import { type Services, startApp, type StartedApp, startServices, throughGateway } from './both-services.ts';
import { removeFolder } from '../../main/files/testing/remove-folder.ts';

let services: Services;
let partner: MicrosoftTenant;
let profile: string;
let app: StartedApp;
/** The two accounts of one person. */
let home: string;
let guest: string;

const connect = async (
  tenant: string,
  account: string | null = null,
  clientId = services.clientId,
): Promise<ConnectOutcome> => {
  const outcome = app.call('app', 'account:connect-teams', { tenant, clientId, account });
  await services.browserOf(services.person).open(await app.opened(outcome));
  return outcome;
};
const accountOf = (outcome: ConnectOutcome): string => {
  if (outcome.kind !== 'connected') throw new Error(`not connected: ${JSON.stringify(outcome)}`);
  return outcome.account.id;
};
const token = (account: string, renew = false): Promise<TokenOutcome> =>
  app.call('engine', 'teams:access-token', { account, renew });

/** The owners of the tokens that main sends, as Graph's `/me` names them. */
const ownerOf = async (account: string): Promise<string> => {
  const { body } = await throughGateway(app, `/gateway/${account}/graph/v1.0/me`);
  return (body as { id: string }).id;
};
const ownersOf = async (renew: boolean): Promise<readonly string[]> => {
  for (const account of [home, guest]) expect(await token(account, renew)).toMatchObject({ kind: 'token' });
  return [await ownerOf(home), await ownerOf(guest)];
};

const entries = async (): Promise<readonly string[]> => {
  const signin = await app.page('signin');
  return signin.evaluate(() => Object.keys(localStorage));
};
/** All that MSAL has stored, in its stored form. */
const cache = async (): Promise<Readonly<Record<string, string>>> => {
  const signin = await app.page('signin');
  return signin.evaluate(() => Object.fromEntries(Object.entries(localStorage) as [string, string][]));
};
const file = (name: string): string => join(profile, name);
const json = async (name: string): Promise<unknown> => JSON.parse(await readFile(file(name), 'utf8'));
const startAgain = async (between: () => Promise<void> = () => Promise.resolve()): Promise<void> => {
  await app.kill();
  await between();
  app = await startApp(services, profile);
};

beforeAll(async () => {
  services = await startServices();
  partner = services.microsoft.addTenant();
  partner.acts.load(partnerOrganisation(services.person, Date.now()));
  profile = await mkdtemp(join(tmpdir(), 'isthmus-profile-'));
  app = await startApp(services, profile);
  home = accountOf(await connect(services.microsoft.tenantId()));
  guest = accountOf(await connect(partner.tenantId()));
});
afterAll(async () => {
  await app.close();
  await services.close();
  await removeFolder(profile);
});
beforeEach(() => {
  for (const { entra, settings } of [services.microsoft, partner]) {
    entra.clear();
    Object.assign(settings, { accessTokenSeconds: 3600, challengeableTokenSeconds: 24 * 3600 });
  }
});

describe('a person in two tenants', () => {
  let owners: readonly string[];
  it('has a token for each, cached and renewed', async () => {
    owners = await ownersOf(false);
    expect(owners[0]).toBe(services.person.microsoft?.id);
    expect(owners[1]).not.toBe(owners[0]);
    expect(await ownersOf(true)).toEqual(owners);
    expect(await ownersOf(false)).toEqual(owners);
  });
  it('is never confused with the other account in the renewals of an hour, with both at once', async () => {
    // Tokens are valid for a minute, so that MSAL renews at every question.
    for (const { settings } of [services.microsoft, partner])
      Object.assign(settings, { accessTokenSeconds: 60, challengeableTokenSeconds: 60 });
    await ownersOf(true);
    const { key } = await app.call('engine', 'gateway:key', {});
    const engine = await app.page('engine');
    const rounds = await engine.evaluate(
      async ([one, two, own]) => {
        const { isthmus } = window as unknown as {
          isthmus: { call(name: string, request: object): Promise<TokenOutcome> };
        };
        const rounds: string[][] = [];
        for (let minute = 0; minute < 60; minute += 1) {
          const renew = minute % 2 === 0;
          const ask = async (account: string): Promise<string> => {
            await isthmus.call('teams:access-token', { account, renew });
            const answer = await fetch(`/gateway/${account}/graph/v1.0/me`, {
              headers: { 'x-isthmus-key': own },
            });
            return ((await answer.json()) as { id: string }).id;
          };
          rounds.push(await Promise.all([ask(one), ask(two)]));
        }
        return rounds;
      },
      [home, guest, key] as const,
    );
    expect(rounds).toHaveLength(60);
    for (const round of rounds) expect(round).toEqual(owners);
  });
  it('is refused in one tenant alone', async () => {
    partner.entra.refuseRefresh(services.person.key, { number: 53003 });
    expect(await token(guest, true)).toEqual({
      kind: 'sign-in-needed',
      reason: 'blocked-by-policy',
      code: 'AADSTS53003',
    });
    expect((await token(home, true)).kind).toBe('token');
  });
  it('cannot sign in again as the other account', async () => {
    // The account keeps its own tenant, whatever the form says.
    const outcome = await connect(partner.tenantId(), home);
    expect(accountOf(outcome)).toBe(home);
    expect(await ownersOf(true)).toEqual(owners);
  });
});

describe('a token endpoint that is out of order', () => {
  it.each([
    [{ kind: 'status', status: 503 }, 'service-down'],
    [{ kind: 'status', status: 429, retryAfter: 0 }, 'service-down'],
    [{ kind: 'html' }, 'proxy-page'],
    [{ kind: 'empty' }, 'broken-answer'],
    [{ kind: 'cut' }, 'broken-answer'],
  ] as const)(
    'makes the account wait, which continues at once when it works again: %o',
    async (outage, reason) => {
      const stop = services.microsoft.entra.breakTokenEndpoint(outage);
      expect(await token(home, true)).toEqual({ kind: 'unreachable', reason });
      expect(await token(home, true)).toEqual({ kind: 'unreachable', reason });
      stop();
      expect((await token(home, true)).kind).toBe('token');
    },
  );
});

describe('a refusal', () => {
  it.each([
    [{ number: 50076 }, 'confirm-identity'],
    [{ number: 70043 }, 'expired'],
    // MSAL would drop the refresh token, and afterwards know only that there is none.
    [{ number: 50076, suberror: 'bad_token' }, 'confirm-identity'],
  ] as const)(
    'is reported with its number at every question, until Entra withdraws it: %o',
    async (refusal, reason) => {
      const stop = services.microsoft.entra.refuseRefresh(services.person.key, refusal);
      const refused = { kind: 'sign-in-needed', reason, code: `AADSTS${refusal.number}` };
      expect([await token(home, true), await token(home, true)]).toEqual([refused, refused]);
      stop();
      expect((await token(home, true)).kind).toBe('token');
    },
  );
});

/** The stored secrets, as the keyring of another desktop would have written them. */
const away = (secrets: string): string =>
  secrets.replace(/"backend":"[^"]+"/g, '"backend":"another-desktop"');

describe('a keyring that is missing for one start', () => {
  it('causes no sign-in: the cache stays closed, and opens when the keyring is back', async () => {
    const secrets = await readFile(file('secrets.json'), 'utf8');
    const stored = await cache();
    await startAgain(() => writeFile(file('secrets.json'), away(secrets)));
    expect(await token(home)).toEqual({ kind: 'unreachable', reason: 'keyring-locked' });
    expect(await token(guest, true)).toEqual({ kind: 'unreachable', reason: 'keyring-locked' });
    // A new account does not take its place either.
    const newcomer = await app.call('app', 'account:connect-teams', {
      tenant: 'organizations',
      clientId: services.clientId,
      account: null,
    });
    expect(newcomer).toEqual({ kind: 'keyring-missing' });
    expect(await cache()).toEqual(stored);
    await startAgain(() => writeFile(file('secrets.json'), secrets));
    expect((await token(home, true)).kind).toBe('token');
  });
  it('is replaced when the user signs in anew', async () => {
    const secrets = await readFile(file('secrets.json'), 'utf8');
    await startAgain(() => writeFile(file('secrets.json'), away(secrets)));
    expect(accountOf(await connect(services.microsoft.tenantId(), home))).toBe(home);
    expect((await token(home, true)).kind).toBe('token');
    expect(await token(guest)).toMatchObject({ kind: 'sign-in-needed', reason: 'secret-lost' });
    expect(accountOf(await connect(partner.tenantId(), guest))).toBe(guest);
  });
});

describe('signing out of one of two tenants', () => {
  it('is finished by the next start after a kill, and does not remove the refresh token of the other', async () => {
    const tokensOf = (names: readonly string[], tenant: string): readonly string[] =>
      names.filter((name) => /accesstoken|idtoken/.test(name) && name.includes(`|${tenant.toLowerCase()}|`));
    expect(tokensOf(await entries(), partner.tenantId())).not.toEqual([]);
    await startAgain(async () => {
      const { accounts, ...rest } = (await json('accounts.json')) as {
        accounts: { known: { id: string }; leaving: boolean }[];
      };
      const left = accounts.map((one) => (one.known.id === guest ? { ...one, leaving: true } : one));
      await writeFile(file('accounts.json'), JSON.stringify({ ...rest, accounts: left }));
    });
    await expect
      .poll(async () => tokensOf(await entries(), partner.tenantId()), { timeout: 20_000 })
      .toEqual([]);
    expect((await token(home, true)).kind).toBe('token');
    await app.call('app', 'account:sign-out', { account: home });
    const person = services.person.microsoft?.id ?? '';
    await expect
      .poll(async () => (await entries()).filter((name) => name.includes(person)), { timeout: 20_000 })
      .toEqual([]);
    await expect
      .poll(async () => ((await json('accounts.json')) as { accounts: unknown[] }).accounts, {
        timeout: 60_000,
      })
      .toEqual([]);
  });
});

describe('a client that an administrator has replaced', () => {
  it('is reported as that, is replaced by the one in the form, and its old tokens are removed', async () => {
    const tenant = services.microsoft.tenantId();
    const account = accountOf(await connect(tenant));
    const replacement = '99999999-2222-4333-8444-555555555555';
    services.microsoft.entra.replaceClient(replacement);
    expect(await token(account, true)).toEqual({
      kind: 'sign-in-needed',
      reason: 'app-not-set-up',
      code: 'AADSTS700016',
    });
    expect(accountOf(await connect(tenant, account, replacement))).toBe(account);
    expect((await token(account, true)).kind).toBe('token');
    const tokens = (await entries()).filter((name) => name.includes('refreshtoken'));
    expect(tokens.map((name) => name.split('|')[4])).toEqual([replacement]);
  });
});
