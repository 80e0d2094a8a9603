// Missing permissions in the page: an account without channels says so, shows the address for an administrator, and asks for them.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { grantedByAdministrator } from '../../sandbox/index.ts';
import { partnerOrganisation } from '../../sandbox/organisation/elsewhere.ts';
import { listenToCopies, takeCopied } from './fixtures/reading.ts';
import { TeamsScene } from './teams-sign-in.ts';

let scene: TeamsScene;
beforeAll(async () => {
  scene = await TeamsScene.start();
});
afterAll(() => scene.close());

it('says that channels are not allowed, asks for them in the browser, and stops saying it when they are granted', async () => {
  scene.microsoft.settings.adminConsent = false;
  const account = await scene.connected();
  const page = await scene.app.page('app');
  const status = page.getByTestId('status-teams');
  await page.getByRole('button', { name: 'Continue with one' }).click();
  await status
    .filter({ hasText: 'Chats only: your organisation has not allowed Isthmus to read channels yet.' })
    .waitFor();
  await status.getByRole('button', { name: 'Ask for channels' }).click();
  const dialog = page.getByRole('dialog', { name: 'Ask for channels' });
  await listenToCopies(page);
  await dialog.getByRole('button', { name: 'Copy the link for your administrator' }).click();
  await dialog.getByRole('button', { name: 'Copied' }).waitFor();
  const copied = await takeCopied(page);
  expect(new URL(copied).pathname).toBe(`/${scene.microsoft.tenantId()}/v2.0/adminconsent`);
  expect(new URL(copied).searchParams.get('client_id')).toBe(scene.services.clientId);

  const asked = scene.app.opened(new Promise(() => undefined));
  await dialog.getByRole('button', { name: 'Ask for channels' }).click();
  const address = await asked;
  expect(new URL(address).searchParams.get('scope')).toContain('ChannelMessage.Read.All');
  // The administrator grants it before the user gets to the page of consent.
  scene.microsoft.settings.adminConsent = true;
  await scene.browserOf(scene.services.person).open(address);
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => status.textContent(), { timeout: 10_000 }).not.toContain('has not allowed');
  const [known] = await scene.app.call('engine', 'account:list', {});
  expect(known).toMatchObject({ id: account });
  expect(known).not.toHaveProperty('lacks');
});

it('adds another organisation from the menu of accounts, by its id, and names both differently', async () => {
  const partner = scene.microsoft.addTenant();
  partner.acts.load(partnerOrganisation(scene.services.person, Date.now()));
  partner.entra.grantForAll(grantedByAdministrator);
  const page = await scene.app.page('app');
  await page.getByRole('button', { name: 'Accounts', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Add another organisation' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add another organisation' });
  const asked = scene.app.opened(new Promise(() => undefined));
  await dialog.getByRole('textbox', { name: /organisation/i }).fill(partner.tenantId());
  const clientId = dialog.getByLabel('Client ID');
  if ((await clientId.count()) > 0) await clientId.fill(scene.services.clientId);
  await dialog.getByRole('button', { name: 'Sign in to Teams' }).click();
  const address = await asked;
  expect(new URL(address).pathname.split('/')[1]).toBe(partner.tenantId());
  await scene.browserOf(scene.services.person).open(address);
  await dialog.waitFor({ state: 'detached' });
  const known = await scene.app.call('engine', 'account:list', {});
  expect(known.map((one) => (one.service === 'teams' ? one.tenantId : ''))).toEqual([
    scene.microsoft.tenantId(),
    partner.tenantId(),
  ]);
});
