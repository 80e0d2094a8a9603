import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSandboxBrowser, type BrowserOutcome } from './browser.ts';
import { Faults } from './faults.ts';
import { createMicrosoftTenant } from './microsoft/index.ts';
import { generateOrganisation } from './organisation/generate.ts';
import { seededRandom, type SandboxWorld } from './world.ts';

const now = Date.UTC(2026, 8, 1, 12);
const organisation = generateOrganisation({ seed: 5, messages: 20, now });
const sample = organisation.people.find(({ key }) => key === organisation.sampleUser);
const loopback = 'http://localhost:49152';

/** A tenant, a browser that reaches it and a loopback, without sockets. */
const makeWorld = (password = sample?.password ?? '') => {
  const world: SandboxWorld = { now: () => now, random: seededRandom(9), after: () => () => undefined };
  const tenant = createMicrosoftTenant({
    world,
    clientId: '11111111-2222-4333-8444-555555555555',
    faults: new Faults(world),
    loginUrl: 'https://login.test',
    graphUrl: 'https://graph.test',
  });
  tenant.acts.load(organisation);
  const delivered: string[] = [];
  const seen: string[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    seen.push(`${request.method} ${url.pathname}`);
    if (url.origin === 'https://login.test') return tenant.login.fetch(request);
    if (url.origin !== loopback) throw new Error(`no way to ${url.origin}`);
    const body = request.method === 'POST' ? await request.text() : '';
    if (url.search === '' && body === '') {
      const script = "fetch('/', { method: 'POST', body: location.hash }).then((answer) => answer.text())";
      return new Response(`<!doctype html><script>${script}</script>`, {
        headers: { 'content-type': 'text/html' },
      });
    }
    delivered.push(`${url.search}${body}`);
    return new Response('<!doctype html>done', { headers: { 'content-type': 'text/html' } });
  };
  const browser = createSandboxBrowser({
    fetch,
    credentialsFor: ({ host }) =>
      host === 'login.test' ? { username: sample?.microsoft?.userPrincipalName ?? '', password } : null,
  });
  const authorize = (more: Record<string, string> = {}): string => {
    const query = new URLSearchParams({
      client_id: tenant.clientId,
      redirect_uri: loopback,
      response_type: 'code',
      response_mode: 'query',
      scope: 'openid profile offline_access User.Read Chat.ReadWrite',
      state: 'the state',
      nonce: 'n',
      code_challenge: createHash('sha256').update('x'.repeat(50)).digest('base64url'),
      code_challenge_method: 'S256',
      ...more,
    });
    return `https://login.test/${tenant.tenantId()}/oauth2/v2.0/authorize?${query.toString()}`;
  };
  return { tenant, browser, authorize, delivered, seen };
};

const isDelivered: BrowserOutcome = { kind: 'delivered', status: 200, answer: 'code' };

describe('the browser at the Microsoft sign-in', () => {
  it.each(['query', 'fragment', 'form_post'])('signs in and consents, answer by %s', async (mode) => {
    const { browser, authorize, delivered } = makeWorld();
    expect(await browser.open(authorize({ response_mode: mode }))).toEqual(isDelivered);
    expect(delivered).toHaveLength(1);
    const answer = new URLSearchParams(delivered[0]?.replace(/^[#?]/, ''));
    expect(answer.get('state')).toBe('the state');
    expect(answer.get('code')?.length).toBeGreaterThan(10);
  });

  it('keeps its cookies: the second sign-in asks for no password and no consent', async () => {
    const { browser, authorize, seen } = makeWorld();
    await browser.open(authorize());
    seen.length = 0;
    expect(await browser.open(authorize())).toEqual(isDelivered);
    expect(seen.filter((one) => one.startsWith('POST'))).toEqual([]);
  });

  it('picks its own account from the list', async () => {
    const { browser, authorize, seen } = makeWorld();
    await browser.open(authorize());
    seen.length = 0;
    expect(await browser.open(authorize({ prompt: 'select_account' }))).toEqual(isDelivered);
    expect(seen.filter((one) => one.startsWith('POST'))).not.toEqual([]);
  });

  it('types only the password when the app hints at the account', async () => {
    const { browser, authorize } = makeWorld();
    expect(await browser.open(authorize({ login_hint: sample?.microsoft?.userPrincipalName ?? '' }))).toEqual(
      isDelivered,
    );
  });

  it('stops with the page’s own words when the password is wrong', async () => {
    const { browser, authorize, delivered } = makeWorld('wrong');
    const outcome = await browser.open(authorize());
    expect(outcome).toMatchObject({ kind: 'stuck' });
    expect(outcome.kind === 'stuck' && outcome.reason).toMatch(/password/i);
    expect(delivered).toEqual([]);
  });

  it('stops if an administrator must approve', async () => {
    const { browser, authorize, tenant } = makeWorld();
    tenant.settings.adminConsent = false;
    const outcome = await browser.open(authorize({ scope: 'openid ChannelMessage.Read.All' }));
    expect(outcome.kind === 'stuck' && outcome.reason).toMatch(/admin/);
  });

  it('stops with the error of a page that has no form', async () => {
    const { browser, authorize } = makeWorld();
    const outcome = await browser.open(authorize({ client_id: 'another' }));
    expect(outcome).toMatchObject({ kind: 'stuck' });
  });

  it('delivers a refusal as well', async () => {
    const { browser, authorize } = makeWorld();
    expect(await browser.open(authorize({ prompt: 'none' }))).toEqual({ ...isDelivered, answer: 'error' });
  });
});

describe('the browser at other pages', () => {
  const at = (html: string, type = 'text/html') =>
    createSandboxBrowser({
      fetch: () => Promise.resolve(new Response(html, { headers: { 'content-type': type } })),
      credentialsFor: () => ({ username: 'u', password: 'p' }),
    }).open('https://site.test/?redirect_uri=http://localhost:1/');

  it.each([
    [
      'no address',
      createSandboxBrowser({ fetch: () => Promise.reject(new Error()), credentialsFor: () => null }).open(
        'nowhere',
      ),
    ],
    [
      'a page that cannot be reached',
      createSandboxBrowser({ fetch: () => Promise.reject(new Error()), credentialsFor: () => null }).open(
        'https://site.test/',
      ),
    ],
    ['an answer that is no page', at('{}', 'application/json')],
    ['a page without a form', at('<title>Welcome</title>')],
    ['a field nobody knows', at('<title>T</title><form><input name="colour" required></form>')],
    ['a code that nobody has', at('<title>T</title><form><input name="mfa_code" required></form>')],
    ['a form without end', at('<form method="post"><input name="username"><button>Next</button></form>')],
  ])('stops with a reason at %s', async (_, outcome) => {
    const { kind, ...rest } = await outcome;
    expect(kind).toBe('stuck');
    expect(rest).toMatchObject({ reason: expect.stringMatching(/\w{3}/) as string });
  });
});
