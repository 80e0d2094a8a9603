/** Each way in which the store cannot be opened or written is a reason, and costs nothing that was stored. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Dexie } from 'dexie';
import { describe, expect, it, onTestFinished } from 'vitest';
import { IsthmusDatabase, isQuotaExceeded, openDatabase } from '../../renderer/store/index.ts';
import { openJournaledStore, type StoreFailure } from './index.ts';
import type { Sqlite } from './sqlite.ts';
import { newFile, openStore, withDatabase } from './testing/on-disk.ts';
import { smallDisk } from './testing/small-disk.ts';
import { presentSqlites } from './testing/sqlites.ts';

const declare = (database: Dexie): void => void database.version(1).stores({ rows: 'id' });
const rowsOf = (count: number, from = 0) =>
  Array.from({ length: count }, (_none, at) => ({ id: from + at, text: `row ${from + at} `.repeat(40) }));

const written = async (path: string, sqlite: Sqlite, count = 400): Promise<void> =>
  withDatabase(path, sqlite, declare, async (database) => {
    await database.table('rows').bulkAdd(rowsOf(count));
  });

const countIn = (path: string, sqlite: Sqlite): Promise<number> =>
  withDatabase(path, sqlite, declare, (database) => database.table('rows').count());

const refusal = async (path: string, sqlite: Sqlite): Promise<StoreFailure | 'open'> => {
  const opened = await openJournaledStore({ path, sqlite, onWriteFailed: () => undefined });
  if (opened.kind === 'refused') return opened.reason;
  await opened.store.close();
  return 'open';
};

/** Somebody else changes the file. */
const changed = (path: string, sqlite: Sqlite, sql: string): void => {
  const file = sqlite.open(path);
  file.exec('PRAGMA locking_mode = EXCLUSIVE');
  file.exec(sql);
  file.close();
};

describe.each(presentSqlites)('$name', ({ sqlite }) => {
  it('a second opening of the same file is refused as in use, in this process and in another', async () => {
    const path = newFile();
    const store = await openStore(path, sqlite);
    expect(await refusal(path, sqlite)).toBe('in-use');
    await store.close();
    const script = `require('node:net').createServer().listen(${JSON.stringify(`${path}.owner`)}, () => console.log('on'))`;
    const other = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    onTestFinished(() => void other.kill('SIGKILL'));
    await once(other.stdout, 'data');
    expect(await refusal(path, sqlite)).toBe('in-use');
    other.kill('SIGKILL');
    await once(other, 'exit');
    expect(await refusal(path, sqlite)).toBe('open');
    expect(readdirSync(dirname(path)).sort()).toEqual(['relay.db']);
  });

  it.each([0.3, 0.6, 0.95])('a file cut at %f of its length is damaged, and stays as it is', async (part) => {
    const path = newFile();
    await written(path, sqlite);
    truncateSync(path, Math.floor(readFileSync(path).length * part));
    const before = readFileSync(path);
    expect(await refusal(path, sqlite)).toBe('damaged');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('a row whose bytes changed on the disk is damaged', async () => {
    const path = newFile();
    await written(path, sqlite, 1);
    changed(path, sqlite, "UPDATE rows SET value = x'ff0f6f'");
    expect(await refusal(path, sqlite)).toBe('damaged');
  });

  it('a row that a newer Node wrote is newer', async () => {
    const path = newFile();
    await written(path, sqlite, 1);
    changed(path, sqlite, "UPDATE rows SET value = x'fffe30'");
    expect(await refusal(path, sqlite)).toBe('newer');
  });

  it('a file of a newer version is newer, and stays as it is', async () => {
    const path = newFile();
    await written(path, sqlite, 1);
    changed(path, sqlite, 'PRAGMA user_version = 2');
    const before = readFileSync(path);
    expect(await refusal(path, sqlite)).toBe('newer');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('a newer schema of the database in it is newer too', async () => {
    const path = newFile();
    const store = await openStore(path, sqlite);
    const { indexedDB, IDBKeyRange } = store;
    const newer = new IsthmusDatabase({ indexedDB, IDBKeyRange });
    newer.version(900).stores({ later: 'id' });
    await newer.open();
    newer.close();
    await store.close();
    const again = await openStore(path, sqlite);
    const ours = new IsthmusDatabase({ indexedDB: again.indexedDB, IDBKeyRange: again.IDBKeyRange });
    expect(await openDatabase(ours)).toEqual({ kind: 'newer' });
    await again.close();
  });

  it('a database of another program, and a file that is none, are not ours', async () => {
    const path = newFile();
    changed(path, sqlite, 'CREATE TABLE theirs (a)');
    const before = readFileSync(path);
    expect(await refusal(path, sqlite)).toBe('not-ours');
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(dirname(path))).toEqual(['relay.db']);
    writeFileSync(path, 'this is a letter to my aunt, and nothing else.'.repeat(100));
    expect(await refusal(path, sqlite)).toBe('not-ours');
  });

  it('a folder in the place of the file, or a file in that of the folder, gives no access', async () => {
    const path = newFile();
    mkdirSync(path);
    expect(await refusal(path, sqlite)).toBe('no-access');
    const note = join(dirname(path), 'note');
    writeFileSync(note, '');
    expect(await refusal(join(note, 'relay.db'), sqlite)).toBe('no-access');
  });

  it('a full disk refuses the transaction, takes it back, and the next one is tried', async () => {
    const path = newFile();
    const disk = smallDisk(sqlite);
    await withDatabase(path, disk.sqlite, declare, async (database, store) => {
      const rows = database.table('rows');
      await rows.bulkAdd(rowsOf(10));
      disk.room(1);
      const refused = await rows.bulkPut(rowsOf(400, 5)).catch((error: unknown) => error);
      expect(isQuotaExceeded(refused)).toBe(true);
      expect(store.failures).toEqual(['disk-full']);
      expect(store.failure()).toBe('disk-full');
      // Memory is as the disk: the rows that were replaced are the old ones again.
      expect(await rows.toArray()).toEqual(rowsOf(10));
      disk.room(null);
      await rows.bulkPut(rowsOf(400, 5));
      expect(store.failure()).toBeNull();
    });
    expect(await countIn(path, sqlite)).toBe(405);
  });

  it('a full disk refuses a step of the schema, and the old version opens again', async () => {
    const path = newFile();
    await written(path, sqlite, 10);
    const disk = smallDisk(sqlite);
    const store = await openStore(path, disk.sqlite);
    disk.room(1);
    const { indexedDB, IDBKeyRange } = store;
    const next = new Dexie('tried', { indexedDB, IDBKeyRange });
    next.version(2).stores({ rows: 'id, text', more: 'id' });
    next.version(2).upgrade((transaction) => transaction.table('more').bulkAdd(rowsOf(400)));
    await expect(next.open()).rejects.toMatchObject({ name: 'AbortError' });
    next.close();
    expect(store.failures).toEqual(['disk-full']);
    await store.close();
    expect(await countIn(path, sqlite)).toBe(10);
  });
});
