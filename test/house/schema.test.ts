// Each step of the schema is tried from the version before it, with rows in it; none is overlooked.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { schemaSteps } from '../../renderer/store/schema/index.ts';

const folder = join(import.meta.dirname, '../../renderer/store/schema');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
const stepFiles = files.filter((file) => file.endsWith('.ts') && !/^index\.ts$|\.test\.ts$/.test(file));

/** The steps that a file exports, by name. */
const stepsOf = (file: string): string[] =>
  [...readFileSync(join(folder, file), 'utf8').matchAll(/export const (\w+): SchemaStep\b/g)].flatMap(
    ([, name]) => name ?? [],
  );

describe('the steps of the schema', () => {
  it('have each a file and a place in the list', () => {
    expect(stepFiles.map((file) => [file, stepsOf(file).length])).toEqual(stepFiles.map((file) => [file, 1]));
    expect(schemaSteps).toHaveLength(stepFiles.length);
    expect(new Set(schemaSteps).size).toBe(schemaSteps.length);
    expect(schemaSteps).not.toHaveLength(0);
  });

  it.each(stepFiles)('%s is tried on a database of the version before', (file) => {
    const test = file.replace(/\.ts$/, '.test.ts');
    expect(files).toContain(test);
    const text = readFileSync(join(folder, test), 'utf8');
    for (const step of stepsOf(file)) expect(text).toContain(`upgradedBy(${step}, {`);
  });
});
