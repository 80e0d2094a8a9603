// npm run check: types, lint, import rules, formatting. Each prints one line with its result; exit 1 if one fails.
import { prepareDependencies, runToolAside } from './prepare.mjs';

/** ESLint takes about as long as the others together, and each check uses one core. So it has one of the two rows for itself. */
const lint = [['rules of our own', 'eslint/bin/eslint.js', ['.', '--max-warnings', '0']]];
// Version 7 of the compiler checks the types in a fifth of the time of version 6, and oxlint uses it for the rules that need types.
const others = [
  ['lint', 'oxlint/bin/oxlint', ['--threads', '1', '--deny-warnings']],
  ['types', 'typescript7/bin/tsc', ['-b']],
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
      'sign-in',
      'relay-settings',
      'renderer',
      'relay',
      'sandbox',
      'shell',
      'build/commands',
      'test',
    ],
  ],
  ['formatting', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']],
];

/** Runs checks one after the other. The output of each is printed together, before its result. Resolves to those that failed. */
const runRow = async (row) => {
  const failed = [];
  for (const [name, entry, args] of row) {
    const { code, output } = await runToolAside(entry, args);
    process.stdout.write(`${output}${code === 0 ? 'ok  ' : 'FAIL'} ${name}\n`);
    if (code !== 0) failed.push({ name: `the check of ${name}`, failure: output });
  }
  return failed;
};

/** How many checks there are. */
export const checks = lint.length + others.length;

/** Starts all checks in two parallel rows. Each of the two promises resolves to the failed checks of its row, as failures of `totals.mjs`. */
export const startChecks = () => ({ lint: runRow(lint), others: runRow(others) });

if (process.argv[1]?.endsWith('check.mjs')) {
  prepareDependencies();
  const rows = startChecks();
  process.exit([...(await rows.lint), ...(await rows.others)].length === 0 ? 0 : 1);
}
