/** Refusals of sign-in, and single sign-on: each refusal in the words of the real server. */
import { beforeEach, describe, expect, test } from 'vitest';
import { createSandboxBrowser } from '../../browser.ts';
import { Client, signIn, type Json } from '../contract/fixture.ts';
import { openSandbox, plannedOrganisation, plannedPerson, type SandboxFixture } from '../contract/sandbox.ts';
import type { AuthService } from '../model.ts';

const base = 'http://chat.example';
const password = 'Sandbox-password-1';

let fixture: SandboxFixture;
beforeEach(async () => {
  fixture = await openSandbox(plannedOrganisation({ people: [plannedPerson('root'), plannedPerson('ada')] }));
});
const anonymous = (): Client => new Client(fixture, null, '');
const logIn = async (name: string, typed = password): Promise<readonly [number, unknown]> => {
  const answer = await anonymous().call('POST', '/api/v4/users/login', { login_id: name, password: typed });
  return [answer.status, (answer.body as Json).id];
};
const config = async (): Promise<Json> =>
  (await anonymous().call('GET', '/api/v4/config/client?format=old')).body as Json;
const acts = () => fixture.server.acts;

describe('a password', () => {
  test.each([
    ['locked', { locked: true }, 'api.user.check_user_login_attempts.too_many.app_error'],
    ['deactivated', { active: false }, 'api.user.login.inactive.app_error'],
  ])('of an account that is %s is not checked', async (_what, change, id) => {
    acts().changeSignIn('ada', change);
    expect(await logIn('ada', 'wrong')).toEqual([401, id]);
  });
  test('is refused because of an address that is not verified only if the password is right', async () => {
    fixture.server.settings.RequireEmailVerification = true;
    acts().changeSignIn('ada', { emailVerified: false });
    expect(await logIn('ada')).toEqual([401, 'api.user.login.not_verified.app_error']);
    expect((await logIn('ada', 'wrong'))[1]).toBe('api.user.login.invalid_credentials_email_username');
  });
  test('of a single sign-on account and a wrong one get the same refusal if single sign-on is on', async () => {
    fixture.server.settings.EnableSaml = true;
    acts().changeSignIn('ada', { authService: 'saml' });
    const refused = [401, 'api.user.login.invalid_credentials_sso'];
    expect([await logIn('ada'), await logIn('root', 'wrong')]).toEqual([refused, refused]);
  });
  test.each([
    [{ EnableSignInWithEmail: false }, 'api.user.login.invalid_credentials_username'],
    [{ EnableSignInWithUsername: false }, 'api.user.login.invalid_credentials_email'],
  ])('is refused with the names that may be typed: %o', async (settings, id) => {
    fixture.configure(settings);
    expect((await logIn('ada', 'wrong'))[1]).toBe(id);
  });
  test('without the certificate that the server requires is a 400', async () => {
    fixture.server.settings.ClientSideCertEnable = true;
    expect(await logIn('ada')).toEqual([400, 'api.user.login.client_side_cert.certificate.app_error']);
  });
  test('that is empty is a 400', async () => {
    expect(await logIn('ada', '')).toEqual([400, 'api.user.login.blank_pwd.app_error']);
  });
});

test('enforced MFA allows a user without MFA only `GET /users/me`', async () => {
  const { token } = await signIn(fixture, { loginId: 'ada', password });
  fixture.server.settings.EnforceMultifactorAuthentication = true;
  const ada = new Client(fixture, token, '');
  expect((await ada.call('GET', '/api/v4/users/me')).status).toBe(200);
  const other = await ada.call('GET', '/api/v4/users/me/teams');
  expect([other.status, (other.body as Json).id]).toEqual([403, 'api.context.mfa_required.app_error']);
  fixture.server.settings.version = '4.10.9';
  const older = await ada.call('GET', '/api/v4/users/me/teams');
  expect([older.status, (older.body as Json).id]).toEqual([401, 'api.context.mfa_required.app_error']);
});

test('a registration that is off is refused in the form of OAuth', async () => {
  const answer = await anonymous().call('POST', '/api/v4/oauth/apps/register', {
    redirect_uris: ['http://x'],
  });
  expect([answer.status, answer.body]).toEqual([400, { error: 'unsupported_operation' }]);
});

test('the limited configuration has the ways of signing in and their labels, and nothing else', async () => {
  fixture.configure({
    version: '10.11.4',
    SiteName: 'Harbour',
    EnableSignInWithEmail: false,
    EnableSignInWithUsername: false,
    EnableSaml: true,
    SamlLoginButtonText: 'Harbour ID',
    EnableLdap: true,
    LdapLoginFieldName: 'Staff number',
  });
  expect(await config()).toMatchObject({
    Version: '10.11.4',
    SiteName: 'Harbour',
    EnableSignInWithEmail: 'false',
    EnableSaml: 'true',
    SamlLoginButtonText: 'Harbour ID',
    LdapLoginFieldName: 'Staff number',
    EnableSignUpWithOpenId: 'false',
    OpenIdButtonText: '',
  });
  expect(await config()).not.toHaveProperty('EnableUserAccessTokens');
  expect(await config()).not.toHaveProperty('EnableCustomTermsOfService');
});

describe('single sign-on', () => {
  const browse = (address: string) =>
    createSandboxBrowser({
      fetch: (request) => fixture.fetch(request),
      credentialsFor: () => ({ username: 'ada', password }),
    }).open(address);
  const start = async (service: AuthService, path: string, token: string) => {
    fixture.configure({ EnableSaml: true, EnableSignUpWithGitLab: true });
    acts().changeSignIn('ada', { authService: service });
    const handed = await browse(`${base}${path}?desktop_token=${token}`);
    if (handed.kind !== 'handed') throw new Error(JSON.stringify(handed));
    return new URL(handed.address);
  };
  const redeem = (token: string | null) =>
    anonymous().call('POST', '/api/v4/users/login/desktop_token', { token });

  test.each([
    ['saml', '/login/sso/saml', 'mine', 'mattermost:'],
    ['gitlab', '/oauth/gitlab/login', 'dev-mine', 'mattermost-dev:'],
  ] as const)('by %s ends on the desktop app’s own scheme', async (service, path, token, scheme) => {
    const handed = await start(service, path, token);
    expect([handed.protocol, handed.pathname, handed.searchParams.get('client_token')]).toEqual([
      scheme,
      '/login/desktop',
      token,
    ]);
    const server = handed.searchParams.get('server_token');
    const session = await redeem(server);
    const holder = new Client(fixture, session.headers.get('token'), '');
    expect((await holder.call('GET', '/api/v4/users/me')).body).toMatchObject({ auth_service: service });
    await fixture.advance(5_000);
    // The code is used already.
    expect((await redeem(server)).status).toBe(401);
  });
  test('gives a token that is valid for three minutes', async () => {
    const handed = await start('saml', '/login/sso/saml', 'mine');
    await fixture.advance(3 * 60_000 + 1);
    const late = await redeem(handed.searchParams.get('server_token'));
    expect([late.status, (late.body as Json).id]).toEqual([401, 'app.desktop_token.validate.invalid']);
  });
  test('accepts no more than two tokens at once', async () => {
    const statuses = [await redeem('a'), await redeem('b'), await redeem('c')].map(({ status }) => status);
    expect(statuses).toEqual([401, 401, 429]);
  });
  test('that is off is refused with a page', async () => {
    const answer = await fixture.fetch(new Request(`${base}/oauth/google/login?desktop_token=x`));
    expect(answer.status).toBe(501);
  });
});

describe('a proxy before the server', () => {
  const ping = () => fixture.fetch(new Request(`${base}/api/v4/system/ping`, { redirect: 'manual' }));
  test('removes the version', async () => {
    fixture.server.proxy.hidesVersion = true;
    const answer = await ping();
    expect([answer.status, answer.headers.get('x-version-id')]).toEqual([200, null]);
  });
  test('redirects every request to another address', async () => {
    Object.assign(fixture.server.proxy, { movedTo: 'https://new.example/chat', movedWith: 308 });
    const answer = await ping();
    expect([answer.status, answer.headers.get('location')]).toEqual([
      308,
      'https://new.example/chat/api/v4/system/ping',
    ]);
  });
  test('requires a certificate', async () => {
    fixture.server.proxy.wantsCertificate = true;
    const answer = await ping();
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining('No required SSL certificate was sent'),
    ]);
  });
});
