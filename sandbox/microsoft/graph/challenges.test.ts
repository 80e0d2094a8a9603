import { describe, expect, it } from 'vitest';
import { GraphClient } from '../testing/client.ts';
import { minute } from '../testing/organisation.ts';
import { authorizeUrl, basicScopes, browserOf, codeOf, redeem, refresh, signIn } from '../testing/sign-in.ts';
import { sandbox, type Sandbox } from '../testing/tenant.ts';

const capable = JSON.stringify({ access_token: { xms_cc: { values: ['CP1'] } } });

/** The challenge handed back together with what the app says of itself, as MSAL merges them. */
const withCapability = (challenge: string): string => {
  const { access_token: asked } = JSON.parse(challenge) as { access_token: object };
  return JSON.stringify({ access_token: { ...asked, xms_cc: { values: ['CP1'] } } });
};

const challengeIn = (headers: Headers): string => {
  const header = headers.get('www-authenticate') ?? '';
  expect(header).toContain('Bearer realm="", authorization_uri="');
  expect(header).toContain('error="insufficient_claims"');
  return Buffer.from(/claims="([^"]+)"/.exec(header)?.[1] ?? '', 'base64').toString();
};

const claimsOf = (jwt: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

/** Ada’s app: asks Graph with the token it has, renews with claims. */
const appOf = async (box: Sandbox, claims: string | null = capable) => {
  const declared = claims === null ? {} : { claims };
  const tokens = await redeem(box, codeOf(await signIn(browserOf(box), 'ada', declared)), declared);
  let access = tokens.body.text('access_token');
  return {
    tokens,
    token: () => access,
    get: (path: string) => new GraphClient({ ...box.fixture('ada'), token: access }).get(path),
    renew: async (asked: string) => {
      const answer = await refresh(box, tokens.body.text('refresh_token'), basicScopes, null, {
        claims: asked,
      });
      if (answer.status === 200) access = answer.body.text('access_token');
      return answer;
    },
  };
};

describe('continuous access evaluation', () => {
  it('tokens declare that their app can answer challenges, and are valid for a day', async () => {
    const box = sandbox();
    const knowing = await appOf(box);
    expect(claimsOf(knowing.token()).xms_cc).toEqual(['cp1']);
    expect(knowing.tokens.body.at('expires_in')).toBe(24 * 3600);
    const plain = await appOf(box, null);
    expect(claimsOf(plain.token())).not.toHaveProperty('xms_cc');
    expect(plain.tokens.body.at('expires_in')).toBe(3600);
  });

  it('challenges until a newer token comes, on all paths or on some', async () => {
    const box = sandbox();
    const app = await appOf(box);
    box.world.pass(minute);
    box.tenant.graphSwitches.challenge({ person: 'ada', path: /^\/me\/chats/, demand: { kind: 'newer' } });
    expect((await app.get('/me')).status).toBe(200);
    const refused = await app.get('/me/chats');
    expect(refused.status).toBe(401);
    expect(refused.body.at('error', 'code')).toBe('InvalidAuthenticationToken');
    const challenge = challengeIn(refused.headers);
    expect(JSON.parse(challenge)).toEqual({
      access_token: { nbf: { essential: true, value: String(Math.floor(box.world.now() / 1000)) } },
    });
    expect((await app.renew(withCapability(challenge))).status).toBe(200);
    expect((await app.get('/me/chats')).status).toBe(200);
  });

  it('does not challenge apps that do not declare CP1', async () => {
    const box = sandbox();
    const app = await appOf(box, null);
    box.world.pass(minute);
    box.tenant.graphSwitches.challenge({ person: null, path: null, demand: { kind: 'newer' } });
    box.tenant.revoke('ada');
    expect((await app.get('/me')).status).toBe(200);
  });

  it('an authentication context is met only by a sign-in with the browser, which asks for the password', async () => {
    const box = sandbox();
    const app = await appOf(box);
    box.tenant.graphSwitches.challenge({ person: 'ada', path: null, demand: { kind: 'context', id: 'c1' } });
    const challenge = challengeIn((await app.get('/me')).headers);
    expect(JSON.parse(challenge)).toEqual({ access_token: { acrs: { essential: true, value: 'c1' } } });
    const claims = withCapability(challenge);
    expect((await app.renew(claims)).body.value).toMatchObject({
      error: 'invalid_grant',
      error_codes: [50076],
      suberror: 'basic_action',
      claims,
    });
    const browser = browserOf(box);
    await signIn(browser, 'ada');
    expect(await browser.open(authorizeUrl({ claims }))).toMatchObject({
      html: expect.stringContaining('Enter password') as string,
    });
    const stepped = await appOf(box, claims);
    expect(claimsOf(stepped.token()).acrs).toEqual(['c1']);
    expect((await stepped.get('/me')).status).toBe(200);
    expect((await stepped.renew(claims)).status).toBe(200);
  });

  it.each([
    ['revoked', (box: Sandbox) => box.tenant.revoke('ada'), 50173],
    ['of a disabled account', (box: Sandbox) => box.tenant.entra.setAccountEnabled('ada', false), 50057],
    ['of a changed password', (box: Sandbox) => box.tenant.entra.changePassword('ada', 'new'), 50173],
  ])('a token %s is challenged at once, and the renewal is refused', async (_, end, number) => {
    const box = sandbox();
    const app = await appOf(box);
    box.world.pass(minute);
    end(box);
    const refused = await app.get('/me');
    expect(refused.body.at('error', 'message')).toContain('TokenIssuedBeforeRevocationTimestamp');
    const renewal = await app.renew(withCapability(challengeIn(refused.headers)));
    expect(renewal.body.at('error_codes')).toEqual([number]);
  });

  it('refuses claims that are no JSON', async () => {
    const box = sandbox();
    const app = await appOf(box);
    expect((await app.renew('{"access_token"')).body.at('error_codes')).toEqual([9000410]);
  });
});

describe('a faulty part of Graph', () => {
  it('401 on some paths with a token that is valid elsewhere, in the words of the reports', async () => {
    const box = sandbox();
    const stop = box.tenant.graphSwitches.refuse({ person: 'ada', path: /^\/me\/chats$/ });
    const refused = await box.as('ada').get('/me/chats');
    expect(refused.status).toBe(401);
    expect(refused.body.at('error', 'code')).toBe('Unauthorized');
    expect(refused.body.at('error', 'message')).toBe('UnknownError');
    expect(refused.headers.get('www-authenticate')).toBeNull();
    expect((await box.as('ada').get('/me')).status).toBe(200);
    expect((await box.as('ben').get('/me/chats')).status).toBe(200);
    stop();
    expect((await box.as('ada').get('/me/chats')).status).toBe(200);
  });
});
