// Signing in to Mattermost through the app's own page: each demand or refusal of a server, with the right sentence, and the solution.
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Faults } from '../../sandbox/faults.ts';
import {
  createMattermostServer,
  listenMattermost,
  type SignInChange,
} from '../../sandbox/mattermost/index.ts';
import { smallOrganisation } from '../../sandbox/organisation/small.ts';
import { realWorld } from '../../sandbox/world.ts';
import { callbackUrl } from '../../main/signin/mattermost/oauth.ts';
import { filesWith, type Services, startApp, type StartedApp, startServices } from './both-services.ts';
import { removeFolder } from '../../main/files/testing/remove-folder.ts';

let services: Services;
let profile: string;
let app: StartedApp;
let page: Page;
let usualSettings: Services['mattermost']['settings'];

beforeAll(async () => {
  services = await startServices();
  usualSettings = { ...services.mattermost.settings };
  profile = await mkdtemp(join(tmpdir(), 'isthmus-profile-'));
  app = await startApp(services, profile);
  // The stand-in registers no scheme; Electron does.
  await app.app.evaluate(({ app: electron }) => {
    electron.setAsDefaultProtocolClient = () => true;
  });
  page = await app.page('app');
  // Chromium refuses to reload a page whose first load has not ended (“Not attached to an active page”).
  await card().waitFor();
});
afterAll(async () => {
  await app.close();
  await services.close();
  await removeFolder(profile);
});
beforeEach(async () => {
  await page.reload();
  await card().waitFor();
});
afterEach(async () => {
  Object.assign(services.mattermost.settings, usualSettings);
  Object.assign(services.mattermost.proxy, {
    hidesVersion: false,
    movedTo: null,
    movedWith: 301,
    wantsCertificate: false,
  });
  services.mattermost.acts.changeSignIn(services.person.key, {
    authService: '',
    emailVerified: true,
    active: true,
    locked: false,
    acceptedTerms: false,
  });
  await signOut();
});

/** The server offers these ways from now on. The card is loaded again: an existing card has already asked the server. */
const offers = async (...settings: readonly object[]): Promise<void> => {
  Object.assign(services.mattermost.settings, ...settings);
  await page.reload();
  await card().waitFor();
};

const card = () => page.getByTestId('connect-mattermost');
const button = (name: string | RegExp) => card().getByRole('button', { name });
const field = (label: string) => card().getByLabel(label, { exact: true });
/** The text of a part of the page, without the marks around names. */
const says = async (testId: string): Promise<string> =>
  (await page.getByTestId(testId).innerText()).replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, ' ');
const hears = (testId: string, words: string) =>
  expect.poll(() => says(testId), { timeout: 20_000 }).toContain(words);
const server = (words: string) => hears('server-line', words);
const trouble = (words: string) => hears('trouble-mattermost', words);
const tabs = () => card().getByRole('tab').allInnerTexts();
const isIn = () => hears('connect-mattermost', `Signed in as @${services.person.mattermost?.username ?? ''}`);

const logIn = async (password = services.person.password): Promise<void> => {
  const login = card().getByRole('textbox', { name: /^Username/ });
  await login.fill(services.person.mattermost?.username ?? '');
  await field('Password').fill(password);
  await button('Sign in to Mattermost').click();
};

/** The signed-in person is signed out, and the mirror is removed. */
const signOut = async (): Promise<void> => {
  for (const { id } of await app.call('engine', 'account:list', {}))
    await app.call('app', 'account:sign-out', { account: id });
  const stored = async (): Promise<unknown> =>
    (
      JSON.parse(await readFile(join(profile, 'accounts.json'), 'utf8').catch(() => '{"accounts":[]}')) as {
        accounts: unknown[];
      }
    ).accounts;
  await expect.poll(stored, { timeout: 60_000 }).toEqual([]);
};

/** The machine wakes, so the app asks for news. */
const wake = (): Promise<void> =>
  app.app.evaluate(({ powerMonitor }) => {
    powerMonitor.emit('suspend');
    powerMonitor.emit('resume');
  });

/** The browser starts at the address that the app has opened. */
const browse = async () =>
  services.browserOf(services.person).open(await app.opened(new Promise(() => undefined)));

describe('single sign-on', () => {
  const ssoOnly = {
    SiteName: 'Harbour',
    EnableSignInWithEmail: false,
    EnableSignInWithUsername: false,
    EnableSaml: true,
    SamlLoginButtonText: 'Harbour ID',
  };
  it('is the only way on a server with nothing else, and returns only by the scheme of this attempt', async () => {
    await offers(ssoOnly);
    services.mattermost.acts.changeSignIn(services.person.key, { authService: 'saml' });
    await server('Harbour · Mattermost 11.6.0');
    expect(await tabs()).toEqual(['Single sign-on', 'Access token']);
    await button('Sign in with Harbour ID').click();
    const handed = await browse();
    if (handed.kind !== 'handed') throw new Error(JSON.stringify(handed));
    const hand = (address: string) =>
      app.app.evaluate(({ app: electron }, given) => {
        electron.emit('second-instance', {}, ['isthmus', given], '/', null);
      }, address);
    await hand(handed.address.replace('client_token=dev-', 'client_token=dev-stranger'));
    await hand(handed.address);
    await isIn();
    const token = new URL(handed.address).searchParams;
    expect(
      await filesWith(profile, [token.get('server_token') ?? '-', token.get('client_token') ?? '-']),
    ).toEqual([]);
  });

  it('uses OAuth if the server registers the app', async () => {
    await offers(ssoOnly, { EnableDynamicClientRegistration: true });
    services.mattermost.acts.changeSignIn(services.person.key, { authService: 'saml' });
    await server('Harbour');
    await button('Sign in to Mattermost').click();
    expect(await browse()).toMatchObject({ kind: 'delivered', answer: 'code' });
    await isIn();
  });

  it('is suggested when the server refuses a password that may be right', async () => {
    await offers({ EnableSaml: true });
    services.mattermost.acts.changeSignIn(services.person.key, { authService: 'saml' });
    await server('Mattermost 11.6.0');
    await logIn();
    await trouble('If you sign in there with single sign-on, choose that instead.');
    services.mattermost.acts.changeSignIn(services.person.key, { authService: '' });
    await logIn();
    await isIn();
  });
});

describe('the ways of signing in that a server offers', () => {
  it.each([
    [{ EnableSignInWithEmail: false }, ['Password', 'Browser', 'Access token'], 'Username', null],
    [
      { EnableLdap: true, LdapLoginFieldName: 'Crew number', EnableSignInWithEmail: false },
      ['Password', 'Browser', 'Access token'],
      'Username or Crew number',
      null,
    ],
    [
      { EnableSignInWithUsername: false, EnableSignUpWithGitLab: true, GitLabButtonText: 'Shipyard' },
      ['Password', 'Single sign-on', 'Access token'],
      'E-mail',
      'Sign in with Shipyard',
    ],
    [
      { EnableSignUpWithOpenId: true, OpenIdButtonText: '' },
      ['Password', 'Single sign-on', 'Access token'],
      'Username or e-mail',
      'Sign in with OpenID',
    ],
    [
      { EnableSignUpWithGoogle: true },
      ['Password', 'Single sign-on', 'Access token'],
      'Username or e-mail',
      'Sign in with Google',
    ],
    [
      { EnableSignUpWithOffice365: true },
      ['Password', 'Single sign-on', 'Access token'],
      'Username or e-mail',
      'Sign in with Entra ID',
    ],
  ] as const)('%o', async (settings, ways, login, sso) => {
    await offers(settings);
    await server('Mattermost 11.6.0');
    expect(await tabs()).toEqual(ways);
    await field(login).waitFor();
    if (sso === null) return;
    await card().getByRole('tab', { name: 'Single sign-on' }).click();
    await button(sso).waitFor();
  });
});

it('the card asks for a client ID if the server does not register clients', async () => {
  await server('Mattermost 11.6.0');
  await card().getByRole('tab', { name: 'Browser' }).click();
  await hears('connect-mattermost', 'Your administrator registers Isthmus as an OAuth client');
  await button('Sign in to Mattermost').click();
  await hears('connect-mattermost', 'Enter the client ID.');
  const clientId = services.mattermost.registerPublicClient('Isthmus', [callbackUrl]);
  await field('Client ID').fill(clientId);
  await button('Sign in to Mattermost').click();
  await browse();
  await isIn();
});

describe('a person whom the server refuses', () => {
  type Case = readonly [
    what: string,
    change: SignInChange,
    settings: Partial<Services['mattermost']['settings']>,
    words: string,
    mended: SignInChange,
    /** The only way left is to start over. */
    final: boolean,
  ];
  it.each<Case>([
    [
      'without the second factor that is enforced',
      {},
      { EnforceMultifactorAuthentication: true },
      'set up multi-factor authentication there, then sign in again',
      {},
      false,
    ],
    [
      'whose address is not verified',
      { emailVerified: false },
      { RequireEmailVerification: true },
      'Open the link in the e-mail that the server sent you',
      { emailVerified: true },
      false,
    ],
    [
      'who is deactivated',
      { active: false },
      {},
      'Your account at Mattermost is switched off',
      { active: true },
      true,
    ],
    [
      'who tried too often',
      { locked: true },
      {},
      'The server has locked your account after too many attempts',
      { locked: false },
      true,
    ],
    [
      'who has not accepted the terms of service',
      {},
      { CustomTermsOfServiceEnabled: true },
      'The server’s terms of service wait for you',
      { acceptedTerms: true },
      false,
    ],
    [
      'without the certificate that sign-in wants',
      {},
      { ClientSideCertEnable: true },
      'The server wants a certificate of this computer',
      {},
      false,
    ],
  ])(
    '%s gets the reason, and is signed in when the problem is solved',
    async (_what, change, settings, words, mended, final) => {
      const { acts } = services.mattermost;
      acts.changeSignIn(services.person.key, change);
      await offers(settings);
      await server('Mattermost 11.6.0');
      await logIn();
      await trouble(words);
      acts.changeSignIn(services.person.key, mended);
      Object.assign(services.mattermost.settings, {
        EnforceMultifactorAuthentication: false,
        ClientSideCertEnable: false,
      });
      if (final) await button('Start over').click();
      await logIn();
      await isIn();
    },
  );

  it('gets a link to the server’s own pages if the solution is there', async () => {
    await offers({ CustomTermsOfServiceEnabled: true });
    await server('Mattermost 11.6.0');
    await logIn();
    await button(/^Open /).click();
    expect(new URL(await app.opened(new Promise(() => undefined))).origin).toBe(services.mattermostUrl);
  });
});

it('a bot’s token is refused', async () => {
  const { settings, acts } = services.mattermost;
  Object.assign(settings, {
    administrators: [services.person.mattermost?.username ?? ''],
    EnableBotAccountCreation: true,
  });
  const call = async (path: string, body: object, token = ''): Promise<Response> =>
    services.fetch(
      new Request(`${services.mattermostUrl}/api/v4${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );
  const session = await call('/users/login', {
    login_id: services.person.mattermost?.username,
    password: services.person.password,
  });
  const token = session.headers.get('token') ?? '';
  const bot = (await (await call('/bots', { username: 'harbourbot' }, token)).json()) as { user_id: string };
  const made = (await (await call(`/users/${bot.user_id}/tokens`, { description: 'x' }, token)).json()) as {
    token: string;
  };
  acts.revokeSessions(services.person.key);
  await card().getByRole('tab', { name: 'Access token' }).click();
  await field('Personal access token').fill(made.token);
  await button('Sign in to Mattermost').click();
  await trouble('This token belongs to a bot.');
});

describe('the address', () => {
  it('of a server that is too old is refused with its version, until it is updated', async () => {
    services.mattermost.settings.version = '10.4.3';
    await page.reload();
    await server('This server is too old: it runs 10.4.3.');
    expect([await tabs(), await button('Sign in to Mattermost').count()]).toEqual([[], 0]);
    services.mattermost.settings.version = '10.5.0';
    await page.reload();
    await server('Mattermost 10.5.0');
    // No public clients yet.
    expect(await tabs()).toEqual(['Password', 'Access token']);
    await logIn();
    await isIn();
  });

  it('of a server that has moved shows the new address, and a button takes it', async () => {
    const world = realWorld(9);
    const other = createMattermostServer({ world, siteUrl: '', faults: new Faults(world) });
    other.acts.load(smallOrganisation({ seed: 11, messages: 600, now: Date.now() }));
    const at = await listenMattermost(other);
    services.mattermost.proxy.movedTo = at.url;
    for (const status of [302, 307, 308, 301] as const) {
      services.mattermost.proxy.movedWith = status;
      await page.reload();
      await server(`The server has moved to ${at.url}.`);
    }
    await server(`The server has moved to ${at.url}. Use this address if you trust it.`);
    expect(await tabs()).toEqual([]);
    await page.getByTestId('use-address').click();
    await server('Mattermost 11.6.0');
    expect(await field('Server address').inputValue()).toBe(at.url);
    await logIn();
    await isIn();
    await signOut();
    await at.close();
  });

  it('without encryption is refused before anything is sent there', async () => {
    await field('Server address').fill('http://chat.example');
    await server('This address would send your password in clear.');
    expect([await tabs(), await button('Sign in to Mattermost').count()]).toEqual([[], 0]);
    expect(
      await app.call('app', 'account:connect-mattermost', {
        url: 'http://chat.example',
        method: { kind: 'password', loginId: 'a', password: 'b', mfaCode: null },
        account: null,
      }),
    ).toEqual({ kind: 'insecure-address' });
    await field('Server address').fill(services.mattermostUrl);
    await server('Mattermost 11.6.0');
  });

  it('behind a proxy that hides the version can be used', async () => {
    services.mattermost.proxy.hidesVersion = true;
    await page.reload();
    await server('Mattermost 11.6.0');
    await logIn();
    await isIn();
  });

  it('behind a proxy that requires a certificate gets a sentence about that', async () => {
    services.mattermost.proxy.wantsCertificate = true;
    await page.reload();
    await server('The server wants a certificate of this computer.');
    services.mattermost.proxy.wantsCertificate = false;
    await logIn();
    await isIn();
  });
});

it('the end of a session, or a refusal of its use, is shown with its reason, and is repaired from the account', async () => {
  const { settings } = services.mattermost;
  await server('Mattermost 11.6.0');
  await logIn();
  await isIn();
  await page.getByRole('button', { name: 'Continue with one' }).click();
  await hears('status-line', 'Up to date');
  // The organisation enforces a second factor, and the person has none: in the present form (403), and in the older one (401).
  for (const version of ['11.6.0', '4.10.9']) {
    Object.assign(settings, { version, EnforceMultifactorAuthentication: true });
    await wake();
    await hears('status-line', 'The server wants a second factor, and you have set none up.');
    await hears('trouble-mattermost', 'set up multi-factor authentication there');
    Object.assign(settings, { version: '11.6.0', EnforceMultifactorAuthentication: false });
    // No sign-in is needed: when the user looks, the app finds the problem solved.
    await page.getByRole('button', { name: 'Accounts' }).click();
    await page.getByRole('menuitem', { name: 'Try again now' }).click();
    await hears('status-line', 'Up to date');
  }
  services.mattermost.acts.revokeSessions(services.person.key);
  // Without the session the server closes the socket some seconds after the next ping.
  services.mattermost.sockets.dropAll();
  await hears('status-line', 'Your sign-in has expired.');
  await page.getByTestId('trouble-mattermost').getByRole('button', { name: 'Sign in again' }).click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByLabel('Server address').inputValue()).toBe(services.mattermostUrl);
  await server('Mattermost 11.6.0');
  // A quarter of a minute.
  settings.SessionLengthWebInHours = 1 / 240;
  await logIn();
  await hears('status-line', 'Up to date');
  await expect
    .poll(
      async () => {
        await wake();
        return says('status-line');
      },
      { timeout: 40_000, interval: 2_000 },
    )
    .toContain('Your sign-in has expired.');
  settings.SessionLengthWebInHours = usualSettings.SessionLengthWebInHours;
  await page.getByTestId('trouble-mattermost').getByRole('button', { name: 'Sign in again' }).click();
  await server('Mattermost 11.6.0');
  await logIn();
  await hears('status-line', 'Up to date');
});
