import { describe, expect, it } from 'vitest';
import { idOf, tenantId } from '../testing/organisation.ts';
import {
  authorizeUrl,
  basicScopes,
  browserOf,
  codeOf,
  redeem,
  redirectUri,
  signIn,
} from '../testing/sign-in.ts';
import { loginUrl, sandbox, type Sandbox } from '../testing/tenant.ts';

const get = async (box: Sandbox, path: string): Promise<Record<string, unknown>> => {
  const response = await box.tenant.login.fetch(new Request(`${loginUrl}${path}`));
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  return (await response.json()) as Record<string, unknown>;
};

const claims = (jwt: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

describe('discovery', () => {
  it('names the endpoints of a tenant, with an issuer of the authority’s origin', async () => {
    const document = await get(sandbox(), `/${tenantId}/v2.0/.well-known/openid-configuration`);
    expect(document).toMatchObject({
      issuer: `${loginUrl}/${tenantId}/v2.0`,
      authorization_endpoint: `${loginUrl}/${tenantId}/oauth2/v2.0/authorize`,
      token_endpoint: `${loginUrl}/${tenantId}/oauth2/v2.0/token`,
    });
  });

  it('leaves a placeholder in the issuer of organizations and common', async () => {
    for (const name of ['organizations', 'common']) {
      const document = await get(sandbox(), `/${name}/v2.0/.well-known/openid-configuration`);
      expect(document.issuer).toBe(`${loginUrl}/{tenantid}/v2.0`);
    }
  });

  it('answers instance discovery, but refuses unknown tenants', async () => {
    const box = sandbox();
    expect(await get(box, '/common/discovery/instance')).toHaveProperty('tenant_discovery_endpoint');
    expect(await get(box, '/nobody/v2.0/.well-known/openid-configuration')).toMatchObject({
      error_codes: [90002],
    });
  });
});

describe('authorize', () => {
  it('asks for e-mail, password and consent and answers with code, state and client_info', async () => {
    const box = sandbox();
    const browser = browserOf(box);
    const email = await browser.open(authorizeUrl());
    const password = await browser.submit(email, { loginfmt: 'ADA@testworks.example' });
    expect(password).toMatchObject({ html: expect.stringContaining('ADA@testworks.example') as string });
    const consent = await browser.submit(password, { passwd: 'ada-password' });
    expect(consent).toMatchObject({ html: expect.stringContaining('data-scope="Chat.Read"') as string });
    const back = await browser.submit(consent, { action: 'accept' });
    expect(back.kind === 'app' && back.url.startsWith(`${redirectUri}/#`)).toBe(true);
    expect(back.kind === 'app' && back.answer.get('state')).toBe('the-state');
    expect(codeOf(back)).not.toBe('');
    expect(browser.cookies.has('ESTSAUTH')).toBe(true);
  });

  it('reports a wrong name or password, and allows another try', async () => {
    const browser = browserOf(sandbox());
    const email = await browser.open(authorizeUrl());
    const unknown = await browser.submit(email, { loginfmt: 'nobody@testworks.example' });
    expect(unknown).toMatchObject({
      html: expect.stringContaining('This username may be incorrect') as string,
    });
    const password = await browser.submit(unknown, { loginfmt: 'ada@testworks.example' });
    const wrong = await browser.submit(password, { passwd: 'guess' });
    expect(wrong).toMatchObject({
      html: expect.stringContaining('Your account or password is incorrect') as string,
    });
    const right = await browser.submit(wrong, { passwd: 'ada-password' });
    expect(right).toMatchObject({ html: expect.stringContaining('Permissions requested') as string });
  });

  it('refuses bots and people of other tenants', async () => {
    const browser = browserOf(sandbox());
    for (const name of ['robo@testworks.example', 'dora@elsewhere.example']) {
      const page = await browser.submit(await browser.open(authorizeUrl()), { loginfmt: name });
      expect(page).toMatchObject({ html: expect.stringContaining('may be incorrect') as string });
    }
  });

  it('answers at once for a browser that is signed in and has consented', async () => {
    const box = sandbox();
    const browser = browserOf(box);
    await signIn(browser, 'ada');
    expect(codeOf(await browser.open(authorizeUrl()))).not.toBe('');
    expect(codeOf(await browser.open(authorizeUrl({ prompt: 'none' })))).not.toBe('');
  });

  it('follows prompt: login, select_account, consent', async () => {
    const browser = browserOf(sandbox());
    await signIn(browser, 'ada');
    const shown = async (prompt: string, login_hint: string | null = null): Promise<string> => {
      const at = await browser.open(authorizeUrl({ prompt, login_hint }));
      return at.kind === 'page' ? at.html : '';
    };
    expect(await shown('login', 'ada@testworks.example')).toContain('Enter password');
    expect(await shown('select_account')).toContain('Pick an account');
    expect(await shown('consent')).toContain('Permissions requested');
  });

  it('shows the account picker when several people are signed in', async () => {
    const box = sandbox();
    const browser = browserOf(box);
    await signIn(browser, 'ada');
    await signIn(browser, 'ben', { login_hint: 'ben@testworks.example' });
    const picker = await browser.open(authorizeUrl());
    const back = await browser.submit(picker, { account: idOf('ben') });
    const tokens = await redeem(box, codeOf(back));
    expect(claims(tokens.body.text('id_token')).oid).toBe(idOf('ben'));
  });

  it('login_hint goes straight to the password', async () => {
    const page = await browserOf(sandbox()).open(authorizeUrl({ login_hint: 'ada@testworks.example' }));
    expect(page).toMatchObject({ html: expect.stringContaining('Enter password') as string });
  });

  it('prompt=none without a session is login_required, without consent interaction_required', async () => {
    const box = sandbox();
    const browser = browserOf(box);
    const none = await browser.open(authorizeUrl({ prompt: 'none' }));
    expect(none.kind === 'app' && none.answer.get('error')).toBe('login_required');
    await signIn(browser, 'ada');
    const more = await browser.open(authorizeUrl({ prompt: 'none', scope: 'openid Files.ReadWrite' }));
    expect(more.kind === 'app' && more.answer.get('error')).toBe('interaction_required');
    expect(more.kind === 'app' && more.answer.get('error_description')).toContain('AADSTS65001');
  });

  it('cancelling answers access_denied with the state', async () => {
    const browser = browserOf(sandbox());
    const email = await browser.open(authorizeUrl());
    const back = await browser.submit(email, { action: 'cancel' });
    expect(back.kind === 'app' && Object.fromEntries(back.answer)).toMatchObject({
      error: 'access_denied',
      error_subcode: 'cancel',
      state: 'the-state',
    });
    const declined = await browser.submit(
      await browser.submit(await browser.open(authorizeUrl({ login_hint: 'ada@testworks.example' })), {
        passwd: 'ada-password',
      }),
      { action: 'cancel' },
    );
    expect(declined.kind === 'app' && declined.answer.get('error_description')).toContain('AADSTS65004');
  });

  it('asks for consent to new scopes only', async () => {
    const browser = browserOf(sandbox());
    await signIn(browser, 'ada');
    const page = await browser.open(authorizeUrl({ scope: `${basicScopes} Files.ReadWrite` }));
    expect(page).toMatchObject({ html: expect.stringContaining('data-scope="Files.ReadWrite"') as string });
    expect(page).toMatchObject({ html: expect.not.stringContaining('data-scope="Chat.Read"') as string });
  });

  it('scopes for administrators end at AADSTS90094 until an administrator has consented', async () => {
    const box = sandbox([], { adminConsent: false });
    const browser = browserOf(box);
    const scope = `${basicScopes} ChannelMessage.Read.All`;
    const page = await signIn(browser, 'ada', { scope });
    expect(page).toMatchObject({ html: expect.stringContaining('AADSTS90094') as string });
    const back = await browser.submit(page, { action: 'cancel' });
    expect(back.kind === 'app' && back.answer.get('error')).toBe('access_denied');
    box.tenant.settings.adminConsent = true;
    const tokens = await redeem(box, codeOf(await signIn(browser, 'ada', { scope })), { scope });
    expect(tokens.body.text('scope').split(' ')).toContain('ChannelMessage.Read.All');
  });

  it('needs an administrator for everything if people may not consent', async () => {
    const box = sandbox([], { userConsentAllowed: false });
    expect(await signIn(browserOf(box), 'ada')).toMatchObject({
      html: expect.stringContaining('AADSTS90094') as string,
    });
  });

  it('shows a page for an unknown tenant', async () => {
    const page = await browserOf(sandbox()).open(authorizeUrl({}, 'nobody.example'));
    expect(page).toMatchObject({
      kind: 'page',
      status: 400,
      html: expect.stringContaining('AADSTS90002') as string,
    });
  });

  it.each([
    ['an unknown app', { client_id: 'other' }, 'AADSTS700016'],
    ['an unregistered redirect', { redirect_uri: 'http://evil.example' }, 'AADSTS50011'],
  ])('does not redirect for %s', async (_, more, code) => {
    const page = await browserOf(sandbox()).open(authorizeUrl(more));
    expect(page).toMatchObject({ kind: 'page', status: 400, html: expect.stringContaining(code) as string });
  });

  it.each([
    ['another response_type', { response_type: 'token' }, 'unsupported_response_type'],
    ['no scope', { scope: null }, 'invalid_request'],
    ['an unknown scope', { scope: 'openid Make.Coffee' }, 'invalid_client'],
    ['plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
  ])('reports %s to the app', async (_, more, error) => {
    const back = await browserOf(sandbox()).open(authorizeUrl(more));
    expect(back.kind === 'app' && back.answer.get('error')).toBe(error);
  });

  it('answers by query, fragment or form_post', async () => {
    const browser = browserOf(sandbox());
    const byQuery = await signIn(browser, 'ada', { response_mode: 'query' });
    expect(byQuery.kind === 'app' && byQuery.url).toContain(`${redirectUri}/?code=`);
    const form = await browser.open(authorizeUrl({ response_mode: 'form_post' }));
    expect(form).toMatchObject({
      kind: 'page',
      html: expect.stringContaining(`action="${redirectUri}"`) as string,
    });
  });

  it('ignores the port of http://localhost for native redirects, and requires the registered SPA address exactly', async () => {
    const box = sandbox([], { redirectUris: [{ uri: 'http://localhost', type: 'native' }] });
    const other = await browserOf(box).open(authorizeUrl({ redirect_uri: 'http://localhost:65000/' }));
    expect(other).toMatchObject({ kind: 'page', status: 200 });
    box.tenant.settings.redirectUris = [{ uri: 'http://localhost:1234/back', type: 'spa' }];
    expect(
      await browserOf(box).open(authorizeUrl({ redirect_uri: 'http://localhost:1234/back' })),
    ).toMatchObject({ status: 200 });
    expect(
      await browserOf(box).open(authorizeUrl({ redirect_uri: 'http://localhost:9999/back' })),
    ).toMatchObject({ status: 400 });
  });

  it('logout forgets the browser', async () => {
    const browser = browserOf(sandbox());
    await signIn(browser, 'ada');
    const out = await browser.open(
      `${loginUrl}/${tenantId}/oauth2/v2.0/logout?post_logout_redirect_uri=${encodeURIComponent(redirectUri)}&state=s`,
    );
    expect(out).toMatchObject({ kind: 'app', url: `${redirectUri}/?state=s` });
    expect(browser.cookies.size).toBe(0);
    const none = await browser.open(authorizeUrl({ prompt: 'none' }));
    expect(none.kind === 'app' && none.answer.get('error')).toBe('login_required');
  });
});
