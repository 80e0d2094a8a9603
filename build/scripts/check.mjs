// npm run check: types, lint, import rules, formatting. Each prints one line with its result; exit 1 if one fails.
import { prepareDependencies, runToolAside } from './prepare.mjs';

/** Lint takes longer than the three others together, and each check uses one core. So lint has one of the two rows for itself. */
const lint = [['lint', 'eslint/bin/eslint.js', ['.', '--max-warnings', '0']]];
const others = [
  ['types', 'typescript/bin/tsc', ['-b']],
  [
    'import rules',
    'dependency-cruiser/bin/dependency-cruise.mjs',
    [
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err',
      'main',
      'preload',
      'words',
      'renderer',
      'sandbox',
      'shell',
      'build/commands',
      'test',
    ],
  ],
  ['formatting', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']],
];

/** Runs checks one after the other. The output of each is printed together, before its result. Resolves to the number of failed checks. */
const runRow = async (row) => {
  let failed = 0;
  for (const [name, entry, args] of row) {
    const { code, output } = await runToolAside(entry, args);
    process.stdout.write(`${output}${code === 0 ? 'ok  ' : 'FAIL'} ${name}\n`);
    if (code !== 0) failed += 1;
  }
  return failed;
};

/** Runs all checks in two parallel rows. Resolves to how many passed and failed. */
export const check = async () => {
  const [ofLint, ofOthers] = await Promise.all([runRow(lint), runRow(others)]);
  const failed = ofLint + ofOthers;
  return { passed: lint.length + others.length - failed, failed };
};

if (process.argv[1]?.endsWith('check.mjs')) {
  prepareDependencies();
  process.exit((await check()).failed === 0 ? 0 : 1);
}
