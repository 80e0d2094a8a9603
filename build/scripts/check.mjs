// npm run check: types, lint, import rules, formatting. Each is one line with its verdict; exit 1 when one fails.
import { prepareDependencies, runTool } from './prepare.mjs';

const checks = [
  ['types', 'typescript/bin/tsc', ['-b']],
  ['lint', 'eslint/bin/eslint.js', ['.', '--max-warnings', '0']],
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
      'renderer',
      'sandbox',
      'shell',
      'build/commands',
      'test',
    ],
  ],
  ['formatting', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']],
];

/** Runs all checks; returns how many passed and failed. */
export const check = () => {
  let failed = 0;
  for (const [name, entry, args] of checks) {
    const code = runTool(entry, args);
    process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'} ${name}\n`);
    if (code !== 0) failed += 1;
  }
  return { passed: checks.length - failed, failed };
};

if (process.argv[1]?.endsWith('check.mjs')) {
  prepareDependencies();
  process.exit(check().failed === 0 ? 0 : 1);
}
