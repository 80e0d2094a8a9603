/** Every input of a public bug report in shared/cases has a test that names it. Skipped if that folder does not exist. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const project = join(import.meta.dirname, '..', '..');
const cases = join(project, '..', 'shared', 'cases');

const numbers = (): readonly number[] =>
  readdirSync(cases)
    .map((name) => Number(/^(\d+)-.*\.json$/.exec(name)?.[1]))
    .filter((number) => !Number.isNaN(number));

/** The texts of all test files. */
const testsBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return testsBelow(path);
    return entry.name.endsWith('.test.ts') || entry.name.endsWith('.test.tsx')
      ? [readFileSync(path, 'utf8')]
      : [];
  });

it.skipIf(!existsSync(cases))('each case is named by a test', () => {
  const named = new Set<number>();
  for (const folder of [
    'build',
    'main',
    'preload',
    'renderer',
    'sandbox',
    'shell',
    'relay-settings',
    'sign-in',
    'test',
    'words',
  ])
    for (const text of testsBelow(join(project, folder)))
      for (const [, some = ''] of text.matchAll(/\bcases? (\d+(?:(?:, | and )\d+)*)/gi))
        for (const number of some.split(/, | and /)) named.add(Number(number));
  expect(numbers().length).toBeGreaterThan(0);
  expect(numbers().filter((number) => !named.has(number))).toEqual([]);
});
