// The desktop app as the organisation's relay: by its preset, on this computer. Both bots sign in through its own pages; it carries a message of somebody who
// has not connected, keeps the machine awake until it hands over, and its status screen shows that.
import { mkdtempSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { ensureBrowser } from '../../build/commands/browser.ts';
import { mattermostBot, signInBots, teamsBot, withBots } from '../../build/commands/relay/bots.ts';
import { carriedInto, linkChannel } from '../../build/commands/relay/linked-channel.ts';
import { launchSandboxedApp } from '../../build/commands/sandboxed-app.ts';
import { removeFolder } from '../../main/files/testing/remove-folder.ts';
import { createSandboxBrowser } from '../../sandbox/browser.ts';
import { createNetworkFetch } from '../../sandbox/browser/network-fetch.ts';
import { startSandbox } from '../../sandbox/index.ts';
import { smallOrganisation } from '../../sandbox/organisation/small.ts';
import { endLeftRunning, noteRunning } from './fixtures/left-running.ts';

/** A claim to carry is read back after ten seconds, and an author gets ten more in which they may connect. */
const patience = 120_000;

it('a desktop that its preset makes the relay signs in with the bots, carries, and shows how it stands', async () => {
  const sandbox = await startSandbox({
    ...{ seed: 6, messages: 0 },
    organisation: (now) => withBots(smallOrganisation({ seed: 6, messages: 600, now })),
  });
  onTestFinished(() => sandbox.close());
  const { microsoft, mattermost, organisation } = sandbox;
  const bots = await signInBots(sandbox);
  const channel = await linkChannel(sandbox, bots);
  const teamsUser = organisation.people.find(({ key }) => key === teamsBot);
  if (!teamsUser) throw new Error('the relay has no user in Teams');
  const browser = createSandboxBrowser({
    fetch: createNetworkFetch(microsoft.certificatePem),
    credentialsFor: () => ({ username: bots.teams.label, password: teamsUser.password }),
  });

  const userDataDir = mkdtempSync(join(tmpdir(), 'isthmus-desktop-relay-'));
  onTestFinished(() => removeFolder(userDataDir));
  const running = await launchSandboxedApp({
    ...{ runtime: ensureBrowser(), userDataDir, sandbox: { ...sandbox, browser } },
    relay: {
      mattermostBot: bots.mattermost.userId,
      teamsUser: bots.teams.userId,
      computer: hostname().toUpperCase(),
    },
  });
  noteRunning(userDataDir, running.app);
  onTestFinished(() => endLeftRunning(userDataDir));
  const page = await running.page('app');
  const verdict = (kind: string) => page.locator(`[data-testid=relay-verdict][data-verdict=${kind}]`);
  const signIn = () => page.getByTestId('relay-verdict').getByRole('button', { name: 'Sign in…' });

  await verdict('sign-in-missing').waitFor();
  await signIn().click();
  await page.getByLabel('Access token of the relay’s bot').fill(bots.mattermost.token);
  await page.getByRole('button', { name: 'Sign in to Mattermost' }).click();
  await page.getByTestId('relay-account-mattermost').getByText('@isthmus-relay').waitFor();
  await signIn().click();
  await page.getByRole('button', { name: 'Sign in to Teams' }).click();
  await page.getByTestId('relay-account-teams').getByText(bots.teams.label).waitFor();
  await verdict('carries').waitFor({ timeout: patience });
  // The stand-in counts its blockers from 1.
  const isAwake = () => running.app.evaluate(({ powerSaveBlocker }) => powerSaveBlocker.isStarted(1));
  await vi.waitUntil(isAwake, { timeout: patience, interval: 200 });
  await page.getByTestId('relay-limits').getByText('Mattermost: all requests').waitFor();

  const author = mattermost.acts
    .conversations()
    .find(({ id }) => id === channel.mattermost.id)
    ?.members.find((key) => key !== mattermostBot);
  if (!author) throw new Error('nobody is in the channel');
  mattermost.acts.post(author, channel.mattermost.id, { content: 'The tide is early today.' });
  await vi.waitUntil(() => carriedInto(sandbox, channel).teams === 1, { timeout: patience, interval: 200 });
  const today = page.getByTestId('relay-today');
  await today
    .getByText('From Mattermost to Teams')
    .locator('xpath=..')
    .getByText('1', { exact: true })
    .waitFor();
  await page.getByTestId('relay-link').getByText('1 carried by the relay').waitFor();
  await page.getByRole('button', { name: 'Hand over…' }).click();
  await page.getByRole('button', { name: 'Hand over', exact: true }).click();
  await verdict('handed-over').waitFor();
  await vi.waitUntil(async () => !(await isAwake()), { timeout: patience, interval: 200 });
  // Nobody's messages are shown.
  expect(await page.getByText('The tide is early today.').count()).toBe(0);
}, 300_000);
