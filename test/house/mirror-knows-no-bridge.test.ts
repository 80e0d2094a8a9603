// The mirror knows no follower: it imports none (dependency-cruiser), and reads none of their tables.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const renderer = join(import.meta.dirname, '../../renderer');
const sourcesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes('testing'))
    .map((file) => join(folder, file));
const read = (file: string): string => readFileSync(file, 'utf8').replace(/\/\*.*?\*\/|\/\/[^\n]*/gs, '');

/** The store's exports about carrying and sending: reads, writes, rows. */
const ofFollowers = [
  ...['store/carrying', 'store/sending'].flatMap((folder) => sourcesBelow(join(renderer, folder))),
  join(renderer, 'store/carry-rows.ts'),
  join(renderer, 'store/attempt-rows.ts'),
].flatMap((file) =>
  [...read(file).matchAll(/export (?:const|interface|type) (\w+)/g)].map(([, name]) => name ?? ''),
);
/** The tables that only followers write. */
const tables = [
  ...read(join(renderer, 'store/database.ts')).matchAll(
    /readonly (\w+): (?:EntityTable|Table)<(?:Link|Counterpart|Outbox|Computer|Pins|NotCarried|Attempt|SettledAttempt|PersonTwins)/g,
  ),
].map(([, name]) => name ?? '');

describe('the mirror', () => {
  it('has exports of the store that it must not use', () => {
    expect(ofFollowers).toContain('readLinkRows');
    expect(ofFollowers).toContain('LinkRow');
    expect(ofFollowers).toContain('AttemptRow');
    expect(tables).toEqual(
      expect.arrayContaining(['links', 'counterparts', 'outbox', 'attempts', 'settledAttempts', 'twins']),
    );
  });

  it.each(sourcesBelow(join(renderer, 'engine/mirror')).map((file) => file.slice(renderer.length + 1)))(
    '%s reads nothing of carrying or sending',
    (file) => {
      const words = new Set(read(join(renderer, file)).match(/\w+/g) ?? []);
      expect([...ofFollowers, ...tables].filter((name) => words.has(name))).toEqual([]);
    },
  );
});
