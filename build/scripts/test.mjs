// npm test: every check and every test. Names the tests that passed only at their second try, what failed, and what was ended early, and ends with
// `N passed, N failed, N skipped`.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checks, startChecks } from './check.mjs';
import { ensureBuilt, prepareDependencies, root, runToolAside } from './prepare.mjs';
import { closingLines, countReport } from './totals.mjs';

prepareDependencies();
ensureBuilt();
const browser = await import('../../dist/tools/browser.js');
browser.ensureTestBrowsers();

const counts = [];
// Checks and unit tests run side by side. End-to-end tests, which a busy machine makes slow, wait for the end of both.
const checking = startChecks();
const failedChecks = [];

/** How long all of it may take, minutes: three times what it takes on a quiet machine with two cores. */
const wholeMinutes = 84;
const minutesLeft = () => Math.max(1, Math.floor(wholeMinutes - process.uptime() / 60));

/** The two runs of Vitest, with their limits: the end-to-end tests have the time that is left, and several causes of failures are seen. */
const runs = [
  { what: 'The unit tests', projects: ['unit', 'measured'], limit: () => 40, failures: 40 },
  { what: 'The end-to-end tests', projects: ['e2e'], limit: minutesLeft, failures: 10 },
];
/** How long tests under way may take to end when a run is ended early. */
const graceSeconds = 20;
/** How much later than its limit a run is killed that did not end itself, minutes. */
const unresponsive = 2;

mkdirSync(join(root, 'dist/tests'), { recursive: true });
for (const { what, projects, limit, failures } of runs) {
  const report = join(root, `dist/tests/${projects[0]}.json`);
  const reasonFile = join(root, `dist/tests/${projects[0]}-ended-early.txt`);
  for (const file of [report, reasonFile]) rmSync(file, { force: true });
  const args = [
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--passWithNoTests',
    '--reporter=default',
    '--reporter=json',
    `--reporter=${join(root, 'build/scripts/ended-early.mjs')}`,
    `--outputFile.json=${report}`,
  ];
  if (projects.includes('e2e')) failedChecks.push(...(await checking.others), ...(await checking.lint));
  const minutes = limit();
  const { code } = await runToolAside('vitest/vitest.mjs', args, {
    output: 'inherit',
    env: { ISTHMUS_TEST_LIMITS: JSON.stringify({ minutes, failures, graceSeconds, reasonFile }) },
    limit: (minutes + unresponsive) * 60_000,
  });
  const result = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null;
  const endedEarly = existsSync(reasonFile) ? `${what} were ${readFileSync(reasonFile, 'utf8')}` : null;
  counts.push(countReport(result, { code, root, endedEarly }));
}
counts.push({
  passed: checks - failedChecks.length,
  failed: failedChecks.length,
  skipped: 0,
  secondTries: [],
  failures: failedChecks,
  endedEarly: null,
});
process.stdout.write(
  closingLines(counts)
    .map((line) => `${line}\n`)
    .join(''),
);
process.exit(counts.every(({ failed }) => failed === 0) ? 0 : 1);
