// A person who is a member of one tenant and a guest in another, through the built app: two separate mirrors.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { truthOfMirror } from '../../build/commands/mirror-truth.ts';
import { readMirror } from '../../build/commands/read-mirror.ts';
import { compareTruth, describeDifference } from '../../sandbox/compare.ts';
import { grantedByAdministrator } from '../../sandbox/index.ts';
import type { MicrosoftTenant } from '../../sandbox/microsoft/index.ts';
import { partnerHost, partnerOrganisation } from '../../sandbox/organisation/elsewhere.ts';
import { TeamsScene } from './teams-sign-in.ts';

let scene: TeamsScene;
let partner: MicrosoftTenant;
let home: string;
let guest: string;

beforeAll(async () => {
  scene = await TeamsScene.start();
  partner = scene.microsoft.addTenant();
  partner.acts.load(partnerOrganisation(scene.services.person, Date.now()));
  partner.entra.grantForAll(grantedByAdministrator);
  home = await scene.connected();
  guest = await scene.connected({ tenant: partner.tenantId() });
});
afterAll(() => scene.close());

/** The differences of each account's mirror from its own tenant, in words. */
const differences = async (): Promise<string[]> => {
  const rows = await readMirror(await scene.app.page('app'));
  return [home, guest].flatMap((account) => {
    const row = rows.accounts.find(({ id }) => id === account);
    if (!row) return [`no account ${account}`];
    const tenant = account === home ? scene.microsoft : partner;
    return compareTruth(tenant.acts.truth(scene.person), truthOfMirror(rows, row)).map(describeDifference);
  });
};

const untilMirrored = (): Promise<void> =>
  vi.waitFor(async () => expect(await differences()).toEqual([]), { timeout: 60_000, interval: 200 });

describe('one person in two tenants', () => {
  it('has two mirrors: a message in one tenant is shown in its account only', async () => {
    await untilMirrored();
    const direct = partner.acts.conversations().find(({ kind }) => kind === 'direct');
    if (!direct) throw new Error('the partner has no chat');
    partner.acts.post(partnerHost, direct.id, { content: '<p>For the guest alone.</p>' });
    // That chat is not open: after a sleep the app asks for news sooner than the regular check does.
    await scene.wake();
    await untilMirrored();
  });

  it('signs in again at the account’s own tenant, for any tenant in the card', async () => {
    partner.entra.refuseRefresh(scene.person, { number: 50076 }, { kind: 'sign-in' });
    expect(await scene.token(guest, true)).toMatchObject({
      kind: 'sign-in-needed',
      reason: 'confirm-identity',
    });
    expect(await scene.connected({ account: guest, tenant: 'organizations' })).toBe(guest);
    expect((await scene.claims(guest, true)).tid).toBe(partner.tenantId());
    expect((await scene.claims(home, true)).tid).toBe(scene.microsoft.tenantId());
  });
});
