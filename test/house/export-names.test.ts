// Under `renderer/`, only one file exports a name, so that readers and searches find one meaning.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';

const renderer = join(import.meta.dirname, '..', '..', 'renderer');

const declarations =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:const|let|function\*?|class|interface|type|enum) ([\w$]+)/gm;

/** Each exported name, with the files that declare it. */
const exportsBelow = (folder: string): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>();
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/(?<!\.test)\.tsx?$/.test(path)) continue;
    for (const [, name = ''] of readFileSync(join(folder, path), 'utf8').matchAll(declarations))
      found.set(name, (found.get(name) ?? new Set()).add(relative(renderer, join(folder, path))));
  }
  return found;
};

it('only one file exports a name', () => {
  const all = exportsBelow(renderer);
  expect(all.size).toBeGreaterThan(1_000);
  expect([...all].filter(([, files]) => files.size > 1).map(([name, files]) => [name, [...files]])).toEqual(
    [],
  );
});
