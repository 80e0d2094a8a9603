// Consent through the built app: granted permissions are used, missing ones are never asked of Graph, and changes while the app runs are
// noticed.
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { grantedByAdministrator } from '../../sandbox/index.ts';
import { highImpactPermissions } from '../../sandbox/microsoft/index.ts';
import type { Truth } from '../../sandbox/service.ts';
import { TeamsScene } from './teams-sign-in.ts';

let scene: TeamsScene;
let account: string;

/** No permission is granted except those for chats that a person may grant. */
const withdrawAll = (): void => {
  scene.microsoft.settings.adminConsent = false;
  scene.microsoft.entra.withdrawForAll(grantedByAdministrator);
};
const grantAll = (): void => {
  scene.microsoft.settings.adminConsent = true;
  scene.microsoft.entra.grantForAll(grantedByAdministrator);
};

beforeAll(async () => {
  scene = await TeamsScene.start();
  withdrawAll();
  account = await scene.connected();
});
afterEach(() => scene.microsoft.counters.reset());
afterAll(() => scene.close());

/** The part of a tenant's truth that is about chats. */
const chatsOf = ({ me, conversations, messages }: Truth): Truth => {
  const chats = conversations.filter(({ teamId }) => teamId === null);
  const ids = new Set(chats.map(({ id }) => id));
  return {
    me,
    teams: [],
    conversations: chats,
    messages: messages.filter(({ conversationId }) => ids.has(conversationId)),
  };
};

const refusals = () => Object.fromEntries(scene.microsoft.counters.refusals);

/** The permissions that the account shows as missing. */
const lacks = async (): Promise<readonly string[]> => (await scene.row(account))?.lacks ?? [];
const untilLacks = (wanted: readonly string[]): Promise<void> =>
  vi.waitFor(async () => expect(await lacks()).toEqual(wanted), { timeout: 30_000, interval: 200 });

const untilSaid = async (words: string): Promise<void> => {
  const page = await scene.app.page('app');
  await vi.waitFor(
    async () => expect(await page.getByTestId('status-teams').getAttribute('title')).toContain(words),
    { timeout: 30_000, interval: 200 },
  );
};

describe('without an administrator’s consent for channels', () => {
  it('all chats are mirrored, no request needs a missing permission, and the account names the missing ones', async () => {
    await scene.untilMirrored(account, chatsOf);
    await scene.untilState(account, { kind: 'live' });
    const row = await scene.row(account);
    expect(row?.lacks).toEqual(['channels', 'presence', 'files']);
    const address = new URL(row?.consentUrl ?? '');
    expect(address.origin).toBe(scene.microsoft.urls().loginUrl);
    expect(address.searchParams.get('client_id')).toBe(scene.services.clientId);
    expect(refusals()).toEqual({});
  });

  it('a later message in a chat arrives', async () => {
    scene.post();
    expect(await scene.differences(account, chatsOf)).toHaveLength(1);
    await scene.wake();
    await scene.untilMirrored(account, chatsOf);
    await scene.untilState(account, { kind: 'live' });
    expect(refusals()).toEqual({});
  });
});

describe('while the app runs', () => {
  it('an administrator grants the rest: the app notices it when the user opens it, and channels appear', async () => {
    grantAll();
    await scene.look();
    await untilLacks([]);
    await scene.untilMirrored(account);
    await scene.untilState(account, { kind: 'live' });
    expect(refusals()).toEqual({});
  });

  it('consent is withdrawn: chats continue, and the account names the missing permissions', async () => {
    withdrawAll();
    expect((await scene.token(account, true)).kind).toBe('token');
    await untilLacks(['channels', 'presence', 'files']);
    scene.post();
    await scene.restart();
    await scene.untilMirrored(account, chatsOf);
    // The mirrored part of channels stays, and the account has no fault.
    await scene.untilState(account, { kind: 'live' });
    await untilSaid('Chats only. Your organisation has not allowed Isthmus to use these yet');
    expect(refusals()).toEqual({});
  });
});

it('if people may not grant files themselves, only files are missing; asking for them ends on a page, without harm', async () => {
  grantAll();
  scene.microsoft.entra.withdrawForAll(['Files.ReadWrite.All']);
  scene.microsoft.settings.consentNeedsAdmin = highImpactPermissions;
  expect(await scene.connected({ account })).toBe(account);
  await untilLacks(['files']);
  const walked = await scene.walk({ account, asks: ['files'] });
  expect(walked.visits.at(-1)).toMatchObject({ kind: 'stuck' });
  await scene.app.call('app', 'account:cancel-connect', { service: 'teams' });
  expect(await walked.outcome).toEqual({ kind: 'cancelled' });
  await scene.untilMirrored(account);
  await scene.untilState(account, { kind: 'live' });
  expect(await lacks()).toEqual(['files']);
  expect(refusals()).toEqual({});
});
