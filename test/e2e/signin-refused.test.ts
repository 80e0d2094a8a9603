// What Entra refuses a renewal with, through the built app: the reason, the number, and the way back, which is silent wherever it can be.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { TeamsScene } from './teams-sign-in.ts';

let scene: TeamsScene;
let account: string;

beforeAll(async () => {
  scene = await TeamsScene.start();
  account = await scene.connected();
});
afterEach(() => scene.calm());
afterAll(() => scene.close());

const renewed = () => scene.token(account, true);

describe('a refused renewal', () => {
  it.each([
    [50076, 'confirm-identity'],
    [50078, 'confirm-identity'],
    [50079, 'confirm-identity'],
    [50158, 'confirm-identity'],
    [53000, 'blocked-by-policy'],
    [53001, 'blocked-by-policy'],
    [53003, 'blocked-by-policy'],
    [530084, 'blocked-by-policy'],
    [50105, 'blocked-by-policy'],
    [5000211, 'blocked-by-policy'],
    [70043, 'expired'],
    [700082, 'expired'],
    [50173, 'password-changed'],
    [50057, 'account-disabled'],
    [700016, 'app-not-set-up'],
    [7000218, 'app-not-set-up'],
    [500011, 'app-not-set-up'],
    [650053, 'app-not-set-up'],
    [7000112, 'app-not-set-up'],
    [65001, 'consent-missing'],
  ])('AADSTS%s is %s, and over when Entra is content again, without a sign-in', async (number, reason) => {
    const stop = scene.microsoft.entra.refuseRefresh(scene.person, { number });
    expect(await renewed()).toEqual({ kind: 'sign-in-needed', reason, code: `AADSTS${number}` });
    stop();
    expect((await renewed()).kind).toBe('token');
  });

  it('another error with the same number is the same reason', async () => {
    scene.microsoft.entra.refuseRefresh(scene.person, { number: 70043, error: 'interaction_required' });
    expect(await renewed()).toMatchObject({ kind: 'sign-in-needed', reason: 'expired' });
  });

  it('a loop (50196) is waited out: nobody is asked to sign in', async () => {
    scene.microsoft.entra.refuseRefresh(scene.person, { number: 50196 }, { kind: 'times', times: 1 });
    expect(await renewed()).toMatchObject({ kind: 'unreachable' });
    expect((await renewed()).kind).toBe('token');
  });

  it('a token that has gone bad needs the user, keeps saying so, and is well after a sign-in', async () => {
    scene.microsoft.entra.refuseRefresh(scene.person, { number: 70000 }, { kind: 'sign-in' });
    expect(await renewed()).toMatchObject({ kind: 'sign-in-needed', reason: 'revoked', code: 'AADSTS70000' });
    expect(await renewed()).toMatchObject({ kind: 'sign-in-needed' });
    expect(await scene.connected({ account })).toBe(account);
    expect((await renewed()).kind).toBe('token');
  });

  it('what a sign-in mends is mended by one: policy, password, sign-in frequency', async () => {
    const { entra } = scene.microsoft;
    entra.refuseRefresh(scene.person, { number: 50076 }, { kind: 'sign-in' });
    expect(await renewed()).toMatchObject({ reason: 'confirm-identity' });
    await scene.connected({ account });
    expect((await renewed()).kind).toBe('token');

    scene.microsoft.revoke(scene.person);
    expect(await renewed()).toMatchObject({
      kind: 'sign-in-needed',
      reason: 'password-changed',
      code: 'AADSTS50173',
    });
    await scene.connected({ account });
    expect((await renewed()).kind).toBe('token');

    entra.setSignInFrequency(scene.person, 0);
    expect(await renewed()).toMatchObject({ reason: 'expired', code: 'AADSTS70043' });
    entra.setSignInFrequency(scene.person, 3600);
    expect((await renewed()).kind).toBe('token');
  });

  it('a registration that is broken and mended again asks nobody', async () => {
    for (const [registration, code] of [
      ['no-public-client', 'AADSTS7000218'],
      ['disabled', 'AADSTS7000112'],
      ['no-graph', 'AADSTS500011'],
    ] as const) {
      scene.microsoft.settings.registration = registration;
      expect(await renewed()).toEqual({ kind: 'sign-in-needed', reason: 'app-not-set-up', code });
      scene.microsoft.settings.registration = 'ready';
      expect((await renewed()).kind).toBe('token');
    }
  });

  it('keeps the sign-in over a restart while it is refused', async () => {
    const stop = scene.microsoft.entra.refuseRefresh(scene.person, { number: 53003 });
    expect(await renewed()).toMatchObject({ reason: 'blocked-by-policy' });
    await scene.restart('kill');
    expect(await renewed()).toMatchObject({ reason: 'blocked-by-policy', code: 'AADSTS53003' });
    stop();
    expect((await renewed()).kind).toBe('token');
  });
});

describe('a token endpoint out of order while somebody signs in', () => {
  it.each([
    ['503', { kind: 'status', status: 503 }, { kind: 'unreachable' }],
    ['a captive portal’s page', { kind: 'html' }, { kind: 'not-this-service' }],
    ['JSON that says nothing', { kind: 'empty' }, { kind: 'unreachable' }],
  ] as const)('%s ends the attempt, and the next one works', async (_, outage, end) => {
    const stop = scene.microsoft.entra.breakTokenEndpoint(outage, { grant: 'authorization_code' });
    expect(await scene.connect({ account })).toEqual(end);
    stop();
    expect(await scene.connected({ account })).toBe(account);
    expect((await renewed()).kind).toBe('token');
  });
});
