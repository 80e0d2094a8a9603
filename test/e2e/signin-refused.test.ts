// Refused renewals of Entra, through the built app: the reason, the number, and the repair, which is silent if possible.
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
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
  ])(
    'AADSTS%s is %s, and ends without a sign-in when Entra accepts the account again',
    async (number, reason) => {
      const stop = scene.microsoft.entra.refuseRefresh(scene.person, { number });
      expect(await renewed()).toEqual({ kind: 'sign-in-needed', reason, code: `AADSTS${number}` });
      stop();
      expect((await renewed()).kind).toBe('token');
    },
  );

  it('another error with the same number is the same reason', async () => {
    scene.microsoft.entra.refuseRefresh(scene.person, { number: 70043, error: 'interaction_required' });
    expect(await renewed()).toMatchObject({ kind: 'sign-in-needed', reason: 'expired' });
  });

  it('after a loop (50196) the app waits and asks nobody to sign in', async () => {
    scene.microsoft.entra.refuseRefresh(scene.person, { number: 50196 }, { kind: 'times', times: 1 });
    expect(await renewed()).toMatchObject({ kind: 'unreachable' });
    expect((await renewed()).kind).toBe('token');
  });

  it('with a bad token needs the user at each renewal, and ends with a sign-in', async () => {
    scene.microsoft.entra.refuseRefresh(scene.person, { number: 70000 }, { kind: 'sign-in' });
    expect(await renewed()).toMatchObject({ kind: 'sign-in-needed', reason: 'revoked', code: 'AADSTS70000' });
    expect(await renewed()).toMatchObject({ kind: 'sign-in-needed' });
    expect(await scene.connected({ account })).toBe(account);
    expect((await renewed()).kind).toBe('token');
  });

  it('ends with one sign-in if a sign-in can solve it: policy, password, sign-in frequency', async () => {
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

  it('of a disabled account ends without a sign-in when the account is enabled', async () => {
    scene.microsoft.entra.setAccountEnabled(scene.person, false);
    expect(await renewed()).toEqual({
      kind: 'sign-in-needed',
      reason: 'account-disabled',
      code: 'AADSTS50057',
    });
    scene.microsoft.entra.setAccountEnabled(scene.person, true);
    expect((await renewed()).kind).toBe('token');
  });

  it('of a broken registration ends without a sign-in when the registration is repaired', async () => {
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

  it('keeps the sign-in over a restart', async () => {
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

describe('a refusal beyond one renewal', () => {
  it('because of a loop that Entra has counted ends by itself, and the app waits', async () => {
    expect((await renewed()).kind).toBe('token');
    scene.microsoft.entra.detectLoops({ requests: 1, seconds: 3 });
    expect((await renewed()).kind).toBe('token');
    expect(await renewed()).toEqual({ kind: 'unreachable', reason: 'service-down' });
    await vi.waitFor(async () => expect((await renewed()).kind).toBe('token'), {
      timeout: 20_000,
      interval: 500,
    });
  });

  it('with 401 for one chat stops that chat only: the account stays signed in, and everything else is current', async () => {
    await scene.untilMirrored(account);
    const { acts, counters, graphSwitches } = scene.microsoft;
    const [ill, well] = acts
      .conversations()
      .filter(({ teamId, members }) => teamId === null && members.includes(scene.person));
    if (!ill || !well) throw new Error('the person has too few chats');
    counters.reset();
    graphSwitches.refuse({
      person: null,
      path: new RegExp(`/chats/${ill.id.replace(/\W/g, '\\$&')}/messages`),
    });
    for (const { id, members } of [ill, well])
      acts.post(members.find((one) => one !== scene.person) ?? '', id, { content: '<p>Meanwhile.</p>' });
    await scene.wake();
    await scene.untilMirrored(account, (truth) => ({
      ...truth,
      conversations: truth.conversations.filter(({ id }) => id !== ill.id),
      messages: truth.messages.filter(({ conversationId }) => conversationId !== ill.id),
    }));
    await scene.untilState(account, {
      kind: 'partly-live',
      without: [{ kind: 'conversations', count: 1 }],
    });
    expect([...counters.refusals.keys()].filter((refusal) => refusal.startsWith('401'))).toEqual([
      '401 GET /chats/:chatId/messages',
    ]);
    expect((await renewed()).kind).toBe('token');
  });

  it('because of a changed password ends tokens at once, is shown, and ends with a sign-in', async () => {
    scene.microsoft.entra.changePassword(scene.person, 'another-password');
    await scene.wake();
    await scene.untilState(account, {
      kind: 'sign-in-needed',
      reason: 'password-changed',
      code: 'AADSTS50173',
    });
    const browser = scene.browserOf({
      username: scene.services.person.microsoft?.userPrincipalName ?? '',
      password: 'another-password',
    });
    expect(await scene.connected({ account, browser })).toBe(account);
    await vi.waitFor(
      async () => expect(['live', 'partly-live']).toContain((await scene.state(account))?.kind),
      { timeout: 60_000, interval: 200 },
    );
    expect((await renewed()).kind).toBe('token');
  });
});
