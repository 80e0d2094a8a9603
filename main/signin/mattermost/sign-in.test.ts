import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectOutcome, MattermostMethod } from '../../../preload/contract/index.ts';
import { createSandboxBrowser } from '../../../sandbox/browser.ts';
import { Faults } from '../../../sandbox/faults.ts';
import {
  createMattermostServer,
  totp,
  type MattermostServer,
  type SignInChange,
} from '../../../sandbox/mattermost/index.ts';
import { generateOrganisation } from '../../../sandbox/organisation/generate.ts';
import { realWorld } from '../../../sandbox/world.ts';
import { type Accounts, openAccounts } from '../../accounts/accounts.ts';
import { createTestLog } from '../../log/testing/log.ts';
import type { Fetch } from '../../network/fetch.ts';
import { createDepartures } from '../../accounts/departures.ts';
import { KeyringRefused, openSecrets, type Secrets } from '../../secrets/secrets.ts';
import { createAttempts, type Attempts } from '../attempt.ts';
import { createBrowsing } from '../browsing.ts';
import { createLoopbacks } from '../loopback.ts';
import { createHanding, type Handing } from './handing.ts';
import {
  createMattermostSignIn,
  type MattermostSignIn,
  type MattermostSurroundings,
  tokenName,
} from './sign-in.ts';
import { callbackUrl } from './oauth.ts';
import { removeFolder } from '../../files/testing/remove-folder.ts';

const url = 'https://chat.test';
const world = realWorld(5);
const organisation = generateOrganisation({ seed: 11, messages: 20, now: Date.now() });
const members = organisation.people.flatMap(({ kind, mattermost, password }) =>
  kind === 'member' && mattermost !== null ? [{ ...mattermost, password }] : [],
);
const personKey =
  organisation.people.find(({ kind, mattermost }) => kind === 'member' && mattermost?.mfaSecret === null)
    ?.key ?? '';
const plain = members.filter(({ mfaSecret }) => mfaSecret === null);
const withMfa = members.find(({ mfaSecret }) => mfaSecret !== null);
const [person, other] = plain;
if (person === undefined || other === undefined || withMfa === undefined) throw new Error('too few people');

let folder: string;
let server: MattermostServer;
let faults: Faults;
let accounts: Accounts;
let secrets: Secrets;
let attempts: Attempts;
let signIn: MattermostSignIn;
let opened: string[];
let onOpen: (address: string) => void;
let handing: Handing;
/** Whether addresses of our scheme come to the app now, and whether the system would allow it. */
let claimed: boolean;
let claimable: boolean;
let pauses: number[];

const safeStorage = {
  isEncryptionAvailable: () => true,
  isAsyncEncryptionAvailable: () => Promise.resolve(true),
  encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(text, 'utf8')),
  decryptStringAsync: (bytes: Buffer) =>
    Promise.resolve({ result: bytes.toString('utf8'), shouldReEncrypt: false }),
};
/** The server, without sockets; other hosts do not exist. */
const toServer: Fetch = async (address, init) => {
  if (!address.startsWith(`${url}/`)) throw new TypeError('fetch failed');
  return server.fetch(new Request(address, init));
};
/** One loopback for all tests: each takes the port over from the earlier one. */
const loopbacks = createLoopbacks(() => () => undefined, createTestLog());
const start = (fetch: Fetch): MattermostSignIn => createMattermostSignIn(surroundings(fetch));
const surroundings = (fetch: Fetch): MattermostSurroundings => ({
  fetch,
  attempts,
  accounts,
  secrets,
  log: { write: () => undefined },
  preset: null,
  relay: undefined,
  certificateRefused: () => undefined,
  handing,
  claimScheme: () => {
    if (!claimable) return null;
    claimed = true;
    return () => (claimed = false);
  },
  pause: (ms) => {
    pauses.push(ms);
    return Promise.resolve();
  },
  now: () => Date.now(),
  browsing: createBrowsing('mattermost', {
    loopbacks,
    openExternal: (address) => {
      opened.push(address);
      onOpen(address);
      return Promise.resolve();
    },
    tell: () => undefined,
    log: { write: () => undefined },
  }),
});

const openedSecrets = (): Promise<Secrets> =>
  openSecrets({
    file: join(folder, 'secrets.json'),
    findKeyring: () => Promise.resolve({ kind: 'none', cause: 'absent' }),
    now: () => 0,
    keyring: { kind: 'keyring', backend: 'test' },
    safeStorage,
    withoutKeyring: 'ask',
    log: createTestLog(),
  });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-mattermost-'));
  faults = new Faults(world);
  server = createMattermostServer({ world, siteUrl: url, faults });
  server.acts.load(organisation);
  accounts = await openAccounts(join(folder, 'accounts.json'), undefined);
  secrets = await openedSecrets();
  attempts = createAttempts(() => () => undefined);
  opened = [];
  onOpen = () => undefined;
  handing = createHanding();
  [claimed, claimable, pauses] = [false, true, []];
  signIn = start(toServer);
});
afterEach(() => removeFolder(folder));

const password = (
  who: { username: string; password: string },
  mfaCode: string | null = null,
): MattermostMethod => ({ kind: 'password', loginId: who.username, password: who.password, mfaCode });
const connect = (
  method: MattermostMethod,
  account: string | null = null,
  to = url,
): Promise<ConnectOutcome> => signIn.connect({ url: to, method, account });
const tokenOf = (outcome: ConnectOutcome): string => {
  if (outcome.kind !== 'connected') throw new Error(JSON.stringify(outcome));
  return secrets.read(tokenName(outcome.account.id)) ?? '';
};
const meWith = async (token: string): Promise<number> =>
  (
    await server.fetch(
      new Request(`${url}/api/v4/users/me`, { headers: { authorization: `Bearer ${token}` } }),
    )
  ).status;

describe('by password', () => {
  it('connects, keeps the token in the secret store, and only the account in its file', async () => {
    const outcome = await connect(password(person));
    expect(outcome).toMatchObject({
      kind: 'connected',
      account: { service: 'mattermost', userId: person.id, label: `@${person.username}`, serverUrl: url },
    });
    expect(await meWith(tokenOf(outcome))).toBe(200);
    expect(JSON.stringify(accounts.all())).not.toContain(tokenOf(outcome));
  });
  it('recognises the server by its address without slash and query', async () => {
    const first = await connect(password(person));
    const second = await connect(password(person), null, `${url}/?utm=1`);
    expect(second).toMatchObject({
      kind: 'connected',
      account: { id: first.kind === 'connected' ? first.account.id : '' },
    });
    expect(accounts.all()).toHaveLength(1);
  });
  it('reports wrong credentials', async () => {
    expect(await connect(password({ ...person, password: 'wrong' }))).toEqual({ kind: 'wrong-credentials' });
    expect(accounts.all()).toEqual([]);
  });
  it('asks for the MFA code, and again after a wrong one', async () => {
    expect(await connect(password(withMfa))).toEqual({ kind: 'mfa-needed' });
    expect(await connect(password(withMfa, '000000'))).toEqual({ kind: 'mfa-needed', wrong: true });
    expect((await connect(password(withMfa, totp(withMfa.mfaSecret ?? '', Date.now())))).kind).toBe(
      'connected',
    );
  });
  it('ends the earlier session when the same person connects again', async () => {
    const before = tokenOf(await connect(password(person)));
    const after = tokenOf(await connect(password(person)));
    expect([await meWith(before), await meWith(after)]).toEqual([401, 200]);
  });
  it('refuses another person at a reconnect, and does not keep their session', async () => {
    const first = await connect(password(person));
    const id = first.kind === 'connected' ? first.account.id : '';
    let stray = '';
    signIn = start(async (address, init) => {
      const answer = await toServer(address, init);
      stray = answer.headers.get('token') ?? stray;
      return answer;
    });
    expect(await connect(password(other), id)).toEqual({ kind: 'other-person', label: `@${other.username}` });
    expect(await meWith(stray)).toBe(401);
    expect(accounts.all()).toHaveLength(1);
  });
  it('waits for the user’s decision if there is no keyring', async () => {
    secrets = await openSecrets({
      file: join(folder, 'none.json'),
      findKeyring: () => Promise.resolve({ kind: 'none', cause: 'absent' }),
      now: () => 0,
      keyring: { kind: 'none', cause: 'absent' },
      safeStorage,
      withoutKeyring: 'ask',
      log: createTestLog(),
    });
    signIn = start(toServer);
    expect(await connect(password(person))).toEqual({ kind: 'keyring-missing' });
    secrets.acceptMemoryOnly();
    expect((await connect(password(person))).kind).toBe('connected');
  });
  it('ends the session that the keyring does not keep, and asks as if there were no keyring', async () => {
    secrets = await openSecrets({
      file: join(folder, 'refusing.json'),
      findKeyring: () => Promise.resolve({ kind: 'none', cause: 'absent' }),
      now: () => 0,
      keyring: { kind: 'keyring', backend: 'test' },
      safeStorage: { ...safeStorage, encryptStringAsync: () => Promise.reject(new Error('refused')) },
      withoutKeyring: 'ask',
      log: createTestLog(),
    });
    let session = '';
    signIn = start(async (address, init) => {
      const answer = await toServer(address, init);
      session = answer.headers.get('token') ?? session;
      return answer;
    });
    expect(await connect(password(person))).toEqual({ kind: 'keyring-missing' });
    expect(session).not.toBe('');
    expect(await meWith(session)).toBe(401);
    expect([accounts.all(), secrets.ready()]).toEqual([[], false]);
    secrets.acceptMemoryOnly();
    expect((await connect(password(person))).kind).toBe('connected');
  });
});

describe('a server that', () => {
  it('does not exist is unreachable', async () => {
    expect(await connect(password(person), null, 'https://elsewhere.test')).toEqual({ kind: 'unreachable' });
  });
  it('has a certificate that is not trusted is refused', async () => {
    signIn = start(() => Promise.reject(new Error('net::ERR_CERT_DATE_INVALID')));
    expect(await connect(password(person))).toEqual({ kind: 'certificate-refused', host: 'chat.test' });
  });
  it.each([
    [
      'a proxy’s page',
      () => new Response('<html>Please log in', { headers: { 'content-type': 'text/html' } }),
    ],
    ['somebody else’s JSON', () => Response.json({ status: 'OK' })],
    ['404', () => Response.json({ error: 'not found' }, { status: 404 })],
  ])('answers with %s is not Mattermost', async (_what, answer) => {
    signIn = start(() => Promise.resolve(answer()));
    expect(await connect(password(person))).toEqual({ kind: 'not-this-service' });
  });
  it('throttles has the time to wait as a reason', async () => {
    faults.add({
      matches: ({ url: asked }) => asked.endsWith('/users/login'),
      fault: { kind: 'status', status: 429, retryAfter: 17 },
    });
    expect(await connect(password(person))).toEqual({ kind: 'throttled', retryAfterSeconds: 17 });
  });
  it('has an error is unreachable', async () => {
    faults.add({
      matches: ({ url: asked }) => asked.endsWith('/users/login'),
      fault: { kind: 'status', status: 503 },
    });
    expect(await connect(password(person))).toEqual({ kind: 'unreachable' });
  });
});

describe('by personal access token', () => {
  const makeToken = async (): Promise<string> => {
    server.settings.EnableUserAccessTokens = true;
    // Only a user with the role may make one.
    server.settings.administrators = [person.username];
    const session = tokenOf(await connect(password(person)));
    const answer = await server.fetch(
      new Request(`${url}/api/v4/users/${person.id}/tokens`, {
        method: 'POST',
        headers: { authorization: `Bearer ${session}`, 'content-type': 'application/json' },
        body: '{"description":"test"}',
      }),
    );
    return ((await answer.json()) as { token: string }).token;
  };
  it('connects, and the token stays valid after signing out, because it is the user’s own', async () => {
    const token = await makeToken();
    const outcome = await connect({ kind: 'token', token: ` ${token}\n` });
    expect(tokenOf(outcome)).toBe(token);
    const [stored] = accounts.all();
    if (stored?.service !== 'mattermost') throw new Error('no account');
    await signIn.forget(stored);
    expect(secrets.read(tokenName(stored.known.id))).toBeNull();
    expect(await meWith(token)).toBe(200);
  });
  it('reports a wrong token', async () => {
    expect(await connect({ kind: 'token', token: 'abcdefghijklmnopqrstuvwxyz' })).toEqual({
      kind: 'wrong-credentials',
    });
  });
});

describe('by the browser', () => {
  const browse = (): void => {
    const browser = createSandboxBrowser({
      fetch: (request) => (request.url.startsWith(url) ? server.fetch(request) : fetch(request)),
      credentialsFor: () => ({ username: person.username, password: person.password }),
    });
    onOpen = (address) => void browser.open(address);
  };
  it('connects with a client that an administrator registered', async () => {
    const clientId = server.registerPublicClient('Isthmus', [callbackUrl]);
    browse();
    const outcome = await connect({ kind: 'browser', clientId, service: null });
    expect(outcome).toMatchObject({ kind: 'connected', account: { userId: person.id } });
    expect(await meWith(tokenOf(outcome))).toBe(200);
    const asked = new URL(opened[0] ?? '').searchParams;
    expect([asked.get('code_challenge_method'), asked.get('redirect_uri')]).toEqual(['S256', callbackUrl]);
  });
  it('registers itself if the server allows it', async () => {
    server.settings.EnableDynamicClientRegistration = true;
    browse();
    expect((await connect({ kind: 'browser', clientId: null, service: null })).kind).toBe('connected');
  });
  it('reports that it may not register itself (EnableDynamicClientRegistration is off by default)', async () => {
    const outcome = await connect({ kind: 'browser', clientId: null, service: null });
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'registration-off' });
    expect(opened).toEqual([]);
  });
  it('reports that the user has declined', async () => {
    const clientId = server.registerPublicClient('Isthmus', [callbackUrl]);
    onOpen = (address) => {
      const state = new URL(address).searchParams.get('state') ?? '';
      void fetch(`${callbackUrl}?error=access_denied&state=${state}`);
    };
    expect(await connect({ kind: 'browser', clientId, service: null })).toMatchObject({
      kind: 'refused',
      reason: 'declined',
    });
  });
  it('can be cancelled', async () => {
    const clientId = server.registerPublicClient('Isthmus', [callbackUrl]);
    onOpen = () => attempts.cancel();
    expect(await connect({ kind: 'browser', clientId, service: null })).toEqual({ kind: 'cancelled' });
  });
});

describe('by single sign-on without a client', () => {
  const bySaml: MattermostMethod = { kind: 'browser', clientId: null, service: 'saml' };
  beforeEach(() => {
    Object.assign(server.settings, {
      EnableSaml: true,
      EnableSignInWithEmail: false,
      EnableSignInWithUsername: false,
    });
    server.acts.changeSignIn(personKey, { authService: 'saml' });
    const browser = createSandboxBrowser({
      fetch: (request) => server.fetch(request),
      credentialsFor: () => ({ username: person.username, password: person.password }),
    });
    onOpen = (address) =>
      void browser.open(address).then((end) => {
        if (end.kind !== 'handed') throw new Error(JSON.stringify(end));
        expect(claimed).toBe(true);
        handing.heard(end.address.replace('dev-', 'dev-stranger'));
        handing.heard(end.address);
      });
  });
  it('connects by the desktop-token flow, and releases the scheme', async () => {
    const outcome = await connect(bySaml);
    expect(outcome).toMatchObject({ kind: 'connected', account: { userId: person.id } });
    expect(await meWith(tokenOf(outcome))).toBe(200);
    expect([claimed, new URL(opened[0] ?? '').pathname]).toEqual([false, '/login/sso/saml']);
  });
  it('waits while many sign in at once, as long as the token is valid', async () => {
    let refused = 0;
    signIn = start(async (address, init) => {
      if (address.endsWith('/login/desktop_token') && (refused += 1) < 3)
        return new Response('limit exceeded', { status: 429, headers: { 'retry-after': '1' } });
      return toServer(address, init);
    });
    expect((await connect(bySaml)).kind).toBe('connected');
    expect(pauses).toEqual([1_000, 1_000]);
  });
  it('names the administrator’s solution if the system passes no addresses to the app', async () => {
    claimable = false;
    expect(await connect(bySaml)).toEqual({ kind: 'refused', reason: 'registration-off', code: '' });
    expect(opened).toEqual([]);
  });
  it('can be cancelled', async () => {
    onOpen = () => attempts.cancel();
    expect(await connect(bySaml)).toEqual({ kind: 'cancelled' });
    expect(claimed).toBe(false);
  });
  it('is suggested when a password is refused', async () => {
    expect(await connect(password(person))).toMatchObject({ kind: 'refused', reason: 'sso-only' });
    server.settings.EnableSignInWithUsername = true;
    expect(await connect(password(person))).toMatchObject({ kind: 'refused', reason: 'wrong-or-sso' });
  });
});

describe('a person whom the server refuses', () => {
  it.each<[string, SignInChange, Partial<MattermostServer['settings']>]>([
    ['account-disabled', { active: false }, {}],
    ['account-locked', { locked: true }, {}],
    ['email-unverified', { emailVerified: false }, { RequireEmailVerification: true }],
    ['client-certificate', {}, { ClientSideCertEnable: true }],
    ['mfa-not-set-up', {}, { EnforceMultifactorAuthentication: true }],
    ['terms-of-service', {}, { CustomTermsOfServiceEnabled: true }],
  ])('gets the reason: %s', async (reason, change, settings) => {
    server.acts.changeSignIn(personKey, change);
    Object.assign(server.settings, settings);
    const sessions: string[] = [];
    signIn = start(async (address, init) => {
      const answer = await toServer(address, init);
      sessions.push(...[answer.headers.get('token') ?? []].flat());
      return answer;
    });
    expect(await connect(password(person))).toMatchObject({ kind: 'refused', reason });
    expect(accounts.all()).toEqual([]);
    // Everything that was opened for the attempt is closed again.
    expect(await Promise.all(sessions.map(meWith))).toEqual(sessions.map(() => 401));
  });
  it('is signed in when the terms are accepted, and asked again when that is too long ago', async () => {
    server.settings.CustomTermsOfServiceEnabled = true;
    server.acts.changeSignIn(personKey, { acceptedTerms: true });
    expect((await connect(password(person))).kind).toBe('connected');
    const year = 366 * 86_400_000;
    const later = createMattermostSignIn({ ...surroundings(toServer), now: () => Date.now() + year });
    expect(await later.connect({ url, method: password(person), account: null })).toMatchObject({
      kind: 'refused',
      reason: 'terms-of-service',
    });
  });
  it('cannot be a bot', async () => {
    server.settings.administrators = [person.username];
    server.settings.EnableBotAccountCreation = true;
    const session = tokenOf(await connect(password(person)));
    const post = async (path: string, body: object): Promise<Record<string, string>> => {
      const answer = await server.fetch(
        new Request(`${url}/api/v4${path}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${session}`, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      );
      return (await answer.json()) as Record<string, string>;
    };
    const bot = await post('/bots', { username: 'harbourbot', display_name: '', description: '' });
    const { token } = await post(`/users/${bot.user_id ?? ''}/tokens`, { description: 'x' });
    expect(await connect({ kind: 'token', token: token ?? '' })).toMatchObject({
      kind: 'refused',
      reason: 'bot-account',
    });
    // Unless the preset names this bot, and this computer, as the relay; then nobody else signs in there.
    const at = (here: boolean, mattermostBot = bot.user_id ?? '') =>
      createMattermostSignIn({
        ...surroundings(toServer),
        relay: { mattermostBot, teamsUser: '11111111-2222-4333-8444-555555555555', here },
      });
    const byToken = { url, method: { kind: 'token', token: token ?? '' } as const, account: null };
    expect(await at(false).connect(byToken)).toMatchObject({ kind: 'refused', reason: 'bot-account' });
    for (const [relay, request] of [
      [at(true, 'x'.repeat(26)), byToken],
      [at(true), { ...byToken, method: password(person) }],
      [at(true, person.id), { ...byToken, method: password(person) }],
    ] as const)
      expect(await relay.connect(request)).toMatchObject({ kind: 'refused', reason: 'not-of-relay' });
    expect(await at(true).connect(byToken)).toMatchObject({
      kind: 'connected',
      account: { userId: bot.user_id, label: '@harbourbot' },
    });
  });
});

it('sends nothing without encryption to another computer', async () => {
  const sent: string[] = [];
  signIn = start((address, init) => {
    sent.push(address);
    return toServer(address, init);
  });
  expect(await connect(password(person), null, 'http://chat.test')).toEqual({ kind: 'insecure-address' });
  expect(sent).toEqual([]);
});

describe('an attempt that is cancelled while the server is slow', () => {
  /** A promise and its resolver. */
  const gate = (): { readonly opened: Promise<void>; readonly open: () => void } => {
    let open: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    return { opened, open: () => open() };
  };
  /** Holds the answer to one path back, and reports the request. */
  const slow = (path: string) => {
    const held = gate();
    const asked = gate();
    const sessions: string[] = [];
    signIn = start(async (address, init) => {
      const answer = await toServer(address, init);
      if (new URL(address).pathname !== path) return answer;
      sessions.push(...[answer.headers.get('token') ?? []].flat());
      const { access_token: granted } = (await answer.clone().json()) as { access_token?: string };
      if (granted !== undefined) sessions.push(granted);
      asked.open();
      await held.opened;
      return answer;
    });
    return { asked: asked.opened, answer: held.open, sessions };
  };

  it('with a password ends at once, and its session is ended when it arrives', async () => {
    const { asked, answer, sessions } = slow('/api/v4/users/login');
    const outcome = connect(password(person));
    await asked;
    attempts.cancel();
    expect(await outcome).toEqual({ kind: 'cancelled' });
    expect(await Promise.all(sessions.map(meWith))).toEqual([200]);
    answer();
    await expect.poll(() => Promise.all(sessions.map(meWith))).toEqual([401]);
    expect(accounts.all()).toEqual([]);
  });

  it('with a code of the browser makes way for the next one, with the port and without the first session', async () => {
    const clientId = server.registerPublicClient('Isthmus', [callbackUrl]);
    const browser = createSandboxBrowser({
      fetch: (request) => (request.url.startsWith(callbackUrl) ? fetch(request) : server.fetch(request)),
      credentialsFor: () => ({ username: person.username, password: person.password }),
    });
    onOpen = (address) => void browser.open(address);
    const { asked, answer, sessions } = slow('/oauth/access_token');
    const first = connect({ kind: 'browser', clientId, service: null });
    await asked;
    attempts.cancel();
    expect(await first).toEqual({ kind: 'cancelled' });
    signIn = start(toServer);
    const second = tokenOf(await connect({ kind: 'browser', clientId, service: null }));
    answer();
    await expect.poll(() => Promise.all(sessions.map(meWith))).toEqual([401]);
    expect(await meWith(second)).toBe(200);
  });
});

describe('the app is killed', () => {
  /** The next start: reads the files, and continues. */
  const startAgain = async (): Promise<void> => {
    accounts = await openAccounts(join(folder, 'accounts.json'), undefined);
    secrets = await openedSecrets();
    signIn = start(toServer);
    createDepartures({
      accounts,
      forget: (account) =>
        account.service === 'mattermost' ? signIn.forget(account).then(() => true) : Promise.resolve(false),
      after: () => undefined,
      log: { write: () => undefined },
    }).resume();
    await expect.poll(() => accounts.all().filter(({ leaving }) => leaving)).toEqual([]);
  };
  /** Never finishes keeping a signed-in account. */
  const killedBeforeTheAccount = (): Promise<string> =>
    new Promise((resolve) => {
      const keep = accounts.keep.bind(accounts);
      accounts = {
        ...accounts,
        keep: (account) => {
          if (account.leaving) return keep(account);
          resolve(secrets.read(tokenName(account.known.id)) ?? '');
          return new Promise(() => undefined);
        },
      };
      signIn = start(toServer);
      void connect(password(person));
    });

  it('after it stored a token and before its account: the next start ends the session and forgets the token', async () => {
    const token = await killedBeforeTheAccount();
    expect(await meWith(token)).toBe(200);
    await startAgain();
    expect([await meWith(token), accounts.all()]).toEqual([401, []]);
    expect(await readFile(join(folder, 'secrets.json'), 'utf8')).toContain('"values":{}');
  });

  it('during another sign-in: the account continues with the new token', async () => {
    const { account } = (await connect(password(person))) as Extract<ConnectOutcome, { kind: 'connected' }>;
    const token = await killedBeforeTheAccount();
    await startAgain();
    expect([await meWith(token), secrets.read(tokenName(account.id))]).toEqual([200, token]);
    expect(accounts.all()).toMatchObject([{ known: { id: account.id }, leaving: false }]);
  });
});

it('a keyring that refuses leaves no account that is marked as leaving', async () => {
  secrets = { ...secrets, keep: () => Promise.reject(new KeyringRefused()) };
  signIn = start(toServer);
  expect(await connect(password(person))).toEqual({ kind: 'keyring-missing' });
  expect(accounts.all()).toEqual([]);
});

describe('signing out', () => {
  it('ends the session at a reachable server, and forgets the token in any case', async () => {
    const token = tokenOf(await connect(password(person)));
    const [stored] = accounts.all();
    if (stored?.service !== 'mattermost') throw new Error('no account');
    await signIn.forget(stored);
    expect([await meWith(token), secrets.read(tokenName(stored.known.id))]).toEqual([401, null]);
    await secrets.keep(tokenName(stored.known.id), 'another');
    await start(() => Promise.reject(new TypeError('fetch failed'))).forget(stored);
    expect(secrets.read(tokenName(stored.known.id))).toBeNull();
  });
});
