// The ends of a sign-in in the browser, through the built app: at the app with a reason, or on a page of Entra that never returns.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { partnerOrganisation, personalOrganisation } from '../../sandbox/organisation/elsewhere.ts';
import { type MicrosoftTenant, personalTenantId } from '../../sandbox/microsoft/index.ts';
import { TeamsScene } from './teams-sign-in.ts';

const personal = { username: 'perry@outlook.example', password: 'personal-password' };
let scene: TeamsScene;
let partner: MicrosoftTenant;

beforeAll(async () => {
  scene = await TeamsScene.start();
  partner = scene.microsoft.addTenant();
  partner.acts.load(partnerOrganisation(scene.services.person, Date.now()));
  scene.microsoft.addTenant().acts.load(personalOrganisation(personalTenantId, [personal.username]));
});
afterEach(() => scene.calm());
afterAll(() => scene.close());

/** Signs the account out again, so that the next attempt begins with nothing. */
const leave = async (account: string): Promise<void> => {
  await scene.app.call('app', 'account:sign-out', { account });
};

describe('a failure that Entra reports to the app', () => {
  it.each([
    [50105, 'blocked-by-policy'],
    [53003, 'blocked-by-policy'],
    [65004, 'declined'],
  ])('has a reason: access_denied with AADSTS%s is %s', async (number, reason) => {
    scene.microsoft.entra.stopSignIn({ person: null, way: 'redirect', number });
    expect(await scene.connect()).toEqual({ kind: 'refused', reason, code: `AADSTS${number}` });
    scene.microsoft.entra.clear();
    await leave(await scene.connected());
  });

  it.each([
    [{ registration: 'no-graph' }, 'AADSTS500011'],
    [{ missingPermissions: ['Chat.ReadWrite'] }, 'AADSTS650053'],
    [{ registration: 'no-public-client' }, 'AADSTS7000218'],
  ] as const)('has the reason app-not-set-up for a registration with %o', async (settings, code) => {
    Object.assign(scene.microsoft.settings, settings);
    expect(await scene.connect()).toEqual({ kind: 'refused', reason: 'app-not-set-up', code });
  });

  it('refuses a personal account, and nothing of that account is kept', async () => {
    scene.microsoft.settings.personalAccounts = true;
    const outcome = await scene.connect({ browser: scene.browserOf(personal), tenant: 'common' });
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'personal-account' });
    const signin = await scene.app.page('signin');
    const kept = await signin.evaluate(() =>
      Object.keys(localStorage).filter((key) => /refreshtoken/i.test(key) && !key.includes('keys')),
    );
    expect(kept).toEqual([]);
  });
});

describe('a page of Entra that does not return to the app', () => {
  /** The browser stays on the page; the user cancels in the app and tries again after the administrator has solved it. */
  const giveUp = async (walked: Awaited<ReturnType<TeamsScene['walk']>>, says: string): Promise<void> => {
    expect(walked.visits.at(-1)).toMatchObject({
      kind: 'stuck',
      reason: expect.stringContaining(says) as unknown,
    });
    await scene.app.call('app', 'account:cancel-connect', { service: 'teams' });
    expect(await walked.outcome).toEqual({ kind: 'cancelled' });
  };

  it.each([53003, 50105, 530084])(
    'AADSTS%s: the attempt can be cancelled, and the next one works',
    async (number) => {
      scene.microsoft.entra.stopSignIn({ person: scene.person, way: 'page', number });
      await giveUp(await scene.walk(), `AADSTS${number}`);
      scene.microsoft.entra.clear();
      await leave(await scene.connected());
    },
  );

  it('an unknown tenant (90002): the attempt ends, and the next one works', async () => {
    const walked = await scene.walk({ tenant: 'nobody.example' });
    // MSAL asks the service about the tenant first, unless it knows the service from another one: both ends name it.
    if (walked.visits.length > 0) await giveUp(walked, 'AADSTS90002');
    else
      expect(await walked.outcome).toEqual({
        kind: 'refused',
        reason: 'organisation-unknown',
        code: 'AADSTS90002',
      });
    await leave(await scene.connected());
  });

  it('a person unknown to the tenant (50020), a disabled app (7000112), a personal account: the next attempt works', async () => {
    const other = scene.browserOf(scene.services.other);
    await giveUp(await scene.walk({ browser: other, tenant: partner.tenantId() }), 'AADSTS50020');
    scene.microsoft.settings.registration = 'disabled';
    await giveUp(await scene.walk(), 'AADSTS7000112');
    scene.microsoft.settings.registration = 'ready';
    await giveUp(
      await scene.walk({ browser: scene.browserOf(personal), tenant: 'common' }),
      'not enabled for consumers',
    );
    await leave(await scene.connected());
  });

  it('an approval request waits for the administrator; a declined one can be repeated; after approval signing in works', async () => {
    scene.microsoft.entra.withdrawConsent(scene.person);
    Object.assign(scene.microsoft.settings, {
      adminConsent: false,
      userConsentAllowed: false,
      adminConsentWorkflow: true,
    });
    const { entra } = scene.microsoft;
    await giveUp(await scene.walk(), 'Request sent');
    expect(entra.approvalRequests()).toMatchObject([{ person: scene.person }]);
    entra.decline(scene.person);
    expect(entra.approvalRequests()).toEqual([]);
    // No permission was granted, and nobody is signed in.
    expect(await scene.app.call('engine', 'account:list', {})).toEqual([]);
    await giveUp(await scene.walk(), 'Request sent');
    expect(entra.approvalRequests()).toMatchObject([{ person: scene.person }]);
    entra.approve(scene.person);
    const outcome = await scene.connect();
    expect(outcome).toMatchObject({ kind: 'connected' });
    if (outcome.kind === 'connected') await leave(outcome.account.id);
  });
});
