// The closing lines of `npm test`: which tests passed only at their second try, what failed, what was ended early, and the sum.
import { relative } from 'node:path';

const pathOf = (file, root) => relative(root, file.name).replaceAll('\\', '/');

const names = (file, test, root) =>
  [pathOf(file, root), ...test.ancestorTitles.filter(Boolean), test.title].join(' > ');

/** Vitest keeps the failures of the first try with a test that then passed. */
const secondTries = (file, root) =>
  file.assertionResults
    .filter((test) => test.status === 'passed' && test.failureMessages.length > 0)
    .map((test) => ({ name: names(file, test, root), firstFailure: test.failureMessages[0] }));

const failedTests = (file, root) =>
  file.assertionResults
    .filter((test) => test.status === 'failed')
    .map((test) => ({ name: names(file, test, root), failure: test.failureMessages[0] ?? '' }));

/** What one run of Vitest adds to the totals: its JSON report (null where it wrote none), its exit code, and why it was ended early. */
export const countReport = (report, { code, root, endedEarly = null }) => {
  if (report === null)
    return {
      passed: 0,
      failed: 1,
      skipped: 0,
      secondTries: [],
      failures: [],
      endedEarly: endedEarly ?? 'A run of Vitest ended without a report',
    };
  // A file that could not be loaded has no failed test, and an unhandled error belongs to no test.
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  );
  const failed = report.numFailedTests + broken.length;
  const failures = [
    ...report.testResults.flatMap((file) => failedTests(file, root)),
    ...broken.map((file) => ({ name: pathOf(file, root), failure: file.message ?? '' })),
  ];
  const isOfNoTest = failed === 0 && code !== 0 && endedEarly === null;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && (code !== 0 || endedEarly !== null) ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
    secondTries: report.testResults.flatMap((file) => secondTries(file, root)),
    failures: isOfNoTest ? [{ name: 'An error that belongs to no test', failure: '' }] : failures,
    endedEarly,
  };
};

/** As much of a failure as says what happened. The whole of it stands further up. */
const failureLines = 30;
const beginningOf = (failure) => failure.split('\n').slice(0, failureLines).join('\n');

/** The last lines of the output for counts of `countReport` and of the checks. The last line is always the sum. */
export const closingLines = (counts) => {
  const sum = (what) => counts.reduce((all, count) => all + count[what], 0);
  const again = counts.flatMap((count) => count.secondTries);
  const failures = counts.flatMap((count) => count.failures);
  return [
    ...again.map(({ name, firstFailure }) => `First try of ${name}:\n${beginningOf(firstFailure)}\n`),
    ...(again.length > 0
      ? [`${again.length} passed at their second try: ${again.map(({ name }) => name).join('; ')}`]
      : []),
    ...failures.map(({ name, failure }) => `Failed: ${name}\n${beginningOf(failure)}`),
    ...counts.flatMap(({ endedEarly }) => (endedEarly === null ? [] : [endedEarly])),
    `${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`,
  ];
};
