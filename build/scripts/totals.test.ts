import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { closingLines, countReport, type Report } from './totals.mjs';

const project = join(import.meta.dirname, '../..');

/** Runs Vitest, with the retry of the end-to-end tests, on one file with this content. The JSON report, the exit code and the folder. */
async function runVitest(content: string) {
  // Below the project, so that the file finds Vitest.
  await mkdir(join(project, 'dist'), { recursive: true });
  const folder = await mkdtemp(join(project, 'dist/totals-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(
    join(folder, 'vitest.config.mjs'),
    'export default { test: { retry: 1, include: ["*.test.mjs"] } };',
  );
  await writeFile(
    join(folder, 'some.test.mjs'),
    `import { describe, expect, it } from 'vitest';\n${content}`,
  );
  const args = [
    'run',
    '--root',
    folder,
    '--reporter=json',
    `--outputFile.json=${join(folder, 'report.json')}`,
  ];
  const code = await new Promise<number>((resolve) => {
    const vitest = execFile(
      process.execPath,
      [join(project, 'node_modules/vitest/vitest.mjs'), ...args],
      () => resolve(vitest.exitCode ?? 1),
    );
  });
  const report = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')) as Report;
  return { report, code, folder };
}

it('names each test that passed only at its second try, with its first failure, and ends with the sum', async () => {
  const { report, code, folder } = await runVitest(`
    let tries = 0;
    describe('the door', () => {
      it('opens', () => expect(++tries).toBe(2));
      it('closes', () => {});
    });
  `);
  const lines = closingLines([
    countReport(report, code, folder),
    { passed: 4, failed: 0, skipped: 0, secondTries: [] },
  ]);
  expect(lines.at(-1)).toBe('6 passed, 0 failed, 0 skipped');
  expect(lines.at(-2)).toBe('1 passed at their second try: some.test.mjs > the door > opens');
  expect(lines.at(-3)).toContain(
    'First try of some.test.mjs > the door > opens:\nAssertionError: expected 1 to be 2',
  );
});

it('counts a test that fails at both tries as failed, and names no second try', async () => {
  const { report, code, folder } = await runVitest(`
    it('opens', () => expect(1).toBe(2));
    it.skip('closes', () => {});
    it.todo('is painted');
  `);
  expect(closingLines([countReport(report, code, folder)])).toEqual(['0 passed, 1 failed, 2 skipped']);
});

it('counts as failed a file that cannot be loaded, a run without a report, and an error that belongs to no test', () => {
  const nothing = {
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [],
  };
  const unloaded = {
    ...nothing,
    testResults: [{ name: '/a.test.ts', status: 'failed', assertionResults: [] }],
  };
  expect(countReport(unloaded, 1, '/')).toMatchObject({ failed: 1 });
  expect(countReport(null, 1, '/')).toMatchObject({ failed: 1 });
  expect(countReport(nothing, 1, '/')).toMatchObject({ failed: 1 });
  expect(countReport(nothing, 0, '/')).toMatchObject({ failed: 0 });
});
