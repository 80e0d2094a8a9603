// npm test: every check and every test. Names the tests that passed only at their second try, and ends with `N passed, N failed, N skipped`.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checks, startChecks } from './check.mjs';
import { ensureBuilt, prepareDependencies, root, runToolAside } from './prepare.mjs';
import { closingLines, countReport } from './totals.mjs';

prepareDependencies();
ensureBuilt();
const browser = await import('../../dist/tools/browser.js');
await browser.ensureBrowser();

const counts = [];
// Checks and unit tests run side by side. End-to-end tests, which a busy machine makes slow, wait for the end of both.
const checking = startChecks();
let failedChecks = 0;

mkdirSync(join(root, 'dist/tests'), { recursive: true });
for (const projects of [['unit', 'measured'], ['e2e']]) {
  const report = join(root, `dist/tests/${projects[0]}.json`);
  rmSync(report, { force: true });
  const args = [
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--passWithNoTests',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  if (projects.includes('e2e')) failedChecks += (await checking.others) + (await checking.lint);
  const { code } = await runToolAside('vitest/vitest.mjs', args, { output: 'inherit' });
  const result = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null;
  counts.push(countReport(result, code, root));
}
counts.push({ passed: checks - failedChecks, failed: failedChecks, skipped: 0, secondTries: [] });
process.stdout.write(
  closingLines(counts)
    .map((line) => `${line}\n`)
    .join(''),
);
process.exit(counts.every(({ failed }) => failed === 0) ? 0 : 1);
