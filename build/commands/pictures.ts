/**
 * `npm run pictures`: makes the pictures of README and docs anew, into docs/images. The app runs over the sandbox with a fixed seed, so
 * that the same people say the same things in each picture; the times are those of the day on which it runs.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { startSandbox } from '../../sandbox/index.ts';
import { step } from '../scripts/steps.mjs';
import { ensureBrowser, projectRoot } from './browser.ts';
import { prepareColleagues } from './colleagues/index.ts';
import { isComplete } from './progress.ts';
import { countCounterparts, readAccountRows } from './read-mirror.ts';
import { launchSandboxedApp } from './sandboxed-app.ts';
import { signInSampleUser } from './sign-in.ts';

const size = { width: 1120, height: 700 };
const seed = 7;
const messages = 600;
/** So many carried messages fill the picture of a linked conversation. */
const worthALook = 8;
/** For the longest wait: until colleagues have written enough, ms. */
const patience = 600_000;
const interval = 500;

const until = async (what: string, reached: () => Promise<boolean>): Promise<void> => {
  const end = Date.now() + patience;
  while (!(await reached())) {
    if (Date.now() > end) throw new Error(`The pictures wait in vain until ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
};

/** Takes one, named as docs name it, when nothing moves any more. */
const take = async (page: Page, name: string, colorScheme: 'light' | 'dark' = 'light'): Promise<void> => {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.evaluate(() => document.fonts.ready);
  await page.mouse.move(0, 0);
  await page.screenshot({
    path: join(projectRoot, 'docs/images', `${name}.png`),
    animations: 'disabled',
    caret: 'hide',
    scale: 'css',
  });
};

/** Goes to a conversation by its name, as the keyboard does. */
const goTo = async (page: Page, name: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.getByTestId('switcher').waitFor();
  await page.keyboard.type(name);
  await page
    .getByTestId('switcher')
    .getByRole('option', { name: new RegExp(name) })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1 }).filter({ hasText: name }).waitFor();
  await page.getByTestId('message').last().waitFor();
};

/** Photos that have not become more for so long are all, ms. */
const photosRest = 3_000;

/** Until the photos of those who write here are shown: they are fetched one by one, once their names are, and not everybody has one. */
const photosOf = async (page: Page): Promise<void> => {
  let shown = 0;
  let since = Date.now();
  await until('photos are shown', async () => {
    const now = await page.locator('[data-region=messages] img').count();
    if (now !== shown) since = Date.now();
    shown = now;
    return shown > 0 && Date.now() - since >= photosRest;
  });
};

/** Every picture, one after the other. `linked` names the conversation that colleagues carry. */
const takeAll = async (page: Page, linked: string): Promise<void> => {
  await goTo(page, linked);
  await photosOf(page);
  await take(page, 'conversation-light');
  await take(page, 'conversation-dark', 'dark');

  const replies = page.getByRole('button', { name: /\d repl/ }).last();
  await replies.scrollIntoViewIfNeeded();
  await replies.click();
  await page.getByTestId('thread').getByTestId('message').last().waitFor();
  // The message that has the focus would show its buttons.
  await page.getByTestId('thread').locator('[data-composer] [role=textbox]').click();
  await take(page, 'thread');
  await page.keyboard.press('Escape');
  await page.getByTestId('thread').waitFor({ state: 'detached' });

  const box = page.locator('main [data-composer] [role=textbox]').first();
  await box.click();
  await page.getByRole('button', { name: 'Formatting' }).first().click();
  await page.keyboard.type('The **new readings** are in the file. Can you look at them, @');
  await page.getByRole('option').first().waitFor();
  await take(page, 'composer');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Formatting' }).first().click();

  await page.keyboard.press('Control+k');
  await page.getByTestId('switcher').waitFor();
  await page.keyboard.type('we');
  await page.getByTestId('switcher').getByRole('option').first().waitFor();
  await take(page, 'switcher');
  await page.keyboard.press('Escape');
  await page.getByTestId('switcher').waitFor({ state: 'detached' });

  await page.keyboard.press('Control+Shift+n');
  await page.getByRole('dialog').waitFor();
  await take(page, 'notifications');
};

const main = async (): Promise<void> => {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const runtime = ensureBrowser();
  const sandbox = await step('Starting the sandbox', () =>
    startSandbox({ seed, messages, throttling: false, colleagues: 'lively' }),
  );
  const userDataDir = await mkdtemp(join(tmpdir(), 'isthmus-pictures-'));
  const colleagues = await prepareColleagues(sandbox, say);
  if (colleagues === null) throw new Error('The sandbox has nothing that is linked.');
  const running = await launchSandboxedApp({ runtime, sandbox, userDataDir, say });
  try {
    const page = await running.page('app');
    await page.setViewportSize(size);
    await step('Signing in to both services', () => signInSampleUser(page, sandbox));
    await step('Filling the mirror', () =>
      until('the mirror is full', async () => isComplete(await readAccountRows(page), 2)),
    );
    colleagues.connect();
    await step('Waiting until colleagues have written', () =>
      until('enough is carried', async () => (await countCounterparts(page)) >= worthALook),
    );
    await step('Taking the pictures', () => takeAll(page, colleagues.channelName));
  } finally {
    await running.close();
    await colleagues.stop();
    await sandbox.close();
    await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
  }
};

await main();
