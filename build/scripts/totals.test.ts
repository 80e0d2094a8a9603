import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { closingLines, countReport, type Report } from './totals.mjs';

const project = join(import.meta.dirname, '../..');

/** Runs Vitest, with the retry of the end-to-end tests, on one file with this content. The JSON report, and how the run ended. */
async function runVitest(content: string, limits: { minutes: number; failures: number } | null = null) {
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
    ...(limits === null ? [] : [`--reporter=${join(project, 'build/scripts/ended-early.mjs')}`]),
  ];
  const reasonFile = join(folder, 'reason.txt');
  const env = {
    ...process.env,
    ISTHMUS_TEST_LIMITS: JSON.stringify({ ...limits, graceSeconds: 1, reasonFile }),
  };
  const code = await new Promise<number>((resolve) => {
    const vitest = execFile(
      process.execPath,
      [join(project, 'node_modules/vitest/vitest.mjs'), ...args],
      { env },
      () => resolve(vitest.exitCode ?? 1),
    );
  });
  const report = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')) as Report;
  const endedEarly = existsSync(reasonFile) ? `They were ${readFileSync(reasonFile, 'utf8')}` : null;
  return { report, end: { code, root: folder, endedEarly } };
}

it('names each test that passed only at its second try, with its first failure, and ends with the sum', async () => {
  const { report, end } = await runVitest(`
    let tries = 0;
    describe('the door', () => {
      it('opens', () => expect(++tries).toBe(2));
      it('closes', () => {});
    });
  `);
  const lines = closingLines([
    countReport(report, end),
    { passed: 4, failed: 0, skipped: 0, secondTries: [], failures: [], endedEarly: null },
  ]);
  expect(lines.at(-1)).toBe('6 passed, 0 failed, 0 skipped');
  expect(lines.at(-2)).toBe('1 passed at their second try: some.test.mjs > the door > opens');
  expect(lines.at(-3)).toContain(
    'First try of some.test.mjs > the door > opens:\nAssertionError: expected 1 to be 2',
  );
});

it('counts a test that fails at both tries as failed, and names no second try', async () => {
  const { report, end } = await runVitest(`
    it('opens', () => expect(1).toBe(2));
    it.skip('closes', () => {});
    it.todo('is painted');
  `);
  const lines = closingLines([countReport(report, end)]);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^Failed: some\.test\.mjs > opens\nAssertionError: expected 1 to be 2/);
  expect(lines[1]).toBe('0 passed, 1 failed, 2 skipped');
});

it('names a file that cannot be loaded, and a check, with the beginning of why', async () => {
  const { report, end } = await runVitest(`throw new Error('nothing here\\n' + 'more\\n'.repeat(40));`);
  const lines = closingLines([
    countReport(report, end),
    {
      ...{ passed: 4, failed: 1, skipped: 0, secondTries: [], endedEarly: null },
      failures: [{ name: 'the check of lint', failure: '' }],
    },
  ]);
  expect(lines.at(-1)).toBe('4 passed, 2 failed, 0 skipped');
  expect(lines[0]).toMatch(/^Failed: some\.test\.mjs\n.*nothing here/);
  expect(lines[0]?.split('\n').length).toBeLessThan(35);
  expect(lines[1]).toContain('Failed: the check of lint');
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
  expect(countReport(unloaded, { code: 1, root: '/' })).toMatchObject({ failed: 1 });
  expect(countReport(null, { code: 1, root: '/' })).toMatchObject({ failed: 1 });
  expect(countReport(nothing, { code: 1, root: '/' })).toMatchObject({
    failed: 1,
    failures: [{ name: 'An error that belongs to no test' }],
  });
  expect(countReport(nothing, { code: 0, root: '/' })).toMatchObject({ failed: 0 });
});

it('says which tests were under way when a run was ended because enough had failed, also if they never end', async () => {
  const { report, end } = await runVitest(
    `
    it.concurrent('closes', () => new Promise(() => setInterval(() => {}, 1_000)), 600_000);
    it.concurrent('opens', { retry: 0 }, () => { throw new Error('it is stuck'); });
    it('is washed', () => { throw new Error('it ran'); });
  `,
    { minutes: 10, failures: 1 },
  );
  const lines = closingLines([countReport(report, end)]);
  expect(lines[0]).toContain('Failed: some.test.mjs > opens\nError: it is stuck');
  expect(lines.slice(1)).toEqual([
    'They were ended early, because 1 of them failed\n  under way: some.test.mjs > closes',
    '0 passed, 1 failed, 2 skipped',
  ]);
});

it('says that a run was ended at its limit of time, and counts it as failed', async () => {
  const { report, end } = await runVitest(`it('opens', () => {});`, { minutes: 0.0005, failures: 1 });
  const lines = closingLines([countReport(report, end)]);
  expect(lines[0]).toContain('They were ended early, because they took longer than 0.0005 minutes');
  expect(lines[1]).toContain('1 failed');
});
