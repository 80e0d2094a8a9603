/** Signs in the sandbox's sample user through the onboarding screen, field by field, as a person would. */
import type { Page } from 'playwright';
import type { Sandbox } from '../../sandbox/index.ts';

const patience = 60_000;

/** Connects both accounts. `page` is the app page with the onboarding screen. */
export const signInSampleUser = async (page: Page, sandbox: Sandbox): Promise<void> => {
  await page.getByRole('button', { name: 'Sign in to Teams' }).click({ timeout: patience });
  await page.getByTestId('connect-teams').getByText('Signed in as').waitFor({ timeout: patience });
  const { username, password } = sandbox.sampleCredentials.mattermost;
  await page.getByLabel('Username or e-mail').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in to Mattermost' }).click();
  await page.getByTestId('status-line').waitFor({ timeout: patience });
};
