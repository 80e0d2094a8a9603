import { describe, expect, it } from 'vitest';
import { GraphClient } from '../testing/client.ts';
import { idOf, minute, tenantId } from '../testing/organisation.ts';
import {
  authorizeUrl,
  basicScopes,
  browserOf,
  codeOf,
  redeem,
  redirectUri,
  refresh,
  signIn,
} from '../testing/sign-in.ts';
import { clientId, sandbox } from '../testing/tenant.ts';

const claims = (jwt: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

describe('token', () => {
  const spa = { redirectUris: [{ uri: redirectUri, type: 'spa' }] } as const;
  const origin = 'http://localhost:4711';

  it('issues tokens that MSAL and Graph accept', async () => {
    const box = sandbox();
    const tokens = await redeem(box, codeOf(await signIn(browserOf(box), 'ada')));
    expect(tokens.status).toBe(200);
    const id = claims(tokens.body.text('id_token'));
    expect(id).toMatchObject({
      aud: clientId,
      nonce: 'the-nonce',
      oid: idOf('ada'),
      tid: tenantId,
      preferred_username: 'ada@testworks.example',
    });
    expect(id).not.toHaveProperty('kmsi');
    const info: unknown = JSON.parse(Buffer.from(tokens.body.text('client_info'), 'base64url').toString());
    expect(info).toEqual({ uid: idOf('ada'), utid: tenantId });
    expect(tokens.body.text('scope').split(' ').sort()).toEqual([
      'Chat.Read',
      'User.Read',
      'openid',
      'profile',
    ]);
    const graph = new GraphClient({ ...box.fixture('ada'), token: tokens.body.text('access_token') });
    expect((await graph.get('/me')).body.at('id')).toBe(idOf('ada'));
  });

  it('has the kmsi claim if the switch is on', async () => {
    const box = sandbox([], { kmsiClaim: true });
    const tokens = await redeem(box, codeOf(await signIn(browserOf(box), 'ada')));
    expect(claims(tokens.body.text('id_token'))).toHaveProperty('kmsi');
  });

  it('needs the right PKCE verifier and redirect, and a fresh code that is not used', async () => {
    const box = sandbox();
    const browser = browserOf(box);
    const code = codeOf(await signIn(browser, 'ada'));
    expect((await redeem(box, code, { code_verifier: 'another' })).body.at('error_codes')).toEqual([501481]);
    expect((await redeem(box, code, { redirect_uri: 'http://localhost:1' })).body.at('error_codes')).toEqual([
      500112,
    ]);
    expect((await redeem(box, code)).status).toBe(200);
    expect((await redeem(box, code)).body.at('error_codes')).toEqual([54005]);
    const late = codeOf(await browser.open(authorizeUrl()));
    box.world.pass(11 * minute);
    expect((await redeem(box, late)).body.at('error_codes')).toEqual([70008]);
  });

  it('native: an Origin header is refused with AADSTS9002326', async () => {
    const box = sandbox();
    const answer = await redeem(box, codeOf(await signIn(browserOf(box), 'ada')), {}, origin);
    expect(answer.status).toBe(400);
    expect(answer.body.text('error_description')).toContain('AADSTS9002326');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('SPA: a missing Origin header is refused with AADSTS9002327', async () => {
    const box = sandbox([], spa);
    const code = codeOf(await signIn(browserOf(box), 'ada'));
    expect((await redeem(box, code)).body.at('error_codes')).toEqual([9002327]);
    const tokens = await redeem(box, code, {}, origin);
    expect(tokens.status).toBe(200);
    expect((await refresh(box, tokens.body.text('refresh_token'))).body.at('error_codes')).toEqual([9002327]);
  });

  it('SPA: PKCE is required', async () => {
    const box = sandbox([], spa);
    const back = await browserOf(box).open(
      authorizeUrl({ code_challenge: null, code_challenge_method: null }),
    );
    expect(back.kind === 'app' && back.answer.get('error_description')).toContain('AADSTS9002325');
  });

  it('native: each renewal extends refresh tokens to 90 days', async () => {
    const box = sandbox();
    let tokens = await redeem(box, codeOf(await signIn(browserOf(box), 'ada')));
    for (let month = 0; month < 4; month += 1) {
      box.world.pass(60 * 24 * 60 * minute);
      tokens = await refresh(box, tokens.body.text('refresh_token'));
      expect(tokens.status).toBe(200);
    }
    box.world.pass(91 * 24 * 60 * minute);
    const late = await refresh(box, tokens.body.text('refresh_token'));
    expect(late.body.value).toMatchObject({ error: 'invalid_grant', error_codes: [700082] });
  });

  it('SPA: refresh tokens end after 24 hours, also if they are renewed', async () => {
    const box = sandbox([], spa);
    let tokens = await redeem(box, codeOf(await signIn(browserOf(box), 'ada')), {}, origin);
    for (let hour = 0; hour < 23; hour += 1) {
      box.world.pass(60 * minute);
      tokens = await refresh(box, tokens.body.text('refresh_token'), basicScopes, origin);
      expect(tokens.status).toBe(200);
    }
    box.world.pass(61 * minute);
    const late = await refresh(box, tokens.body.text('refresh_token'), basicScopes, origin);
    expect(late.body.value).toMatchObject({ error: 'invalid_grant', error_codes: [700084] });
  });

  it('revocation is invalid_grant AADSTS50173 without suberror; the access token stays valid; a new sign-in helps', async () => {
    const box = sandbox();
    const browser = browserOf(box);
    const tokens = await redeem(box, codeOf(await signIn(browser, 'ada')));
    box.tenant.revoke('ada');
    const dead = await refresh(box, tokens.body.text('refresh_token'));
    expect(dead.body.value).toMatchObject({ error: 'invalid_grant', error_codes: [50173] });
    expect(dead.body.value).not.toHaveProperty('suberror');
    const graph = new GraphClient({ ...box.fixture('ada'), token: tokens.body.text('access_token') });
    expect((await graph.get('/me')).status).toBe(200);
    box.world.pass(1);
    const again = await redeem(box, codeOf(await signIn(browser, 'ada')));
    expect((await refresh(box, again.body.text('refresh_token'))).status).toBe(200);
  });

  it('a refresh for scopes without consent is invalid_grant with suberror consent_required', async () => {
    const box = sandbox();
    const tokens = await redeem(box, codeOf(await signIn(browserOf(box), 'ada')));
    const answer = await refresh(box, tokens.body.text('refresh_token'), 'openid Files.ReadWrite');
    expect(answer.body.value).toMatchObject({
      error: 'invalid_grant',
      error_codes: [65001],
      suberror: 'consent_required',
    });
  });

  it('a refresh may ask for other scopes with consent; the token has all of them', async () => {
    const box = sandbox();
    const browser = browserOf(box);
    const tokens = await redeem(box, codeOf(await signIn(browser, 'ada')));
    await signIn(browser, 'ada', { scope: 'openid Files.ReadWrite' });
    const answer = await refresh(box, tokens.body.text('refresh_token'), 'openid Files.ReadWrite');
    expect(answer.body.text('scope').split(' ')).toEqual(
      expect.arrayContaining(['Files.ReadWrite', 'Chat.Read']),
    );
  });
});
