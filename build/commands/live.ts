/** `npm run test:live`: signs in if needed, runs the contract tests on real servers, and reports what remains on them. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adminScopes, userScopes } from '../../sign-in/scopes.ts';
import { fileJournal } from '../../sandbox/live-journal.ts';
import {
  askAsAdministrator,
  findAsAdministrator,
  LiveRefusal,
  signInAdministrator,
  signOut,
} from '../../sandbox/mattermost/contract/live/live-sign-in.ts';
import { isAnyLeft, leftOn, removeRest } from '../../sandbox/mattermost/contract/live/made.ts';
import { signInByLoopback, SignInRefusal } from '../../sandbox/microsoft/contract/live-sign-in.ts';
import { cleanUpGraph, type LiveGraphTarget } from '../../sandbox/microsoft/contract/live.ts';
import { projectRoot } from './browser.ts';
import { environmentOf, type LiveTargets } from './live-targets.ts';
import {
  passwordVariable,
  readLiveOptions,
  usage,
  UsageError,
  type LiveOptions,
  type TenantOptions,
} from './live-options.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const graphTarget = async (options: TenantOptions): Promise<LiveGraphTarget> => {
  const scopes = options.adminConsent ? [...userScopes, ...adminScopes] : userScopes;
  const signedIn = await signInByLoopback(options, scopes, say);
  return { ...signedIn, graphUrl: options.graphUrl, colleague: options.colleague };
};

/** The test file for each kind of server. */
const files = { mattermost: 'test/live/mattermost.test.ts', graph: 'test/live/graph.test.ts' };

/** Runs vitest's project `live`. Secrets are passed in its environment. */
const runTests = (targets: LiveTargets, report: string, only: string | null): Promise<number> =>
  new Promise((resolve, reject) => {
    const args = [
      // Threads end with their process. A worker in a process of its own would continue for a while.
      ...[
        'run',
        '--project',
        'live',
        '--pool=threads',
        '--reporter=verbose',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ],
      ...(targets.mattermost === null ? [] : [files.mattermost]),
      ...(targets.graph === null ? [] : [files.graph]),
      ...(only === null ? [] : ['-t', only]),
    ];
    const child = spawn(process.execPath, [join(projectRoot, 'node_modules/vitest/vitest.mjs'), ...args], {
      cwd: projectRoot,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, [passwordVariable]: undefined, ...environmentOf(targets) },
    });
    // Ending the run ends the tests; the objects that they made are still removed. (A terminal sends Ctrl-C to both.)
    const end = (): void => {
      say('Ending: what was made is being removed.');
      child.kill();
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}

/** Removes the objects that the tests made and ends the administrator's session. Reports what remains. */
const cleanUp = async ({ mattermost, graph }: LiveTargets): Promise<void> => {
  const lines = graph === null ? [] : await cleanUpGraph(graph.target, fileJournal(graph.journal));
  if (mattermost !== null) {
    const journal = fileJournal(mattermost.journal);
    const { target } = mattermost;
    // A request of an interrupted test may still be running at the server.
    for (let tries = 0; tries < 3 && (tries === 0 || isAnyLeft(journal)); tries += 1) {
      if (tries > 0) await new Promise((resolve) => setTimeout(resolve, 500));
      await removeRest(journal, askAsAdministrator(target), findAsAdministrator(target), target.settings);
    }
    await signOut(mattermost.target);
    lines.push(leftOn(journal) ?? 'Nothing is left on the Mattermost server.');
  }
  for (const line of lines) process.stdout.write(`${line}\n`);
};

/** Signs in to the chosen services. The one that needs a person comes first, so that no session is open during the wait. */
const signIn = async (options: LiveOptions, folder: string): Promise<LiveTargets> => {
  const graph = options.tenant === null ? null : await graphTarget(options.tenant);
  const mattermost = options.mattermost === null ? null : await signInAdministrator(options.mattermost);
  return {
    mattermost: mattermost && { target: mattermost, journal: join(folder, 'mattermost.journal') },
    graph: graph && { target: graph, journal: join(folder, 'graph.journal') },
  };
};

const main = async (): Promise<number> => {
  const options = readLiveOptions(process.argv.slice(2), process.env);
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-live-'));
  try {
    const targets = await signIn(options, folder);
    const report = join(folder, 'report.json');
    let code = 1;
    try {
      code = await runTests(targets, report, options.only);
    } finally {
      await cleanUp(targets);
    }
    if (!existsSync(report)) {
      say('The tests did not run to their end.');
      return 1;
    }
    const result = JSON.parse(readFileSync(report, 'utf8')) as Report;
    const skipped = result.numPendingTests + result.numTodoTests;
    // A failed hook, or an error outside of all tests, counts as one.
    const failed = Math.max(result.numFailedTests, code === 0 ? 0 : 1);
    process.stdout.write(`${result.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`);
    return failed === 0 && result.numPassedTests > 0 ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** The text for the person at the terminal: a sentence for an expected error, the whole error for others. */
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
