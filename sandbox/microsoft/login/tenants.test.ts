import { beforeEach, describe, expect, it } from 'vitest';
import { partnerHost, partnerOrganisation, personalOrganisation } from '../../organisation/elsewhere.ts';
import type { MicrosoftTenant } from '../contract.ts';
import { personalTenantId } from '../index.ts';
import { GraphClient } from '../testing/client.ts';
import { idOf, organisation, tenantId } from '../testing/organisation.ts';
import {
  authorizeUrl,
  basicScopes,
  browserOf,
  codeOf,
  redirectUri,
  signIn,
  token,
  verifier,
  type TokenAnswer,
} from '../testing/sign-in.ts';
import { sandbox, type Sandbox } from '../testing/tenant.ts';
import type { Browser, Stand } from '../testing/browser.ts';

let box: Sandbox;
let partner: MicrosoftTenant;
let browser: Browser;

const ada = organisation().people.find(({ key }) => key === 'ada');
if (!ada) throw new Error('Ada is gone');

beforeEach(() => {
  box = sandbox();
  partner = box.tenant.addTenant();
  partner.acts.load(partnerOrganisation(ada, box.world.now()));
  browser = browserOf(box);
});

/** Redeems a code at a tenant's endpoint. */
const redeemAt = (tenant: string, code: string, scope = basicScopes): Promise<TokenAnswer> =>
  token(
    box,
    {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
      scope,
    },
    null,
    tenant,
  );

const refreshAt = (tenant: string, refreshToken: string): Promise<TokenAnswer> =>
  token(box, { grant_type: 'refresh_token', refresh_token: refreshToken, scope: basicScopes }, null, tenant);

const claims = (jwt: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

const clientInfoOf = (answer: TokenAnswer): unknown =>
  JSON.parse(Buffer.from(answer.body.text('client_info'), 'base64url').toString());

const as = (answer: TokenAnswer): GraphClient =>
  new GraphClient({ ...box.fixture('ada'), token: answer.body.text('access_token') });

const signedIn = async (tenant: string): Promise<TokenAnswer> =>
  redeemAt(tenant, codeOf(await signIn(browser, 'ada', {}, tenant)));

const words = (at: Stand): string => (at.kind === 'page' ? at.html : '');

describe('one person in two tenants', () => {
  it('has one home account id, and in each tenant an object id, tid and data of its own', async () => {
    const home = await signedIn(tenantId);
    const guest = await signedIn(partner.tenantId());
    expect(clientInfoOf(home)).toEqual({ uid: idOf('ada'), utid: tenantId });
    expect(clientInfoOf(guest)).toEqual(clientInfoOf(home));
    const [atHome, abroad] = [home, guest].map((one) => claims(one.body.text('id_token')));
    expect(atHome).toMatchObject({ oid: idOf('ada'), tid: tenantId });
    expect(abroad).toMatchObject({
      tid: partner.tenantId(),
      idp: `https://sts.windows.net/${tenantId}/`,
      iss: expect.stringContaining(partner.tenantId()) as string,
    });
    expect(abroad?.oid).not.toBe(atHome?.oid);
    expect((await as(home).get('/me')).body.at('id')).toBe(idOf('ada'));
    expect((await as(guest).get('/me')).body.at('id')).toBe(abroad?.oid);
    const chats = async (one: TokenAnswer): Promise<unknown[]> =>
      (await as(one).all('/me/chats')).map((chat) => chat.at('id'));
    const [mine, theirs] = [await chats(home), await chats(guest)];
    expect(theirs).toHaveLength(2);
    expect(mine.some((id) => theirs.includes(id))).toBe(false);
  });

  it('`organizations` and `common` lead to the home tenant', async () => {
    for (const name of ['organizations', 'common']) {
      const answer = await redeemAt(name, codeOf(await signIn(browserOf(box), 'ada', {}, name)));
      expect(claims(answer.body.text('id_token')).tid).toBe(tenantId);
    }
  });

  it('a refresh token belongs to the person: each tenant’s endpoint accepts it and answers for that tenant', async () => {
    const home = await signedIn(tenantId);
    await signedIn(partner.tenantId());
    const there = await refreshAt(partner.tenantId(), home.body.text('refresh_token'));
    expect(claims(there.body.text('access_token')).tid).toBe(partner.tenantId());
    const back = await refreshAt('organizations', there.body.text('refresh_token'));
    expect(claims(back.body.text('access_token')).tid).toBe(tenantId);
  });

  it('a refresh token is refused by a tenant that has not consented to the app, or does not know the person', async () => {
    const home = await signedIn(tenantId);
    const without = await refreshAt(partner.tenantId(), home.body.text('refresh_token'));
    expect(without.body.value).toMatchObject({ error: 'invalid_grant', error_codes: [65001] });
    const petra = await redeemAt(
      partner.tenantId(),
      codeOf(await signIn(browserOf(box), partnerHost, {}, partner.tenantId(), 'partnerworks.example')),
    );
    const strange = await refreshAt(tenantId, petra.body.text('refresh_token'));
    expect(strange.body.value).toMatchObject({ error: 'invalid_grant', error_codes: [50020] });
  });

  it('a code is accepted at its own tenant only', async () => {
    const code = codeOf(await signIn(browser, 'ada', {}, partner.tenantId()));
    expect((await redeemAt(tenantId, code)).body.at('error_codes')).toEqual([700005]);
    expect((await redeemAt('organizations', code)).status).toBe(200);
  });

  it('a person whom the tenant does not know ends on a page: AADSTS50020', async () => {
    const page = await signIn(browser, 'ben', {}, partner.tenantId());
    expect(page).toMatchObject({ kind: 'page', html: expect.stringContaining('AADSTS50020') as string });
  });

  it('switches of one tenant do not change the other; a session that ends in the home tenant ends everywhere', async () => {
    const home = await signedIn(tenantId);
    const guest = await signedIn(partner.tenantId());
    const codes = async (): Promise<unknown[]> => [
      (await refreshAt(tenantId, home.body.text('refresh_token'))).body.at('error_codes'),
      (await refreshAt(partner.tenantId(), guest.body.text('refresh_token'))).body.at('error_codes'),
    ];
    partner.entra.refuseRefresh('ada', { number: 53003 }, { kind: 'times', times: 1 });
    expect(await codes()).toEqual([undefined, [53003]]);
    partner.entra.setAccountEnabled('ada', false);
    expect(await codes()).toEqual([undefined, [50057]]);
    partner.entra.setAccountEnabled('ada', true);
    box.tenant.entra.setAccountEnabled('ada', false);
    expect(await codes()).toEqual([[50057], [50057]]);
    box.tenant.entra.setAccountEnabled('ada', true);
    partner.revoke('ada');
    expect(await codes()).toEqual([[50173], [50173]]);
  });

  it('one browser session serves both tenants', async () => {
    await signedIn(tenantId);
    const page = await browser.open(authorizeUrl({}, partner.tenantId()));
    expect(words(page)).toContain('Permissions requested');
  });
});

describe('personal accounts', () => {
  const name = 'perry@outlook.example';

  beforeEach(() => {
    box.tenant.addTenant().acts.load(personalOrganisation(personalTenantId, [name]));
  });

  /** Types the personal address at an authority, and the password if the page asks for it. */
  const walk = async (tenant: string): Promise<Stand> => {
    const email = await browser.open(authorizeUrl({}, tenant));
    const next = await browser.submit(email, { loginfmt: name });
    if (!words(next).includes('name="passwd"')) return next;
    const page = await browser.submit(next, { passwd: 'personal-password' });
    return words(page).includes('Permissions requested') ? browser.submit(page, { action: 'accept' }) : page;
  };

  it('sign in through `common` to the one tenant of all personal accounts, and have no Teams', async () => {
    box.tenant.settings.personalAccounts = true;
    const answer = await redeemAt('common', codeOf(await walk('common')));
    expect(claims(answer.body.text('id_token')).tid).toBe(personalTenantId);
    expect(clientInfoOf(answer)).toMatchObject({ utid: personalTenantId });
    expect((await as(answer).get('/me')).status).toBe(200);
    expect((await as(answer).get('/me/chats')).status).toBe(401);
  });

  it('are refused by an app that excludes them, by `organizations`, and by a tenant', async () => {
    expect(words(await walk('common'))).toContain('not enabled for consumers');
    expect(words(await walk('organizations'))).toContain('You can’t sign in here with a personal account');
    const page = words(await walk(tenantId));
    expect(page).toContain('AADSTS50020');
    expect(page).toContain('live.com');
  });
});
