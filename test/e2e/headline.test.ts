/**
 * The headline test in a real Chromium: the app is stopped, 500 things happen on both services, it starts, and its mirror equals the
 * servers exactly; and the same with SIGKILL in the middle of the first fill and in the middle of catching up, ten times each.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureBrowser } from '../../build/commands/browser.ts';
import { truthOfMirror } from '../../build/commands/mirror-truth.ts';
import { isComplete } from '../../build/commands/progress.ts';
import { readAccountRows, readMirror } from '../../build/commands/read-mirror.ts';
import { launchSandboxedApp, type RunningApp } from '../../build/commands/sandboxed-app.ts';
import { signInSampleUser } from '../../build/commands/sign-in.ts';
import { compareTruth, describeDifference } from '../../sandbox/compare.ts';
import { doFiveHundredThings } from '../../sandbox/headline.ts';
import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import { seededRandom } from '../../sandbox/world.ts';

const kills = 10;
const patience = 120_000;
const random = seededRandom(5);
let sandbox: Sandbox;
let userDataDir: string;

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 5, messages: 1_500, throttling: true });
  userDataDir = await mkdtemp(join(tmpdir(), 'isthmus-headline-'));
});

afterAll(async () => {
  await sandbox.close();
  await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
});

const launch = (): Promise<RunningApp> =>
  launchSandboxedApp({ runtime: ensureBrowser(), sandbox, userDataDir });

const things = (count: number): void => {
  const acts = { microsoft: sandbox.microsoft.acts, mattermost: sandbox.mattermost.acts };
  doFiveHundredThings({ acts, organisation: sandbox.organisation, random, count });
};

/** Polls the page until `reached` says so; the page itself waits, so that no time of ours is guessed. */
const until = async (
  page: Page,
  reached: (accounts: Awaited<ReturnType<typeof readAccountRows>>) => boolean,
): Promise<void> => {
  await expect
    .poll(async () => reached(await readAccountRows(page)), { timeout: patience, interval: 100 })
    .toBe(true);
};

/** The row says `live` from before, until the engine has started anew: what counts is currency reached after this start. */
const untilCurrent = async (page: Page, since: number): Promise<void> =>
  until(
    page,
    (accounts) => isComplete(accounts, 2) && accounts.every(({ currentAt }) => (currentAt ?? 0) > since),
  );

const differences = async (page: Page): Promise<string[]> => {
  const rows = await readMirror(page);
  const truths = sandbox.truth();
  return rows.accounts.flatMap((account) =>
    compareTruth(
      truths[account.service === 'teams' ? 'microsoft' : 'mattermost'],
      truthOfMirror(rows, account),
    ).map(describeDifference),
  );
};

const stored = (accounts: Awaited<ReturnType<typeof readAccountRows>>): number =>
  accounts.reduce((sum, { progress }) => sum + progress.messages, 0);

it('killed ten times in the first fill, it goes on where it was and ends equal', async () => {
  let running = await launch();
  let page = await running.page('app');
  await signInSampleUser(page, sandbox);
  for (let killed = 0; killed < kills; killed += 1) {
    const before = stored(await readAccountRows(page));
    const more = 20 + Math.floor(random() * 60);
    await until(page, (accounts) => stored(accounts) >= before + more || isComplete(accounts, 2));
    await running.kill();
    running = await launch();
    page = await running.page('app');
  }
  await until(page, (accounts) => isComplete(accounts, 2));
  expect(await differences(page)).toEqual([]);
  await running.close();
}, 300_000);

it('after 500 things while it was stopped, the mirror equals the servers exactly', async () => {
  things(500);
  const since = Date.now();
  const running = await launch();
  const page = await running.page('app');
  await untilCurrent(page, since);
  expect(await differences(page)).toEqual([]);
  await running.close();
}, 300_000);

it('killed ten times while catching up, it ends equal all the same', async () => {
  for (let killed = 0; killed < kills; killed += 1) {
    things(50);
    const running = await launch();
    const page = await running.page('app');
    await until(page, (accounts) =>
      accounts.some(({ state }) => state.kind === 'catching-up' || state.kind === 'live'),
    );
    await running.kill();
  }
  const since = Date.now();
  const running = await launch();
  const page = await running.page('app');
  await untilCurrent(page, since);
  expect(await differences(page)).toEqual([]);
  await running.close();
}, 300_000);
