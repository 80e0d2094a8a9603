import { beforeEach, describe, expect, it } from 'vitest';
import { minute } from '../../testing/organisation.ts';
import { authorizeUrl, browserOf, codeOf, redeem, refresh, signIn } from '../../testing/sign-in.ts';
import { sandbox, type Sandbox } from '../../testing/tenant.ts';
import type { Browser } from '../../testing/browser.ts';

let box: Sandbox;
let browser: Browser;
let refreshToken: string;

const renewed = async (): Promise<unknown> => (await refresh(box, refreshToken)).body.value;

/** Signs Ada in and keeps her refresh token. */
const signInAda = async (more: Readonly<Record<string, string>> = {}): Promise<void> => {
  const tokens = await redeem(box, codeOf(await signIn(browser, 'ada', more)));
  refreshToken = tokens.body.text('refresh_token');
};

beforeEach(async () => {
  box = sandbox();
  browser = browserOf(box);
  await signInAda();
});

describe('a refresh token that is refused', () => {
  it.each([
    [
      50076,
      {
        error: 'invalid_grant',
        suberror: 'basic_action',
        claims: expect.stringContaining('capolids') as unknown,
      },
    ],
    [53003, { error: 'invalid_grant', suberror: 'message_only' }],
    [53000, { error: 'invalid_grant', suberror: 'additional_action' }],
    [70043, { error: 'invalid_grant', suberror: 'token_expired' }],
    [70000, { error: 'invalid_grant', suberror: 'bad_token' }],
    [50055, { error: 'invalid_grant', suberror: 'user_password_expired' }],
    [500011, { error: 'invalid_resource' }],
  ])('with AADSTS%s has the service’s form', async (number, form) => {
    box.tenant.entra.refuseRefresh('ada', { number });
    const answer = await refresh(box, refreshToken);
    expect(answer.status).toBe(400);
    expect(answer.body.value).toMatchObject({ ...form, error_codes: [number] });
    expect(answer.body.text('error_description')).toContain(`AADSTS${number}: `);
  });

  it.each([50173, 700082, 50057, 50196])('with AADSTS%s has no suberror and no claims', async (number) => {
    box.tenant.entra.refuseRefresh('ada', { number });
    const answer = await renewed();
    expect(answer).toMatchObject({ error: 'invalid_grant', error_codes: [number] });
    expect(answer).not.toHaveProperty('suberror');
    expect(answer).not.toHaveProperty('claims');
  });

  it('may have another form, and concerns one person', async () => {
    box.tenant.entra.refuseRefresh('ben', { number: 50076 });
    expect((await refresh(box, refreshToken)).status).toBe(200);
    box.tenant.entra.refuseRefresh('ada', {
      number: 70043,
      error: 'interaction_required',
      claims: '{"a":1}',
    });
    expect(await renewed()).toMatchObject({
      error: 'interaction_required',
      suberror: 'token_expired',
      claims: '{"a":1}',
    });
  });

  it('needs words for an unknown number', () => {
    expect(() => box.tenant.entra.refuseRefresh('ada', { number: 1 })).toThrow('AADSTS1');
  });

  it('is refused a number of times, for a time, or until the switch is removed', async () => {
    box.tenant.entra.refuseRefresh('ada', { number: 50196 }, { kind: 'times', times: 1 });
    expect((await refresh(box, refreshToken)).status).toBe(400);
    expect((await refresh(box, refreshToken)).status).toBe(200);
    box.tenant.entra.refuseRefresh('ada', { number: 50196 }, { kind: 'elapsed', ms: minute });
    expect((await refresh(box, refreshToken)).status).toBe(400);
    box.world.pass(minute);
    expect((await refresh(box, refreshToken)).status).toBe(200);
    const stop = box.tenant.entra.refuseRefresh('ada', { number: 50076 });
    expect((await refresh(box, refreshToken)).status).toBe(400);
    stop();
    expect((await refresh(box, refreshToken)).status).toBe(200);
  });

  it('is refused until the person signs in again, with the claims if they matter', async () => {
    box.tenant.entra.refuseRefresh('ada', { number: 50076 }, { kind: 'sign-in' });
    await signInAda();
    expect((await refresh(box, refreshToken)).status).toBe(200);
    box.tenant.entra.refuseRefresh('ada', { number: 50076 }, { kind: 'sign-in-with-claims' });
    await signInAda();
    const refused = await refresh(box, refreshToken);
    expect(refused.status).toBe(400);
    await signInAda({ claims: refused.body.text('claims') });
    expect((await refresh(box, refreshToken)).status).toBe(200);
  });
});

describe('an event that ends a refresh token', () => {
  it('sign-in frequency: AADSTS70043, also for the browser’s session, until the password is given again', async () => {
    box.tenant.entra.setSignInFrequency('ada', 3600);
    box.world.pass(59 * minute);
    refreshToken = (await refresh(box, refreshToken)).body.text('refresh_token');
    box.world.pass(minute);
    expect(await renewed()).toMatchObject({ error_codes: [70043], suberror: 'token_expired' });
    expect(await browser.open(authorizeUrl())).toMatchObject({
      html: expect.stringContaining('Enter password') as string,
    });
    await signInAda();
    expect((await refresh(box, refreshToken)).status).toBe(200);
  });

  it('too many renewals in a short time are a loop, AADSTS50196, which ends after a wait', async () => {
    box.tenant.entra.detectLoops({ requests: 3, seconds: 300 });
    for (let time = 0; time < 3; time += 1) expect((await refresh(box, refreshToken)).status).toBe(200);
    expect(await renewed()).toMatchObject({ error: 'invalid_grant', error_codes: [50196] });
    box.world.pass(5 * minute);
    expect((await refresh(box, refreshToken)).status).toBe(200);
  });

  it('a disabled account: AADSTS50057 for its token and on the page, until it is enabled', async () => {
    box.tenant.entra.setAccountEnabled('ada', false);
    expect(await renewed()).toMatchObject({ error: 'invalid_grant', error_codes: [50057] });
    expect(await signIn(browser, 'ada')).toMatchObject({
      kind: 'page',
      html: expect.stringContaining('AADSTS50057') as string,
    });
    box.tenant.entra.setAccountEnabled('ada', true);
    expect((await refresh(box, refreshToken)).status).toBe(200);
  });

  it('a changed password: AADSTS50173, and only the new one is accepted', async () => {
    box.tenant.entra.changePassword('ada', 'another');
    expect(await renewed()).toMatchObject({ error: 'invalid_grant', error_codes: [50173] });
    const page = await browser.open(authorizeUrl({ login_hint: 'ada@testworks.example' }));
    expect(await browser.submit(page, { passwd: 'ada-password' })).toMatchObject({
      html: expect.stringContaining('Your account or password is incorrect') as string,
    });
    box.world.pass(1);
    const tokens = await redeem(box, codeOf(await browser.submit(page, { passwd: 'another' })));
    expect((await refresh(box, tokens.body.text('refresh_token'))).status).toBe(200);
  });
});

describe('the registration', () => {
  it.each([
    ['no-public-client', 401, { error: 'invalid_client', error_codes: [7000218] }],
    ['disabled', 400, { error: 'unauthorized_client', error_codes: [7000112] }],
    ['no-graph', 400, { error: 'invalid_resource', error_codes: [500011] }],
  ] as const)('%s is refused at the token endpoint', async (registration, status, form) => {
    box.tenant.settings.registration = registration;
    const answer = await refresh(box, refreshToken);
    expect(answer.status).toBe(status);
    expect(answer.body.value).toMatchObject(form);
  });

  it('a disabled one: the page does not come back; one without Graph: the app gets the error', async () => {
    box.tenant.settings.registration = 'disabled';
    expect(await browser.open(authorizeUrl())).toMatchObject({
      kind: 'page',
      html: expect.stringContaining('AADSTS7000112') as string,
    });
    box.tenant.settings.registration = 'no-graph';
    const back = await browser.open(authorizeUrl());
    expect(back.kind === 'app' && back.answer.get('error')).toBe('invalid_resource');
  });

  it('a permission that this cloud lacks: the app gets AADSTS650053', async () => {
    box.tenant.settings.missingPermissions = ['Chat.Read'];
    const back = await browser.open(authorizeUrl());
    expect(back.kind === 'app' && back.answer.get('error_description')).toContain('AADSTS650053');
    expect(await renewed()).toMatchObject({ error: 'invalid_client', error_codes: [650053] });
  });

  it('a new registration with another id: the old one gets AADSTS700016, for tokens and on a page', async () => {
    box.tenant.entra.replaceClient('99999999-2222-4333-8444-555555555555');
    expect(box.tenant.clientId).toBe('99999999-2222-4333-8444-555555555555');
    expect(await renewed()).toMatchObject({ error: 'unauthorized_client', error_codes: [700016] });
    expect(await browser.open(authorizeUrl())).toMatchObject({
      kind: 'page',
      html: expect.stringContaining('AADSTS700016') as string,
    });
  });
});
