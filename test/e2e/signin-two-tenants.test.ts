// One person who is at home in one tenant and a guest in another, through the built app: two accounts that never get each other's tokens.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { truthOfMirror } from '../../build/commands/mirror-truth.ts';
import { readMirror } from '../../build/commands/read-mirror.ts';
import { compareTruth, describeDifference } from '../../sandbox/compare.ts';
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
  home = await scene.connected();
  guest = await scene.connected({ tenant: partner.tenantId() });
});
afterAll(() => scene.close());

/** Renews both at once, so many times; answers the tenants of the tokens. */
const tenantsOf = async (rounds: number): Promise<{ home: unknown[]; guest: unknown[] }> => {
  const seen = { home: [] as unknown[], guest: [] as unknown[] };
  for (let round = 0; round < rounds; round += 1) {
    const [mine, theirs] = await Promise.all([scene.claims(home, true), scene.claims(guest, true)]);
    seen.home.push(mine.tid);
    seen.guest.push(theirs.tid);
  }
  return { home: [...new Set(seen.home)], guest: [...new Set(seen.guest)] };
};

/** What each account's mirror does not agree on with its own tenant, in words. */
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
  vi.waitFor(async () => expect(await differences()).toEqual([]), { timeout: 120_000, interval: 200 });

describe('one person in two tenants', () => {
  it('is two accounts, each with the tokens of its own tenant: from the cache, in an hour’s renewals, after a restart', async () => {
    expect(guest).not.toBe(home);
    expect((await scene.app.call('engine', 'account:list', {})).length).toBe(2);
    const own = { home: [scene.microsoft.tenantId()], guest: [partner.tenantId()] };
    expect((await scene.claims(home)).tid).toBe(own.home[0]);
    expect((await scene.claims(guest)).tid).toBe(own.guest[0]);
    // A token of five minutes would be renewed twelve times in an hour.
    expect(await tenantsOf(12)).toEqual(own);
    await scene.restart('kill');
    expect((await scene.claims(guest)).tid).toBe(own.guest[0]);
    expect((await scene.claims(home)).tid).toBe(own.home[0]);
    expect(await tenantsOf(2)).toEqual(own);
  });

  it('is mirrored apart: what is said in one tenant is seen in its account alone', async () => {
    await untilMirrored();
    const direct = partner.acts.conversations().find(({ kind }) => kind === 'direct');
    if (!direct) throw new Error('the partner has no chat');
    partner.acts.post(partnerHost, direct.id, { content: '<p>For the guest alone.</p>' });
    await untilMirrored();
  });

  it('one tenant that refuses leaves the other alone', async () => {
    const stop = partner.entra.refuseRefresh(scene.person, { number: 53003 });
    expect(await scene.token(guest, true)).toMatchObject({ kind: 'sign-in-needed', code: 'AADSTS53003' });
    expect((await scene.claims(home, true)).tid).toBe(scene.microsoft.tenantId());
    stop();
    expect((await scene.claims(guest, true)).tid).toBe(partner.tenantId());
  });

  it('signing in again asks the account’s own tenant, whatever the card says', async () => {
    partner.entra.refuseRefresh(scene.person, { number: 50076 }, { kind: 'sign-in' });
    expect(await scene.token(guest, true)).toMatchObject({
      kind: 'sign-in-needed',
      reason: 'confirm-identity',
    });
    expect(await scene.connected({ account: guest, tenant: 'organizations' })).toBe(guest);
    expect((await scene.claims(guest, true)).tid).toBe(partner.tenantId());
    expect((await scene.claims(home, true)).tid).toBe(scene.microsoft.tenantId());
  });

  it('signing one out keeps the other’s sign-in alive', async () => {
    await scene.app.call('app', 'account:sign-out', { account: guest });
    expect((await scene.claims(home, true)).tid).toBe(scene.microsoft.tenantId());
    await scene.restart();
    expect((await scene.claims(home, true)).tid).toBe(scene.microsoft.tenantId());
    expect((await scene.token(guest, true)).kind).toBe('sign-in-needed');
  });
});
