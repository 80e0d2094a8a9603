/**
 * `npm start`: the app with the sandbox and its sample user signed in; `--once` mirrors all and compares; `--real` runs without the sandbox.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { compareTruth, describeDifference } from '../../sandbox/compare.ts';
import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import { describeRuntime, startApp, type Runtime } from '../../shell/launch.ts';
import { step } from '../scripts/steps.mjs';
import { ensureBrowser, projectRoot } from './browser.ts';
import { prepareColleagues, type CarryingColleagues } from './colleagues/index.ts';
import { readOptions, type StartOptions } from './options.ts';
import { truthOfMirror } from './mirror-truth.ts';
import { describeProgress, isComplete } from './progress.ts';
import { readAccountRows, readMirror } from './read-mirror.ts';
import { launchSandboxedApp, type RunningApp } from './sandboxed-app.ts';
import { Screenshots } from './screenshots.ts';
import { signInSampleUser } from './sign-in.ts';

/** Progress goes to stderr, so that stdout has only the requested output. */
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
/** The colleagues' Isthmuses start when the user's mirror is complete, or this long after the sign-in, ms. */
const colleaguesWait = 20_000;
const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);

const main = async (): Promise<number> => {
  const options = readOptions(process.argv.slice(2));
  const runtime = ensureBrowser();
  say(describeRuntime(runtime));
  if (options.real) return runReal(runtime);
  const sandbox = await step('Starting the sandbox', () =>
    startSandbox({
      seed: options.seed,
      messages: options.messages,
      ...(options.corpus === null ? {} : { corpus: options.corpus }),
      throttling: true,
      colleagues: options.once ? false : 'lively',
    }),
  );
  const colleagues = options.once ? null : await prepareColleagues(sandbox, say);
  const userDataDir = await mkdtemp(join(tmpdir(), 'isthmus-profile-'));
  const headed = !options.once && hasDisplay();
  const env: Record<string, string> = headed ? { ISTHMUS_HEADED: '1' } : {};
  const running = await step('Starting Isthmus', () =>
    launchSandboxedApp({ runtime, sandbox, userDataDir, env, say }),
  );
  let ended = false;
  const end = async (): Promise<void> => {
    if (ended) return;
    ended = true;
    await running.close();
    await colleagues?.stop();
    await sandbox.close();
    await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  const interrupted = new Promise<'interrupted'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve('interrupted'));
  });
  try {
    return await Promise.race([
      options.once
        ? runOnce(options, running, sandbox)
        : runLive(options, running, sandbox, colleagues, headed),
      interrupted.then(() => 0),
      closed(running).then(() => 0),
    ]);
  } finally {
    await end();
  }
};

const closed = (running: RunningApp): Promise<void> =>
  new Promise((resolve) => running.app.once('close', () => resolve()));

/** Without a sandbox: the app as a user starts it, with its own permanent profile. */
const runReal = (runtime: Runtime): Promise<number> =>
  new Promise((resolve) => {
    const app = startApp(runtime, {
      root: projectRoot,
      userDataDir: join(projectRoot, '.isthmus/profile'),
      env: hasDisplay() ? { ISTHMUS_HEADED: '1' } : {},
    });
    if (!hasDisplay()) say('No display: the onboarding screen cannot be seen here.');
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => app.kill('SIGTERM'));
    app.once('exit', (code) => resolve(code ?? 0));
  });

const runLive = async (
  options: StartOptions,
  running: RunningApp,
  sandbox: Sandbox,
  colleagues: CarryingColleagues | null,
  headed: boolean,
): Promise<number> => {
  const page = await running.page('app');
  await signIn(page, sandbox);
  say('Signed in to both. The mirror fills; colleagues go on writing. Ctrl-C ends everything.');
  if (colleagues) for (const line of colleagues.about) say(line);
  const signedIn = performance.now();
  const folder = join(projectRoot, '.isthmus');
  await mkdir(folder, { recursive: true });
  const screenshot = options.screenshot ?? join(folder, 'screenshot.png');
  const shots = headed ? null : new Screenshots(page, screenshot, colleagues?.channelName ?? null, say);
  for (let last = ''; ;) {
    await sleep(1_000);
    try {
      const accounts = await readAccountRows(page);
      const line = describeProgress(accounts);
      if (line !== last) say(line);
      last = line;
      const complete = isComplete(accounts, 2);
      if (complete || performance.now() - signedIn > colleaguesWait) colleagues?.connect();
      await shots?.look(complete);
    } catch (error) {
      // The page is reloading, or cannot be photographed. The app continues, and so does this command.
      if (page.isClosed()) await sleep(1_000);
      else if (firstTime(error)) say(`Looking at the app failed: ${firstLine(error)}`);
    }
  }
};

const signIn = (page: Page, sandbox: Sandbox): Promise<void> =>
  step('Signing in to both services', () => signInSampleUser(page, sandbox));

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';

const told = new Set<string>();
/** Whether an error of this kind has not been reported yet. */
const firstTime = (error: unknown): boolean => {
  const line = firstLine(error);
  if (told.has(line)) return false;
  told.add(line);
  return true;
};

const runOnce = async (options: StartOptions, running: RunningApp, sandbox: Sandbox): Promise<number> => {
  const page = await running.page('app');
  const begun = performance.now();
  await signIn(page, sandbox);
  for (let last = ''; ;) {
    await sleep(250);
    const accounts = await readAccountRows(page);
    const line = describeProgress(accounts);
    if (line !== last) say(line);
    last = line;
    if (isComplete(accounts, 2)) break;
    const stuck = accounts.find(({ state }) => state.kind === 'sign-in-needed' || state.kind === 'failed');
    if (stuck) throw new Error(`The ${stuck.service} account cannot go on: ${stuck.state.kind}.`);
  }
  const seconds = Number(((performance.now() - begun) / 1_000).toFixed(1));
  if (options.screenshot !== null) await page.screenshot({ path: options.screenshot });
  const rows = await readMirror(page);
  const truths = sandbox.truth();
  const differences = rows.accounts.flatMap((account) =>
    compareTruth(
      truths[account.service === 'teams' ? 'microsoft' : 'mattermost'],
      truthOfMirror(rows, account),
    ),
  );
  for (const difference of differences.slice(0, 50)) say(describeDifference(difference));
  if (differences.length > 50) say(`... and ${differences.length - 50} more`);
  const result = {
    accounts: rows.accounts.length,
    conversations: rows.conversations.length,
    messages: rows.messages.length,
    differences: differences.length,
    seconds,
  };
  process.stdout.write(
    options.json
      ? `${JSON.stringify(result)}\n`
      : `${result.accounts} accounts, ${result.conversations} conversations, ${result.messages} messages mirrored in ${seconds} s; ${result.differences} differences\n`,
  );
  return differences.length === 0 ? 0 : 1;
};

// An unhandled rejection must not end the app that a person is looking at.
process.on('unhandledRejection', (error) => {
  if (firstTime(error)) say(`Something went wrong beside the app: ${firstLine(error)}`);
});
try {
  process.exitCode = await main();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
// Playwright keeps pipes open after the app has ended.
process.exit();
