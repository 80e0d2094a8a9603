// npm test: every check and every test. Ends with `N passed, N failed, N skipped`.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checks, startChecks } from './check.mjs';
import { ensureBuilt, prepareDependencies, root, runToolAside } from './prepare.mjs';

prepareDependencies();
ensureBuilt();
const browser = await import('../../dist/tools/browser.js');
await browser.ensureBrowser();

const total = { passed: 0, failed: 0, skipped: 0 };
// The checks use two cores only now and then, so the unit tests begin beside them. End-to-end tests, which a busy machine makes slow, wait for their end.
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
  if (!existsSync(report)) {
    total.failed += 1;
    continue;
  }
  const result = JSON.parse(readFileSync(report, 'utf8'));
  total.passed += result.numPassedTests;
  total.failed += result.numFailedTests;
  total.skipped += result.numPendingTests + result.numTodoTests;
  // A file that could not be loaded has no failed test, and an unhandled error belongs to no test.
  const broken = result.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  );
  total.failed += broken.length;
  if (code !== 0 && result.numFailedTests === 0 && broken.length === 0) total.failed += 1;
}
total.passed += checks - failedChecks;
total.failed += failedChecks;
process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
