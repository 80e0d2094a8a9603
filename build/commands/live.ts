/** `npm run test:live`: signs in where it must, then runs the contract tests on real servers and says what is left on them. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adminScopes, userScopes } from '../../main/signin/scopes.ts';
import {
  LiveRefusal,
  signInAdministrator,
  signOut,
  type LiveTarget,
} from '../../sandbox/mattermost/contract/live-sign-in.ts';
import { signInByLoopback, SignInRefusal } from '../../sandbox/microsoft/contract/live-sign-in.ts';
import type { LiveGraphTarget } from '../../sandbox/microsoft/contract/live.ts';
import { environmentOf, type LiveTargets } from './live-targets.ts';
import { projectRoot } from './browser.ts';
import {
  passwordVariable,
  readLiveOptions,
  usage,
  UsageError,
  type MattermostOptions,
  type TenantOptions,
} from './live-options.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** The server, once it is clear that the tests can begin there. */
const mattermostTarget = async ({ url, admin, password }: MattermostOptions): Promise<LiveTarget> => {
  const target = { url, loginId: admin, password };
  const { token } = await signInAdministrator(target);
  await signOut(target, token);
  return target;
};

const graphTarget = async (options: TenantOptions): Promise<LiveGraphTarget> => {
  const scopes = options.adminConsent ? [...userScopes, ...adminScopes] : userScopes;
  const signedIn = await signInByLoopback(options, scopes, say);
  return { ...signedIn, graphUrl: options.graphUrl, colleague: options.colleague };
};

/** Where the tests of each kind of server stand. */
const files = { mattermost: 'test/live/mattermost.test.ts', graph: 'test/live/graph.test.ts' };

/** Runs vitest's project `live`; what it is told in secret travels in its environment. */
const runTests = (targets: LiveTargets, report: string, only: string | null): Promise<number> =>
  new Promise((resolve, reject) => {
    const args = [
      ...['run', '--project', 'live', '--reporter=verbose', '--reporter=json', `--outputFile.json=${report}`],
      ...(targets.mattermost === null ? [] : [files.mattermost]),
      ...(targets.graph === null ? [] : [files.graph]),
      ...(only === null ? [] : ['-t', only]),
    ];
    const child = spawn(process.execPath, [join(projectRoot, 'node_modules/vitest/vitest.mjs'), ...args], {
      cwd: projectRoot,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, [passwordVariable]: undefined, ...environmentOf(targets) },
    });
    // A terminal sends Ctrl-C to both: vitest ends in order, with its clean-up, and this waits for it.
    const patient = (): void => say('Ending: what was made is being removed.');
    process.on('SIGINT', patient);
    child.once('error', reject);
    child.once('exit', (code) => {
      process.off('SIGINT', patient);
      resolve(code ?? 1);
    });
  });

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}

const main = async (): Promise<number> => {
  const options = readLiveOptions(process.argv.slice(2), process.env);
  const mattermost = options.mattermost === null ? null : await mattermostTarget(options.mattermost);
  const graph = options.tenant === null ? null : await graphTarget(options.tenant);
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-live-'));
  try {
    const [report, notes] = [join(folder, 'report.json'), join(folder, 'notes.txt')];
    const code = await runTests({ mattermost, graph, notes }, report, options.only);
    if (existsSync(notes)) process.stdout.write(readFileSync(notes, 'utf8'));
    if (!existsSync(report)) throw new Error('The tests did not run to their end.');
    const result = JSON.parse(readFileSync(report, 'utf8')) as Report;
    const skipped = result.numPendingTests + result.numTodoTests;
    // A hook that failed, or an error that belongs to no test, counts as one.
    const failed = Math.max(result.numFailedTests, code === 0 ? 0 : 1);
    process.stdout.write(`${result.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`);
    return failed === 0 && result.numPassedTests > 0 ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** What whoever started it is told: a sentence for what can be expected, the whole error for what cannot. */
const words = (error: unknown): string => {
  if (error instanceof UsageError) return `${error.message}\n\n${usage}`;
  if (error instanceof LiveRefusal || error instanceof SignInRefusal) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};

try {
  process.exitCode = await main();
} catch (error) {
  say(words(error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
