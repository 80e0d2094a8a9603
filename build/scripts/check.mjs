// npm run check: types, lint, import rules, formatting. Each is one line with its verdict; exit 1 when one fails.
import { prepareDependencies, runToolAside } from './prepare.mjs';

/** Lint takes longer than the three others together, and each of them one core: so it has one of the two rows for itself. */
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

/** Runs checks one after the other; what each says stands together, before its verdict. Returns how many failed. */
const runRow = async (row) => {
  let failed = 0;
  for (const [name, entry, args] of row) {
    const { code, output } = await runToolAside(entry, args);
    process.stdout.write(`${output}${code === 0 ? 'ok  ' : 'FAIL'} ${name}\n`);
    if (code !== 0) failed += 1;
  }
  return failed;
};

/** Runs all checks, two rows of them side by side; resolves to how many passed and failed. */
export const check = async () => {
  const [ofLint, ofOthers] = await Promise.all([runRow(lint), runRow(others)]);
  const failed = ofLint + ofOthers;
  return { passed: lint.length + others.length - failed, failed };
};

if (process.argv[1]?.endsWith('check.mjs')) {
  prepareDependencies();
  process.exit((await check()).failed === 0 ? 0 : 1);
}
