/** A process that is killed while it writes loses nothing that had resolved, and leaves nothing in part. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Dexie } from 'dexie';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newFile, openStore } from './testing/on-disk.ts';
import { presentSqlites } from './testing/sqlites.ts';
import { declareWritten, lastWhole } from './testing/written.ts';

const kills = Number(process.env.ISTHMUS_KILLS ?? 3);
/** Inside the project, so that the package with SQLite is found from there. */
const outDir = resolve(import.meta.dirname, `../../dist/relay-test-${process.pid}`);

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(import.meta.dirname, 'testing/killed-writer.ts'),
      target: 'node20',
      outDir,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'writer.mjs' } },
    },
    // It reads its .wasm file from beside itself.
    ssr: { noExternal: true, external: ['node-sqlite3-wasm'] },
  });
});
afterAll(() => rmSync(outDir, { recursive: true, force: true }));

/** Starts the writer, kills it when it has written some more, and returns the last number that it called written. */
const writeAndKill = async (path: string, sqlite: string, more: number, later: number): Promise<number> => {
  const writer = spawn(process.execPath, [join(outDir, 'writer.mjs'), path, sqlite], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  let lines = 0;
  writer.stdout.setEncoding('utf8');
  writer.stdout.on('data', (text: string) => {
    said += text;
    lines += text.split('\n').length - 1;
    // A little later, so that the kill comes anywhere in a transaction.
    if (lines >= more) setTimeout(() => void writer.kill('SIGKILL'), later);
  });
  const [code, signal] = (await once(writer, 'close')) as [number | null, string | null];
  expect({ code, signal }).toEqual({ code: null, signal: 'SIGKILL' });
  return Number(said.trimEnd().split('\n').at(-1));
};

describe.each(presentSqlites)('$name', ({ sqlite }) => {
  it(`${kills} times killed, all that had resolved is there, and nothing in part`, async () => {
    const path = newFile();
    let before = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const acknowledged = await writeAndKill(path, sqlite.name, 3 + ((kill * 11) % 23), (kill * 5) % 13);
      const store = await openStore(path, sqlite);
      const { indexedDB, IDBKeyRange } = store;
      const database = new Dexie('written', { indexedDB, IDBKeyRange });
      declareWritten(database);
      await database.open();
      const last = await lastWhole(database);
      database.close();
      await store.close();
      expect(acknowledged).toBeGreaterThan(before);
      // One more may be written: the process was killed before it could say so.
      expect(last - acknowledged).toBeGreaterThanOrEqual(0);
      expect(last - acknowledged).toBeLessThanOrEqual(1);
      before = last;
    }
  });
});
