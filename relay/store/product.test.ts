/** The product's own database (renderer/store) lasts in this store: every step of its schema, and its live queries. */
import { Dexie, liveQuery } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { databaseName, IsthmusDatabase, openDatabase } from '../../renderer/store/index.ts';
import { declareSchema, schemaSteps } from '../../renderer/store/schema/index.ts';
import { dexieOptions } from './dexie-options.ts';
import { quickClone } from './quick-clone.ts';
import type { Sqlite } from './sqlite.ts';
import { newFile, openStore, withDatabase } from './testing/on-disk.ts';
import { presentSqlites } from './testing/sqlites.ts';

const messages = [1, 2, 3].map((at) => ({
  ...{ id: `m/c/${at}`, accountId: 'm', conversationId: 'm/c', createdAt: at },
  threadId: at === 3 ? 'm/c/1' : '',
}));
const rows = {
  accounts: [{ id: 'm', service: 'mattermost' }],
  conversations: [{ id: 'm/c', accountId: 'm' }],
  messages,
  cursors: [{ conversationId: 'm/c', accountId: 'm' }],
};

/** Opens the database of version `version`, does `work` with it, and closes it and the store. */
const atVersion = async <Value>(
  path: string,
  sqlite: Sqlite,
  version: number,
  work: (database: Dexie) => Promise<Value>,
): Promise<Value> => {
  const store = await openStore(path, sqlite);
  const database = new Dexie(databaseName, dexieOptions(store));
  declareSchema(database, schemaSteps.slice(0, version));
  try {
    return await work(await database.open());
  } finally {
    database.close();
    await store.close();
  }
};

const write = async (database: Dexie): Promise<void> => {
  for (const [table, some] of Object.entries(rows)) await database.table(table).bulkAdd(some);
};

const everything = async (database: Dexie): Promise<Readonly<Record<string, unknown>>> => {
  const all: Record<string, unknown> = {};
  for (const table of database.tables) all[table.name] = await table.toArray();
  return all;
};

/** Every table with its key and indexes, as it is on the disk and not as Dexie declares it. */
const shapesOf = (database: Dexie): unknown => {
  const stored = database.backendDB();
  const transaction = stored.transaction([...stored.objectStoreNames], 'readonly');
  return [...stored.objectStoreNames].map((name) => {
    const { keyPath, autoIncrement, indexNames } = transaction.objectStore(name);
    const indexes = [...indexNames].map((index) => {
      const { keyPath: path, unique, multiEntry } = transaction.objectStore(name).index(index);
      return { index, path, unique, multiEntry };
    });
    return { name, keyPath, autoIncrement, indexes };
  });
};

/** The same rows, upgraded in memory only. */
const inMemory = async (): Promise<{ readonly rows: unknown; readonly shapes: unknown }> => {
  const indexedDB = new IDBFactory();
  const first = new Dexie(databaseName, { indexedDB, IDBKeyRange });
  declareSchema(first, schemaSteps.slice(0, 1));
  await write(await first.open());
  first.close();
  const database = new IsthmusDatabase({ indexedDB, IDBKeyRange });
  expect(await openDatabase(database)).toEqual({ kind: 'open' });
  const found = { rows: await everything(database), shapes: shapesOf(database) };
  database.close();
  return found;
};

describe.each(presentSqlites)('$name', ({ sqlite }) => {
  it('every step of the schema, each in a process of its own, gives the rows and indexes that it gives in memory', async () => {
    const path = newFile();
    await atVersion(path, sqlite, 1, write);
    for (let version = 2; version <= schemaSteps.length; version += 1)
      await atVersion(path, sqlite, version, (database) => {
        expect(database.verno).toBe(version);
        return Promise.resolve();
      });
    const expected = await inMemory();
    await atVersion(path, sqlite, schemaSteps.length, async (database) => {
      expect(await everything(database)).toEqual(expected.rows);
      expect(shapesOf(database)).toEqual(expected.shapes);
    });
  });

  it('all steps at once give the same', async () => {
    const path = newFile();
    await atVersion(path, sqlite, 1, write);
    await atVersion(path, sqlite, schemaSteps.length, () => Promise.resolve());
    const expected = await inMemory();
    await atVersion(path, sqlite, schemaSteps.length, async (database) => {
      expect(await everything(database)).toEqual(expected.rows);
      expect(shapesOf(database)).toEqual(expected.shapes);
    });
  });

  it('a row that changes after it was stored or read changes nothing in the store', async () => {
    await withDatabase(
      newFile(),
      sqlite,
      (database) => void database.version(1).stores({ rows: 'id, *tags' }),
      async (database) => {
        expect(globalThis.structuredClone).toBe(quickClone);
        const rows = database.table<{ id: string; tags: string[]; body: { text: string } }, string>('rows');
        const asStored = { id: 'a', tags: ['x'], body: { text: 'first' } };
        const changed = (row: typeof asStored): void => {
          row.tags.push('y');
          row.body.text = 'second';
        };
        const given = structuredClone(asStored);
        const under = rows.put(given);
        changed(given);
        await under;
        for (const read of [
          () => rows.get('a'),
          () => rows.toCollection().first(),
          () => rows.where('tags').equals('x').first(),
          async () => (await rows.bulkGet(['a']))[0],
        ]) {
          const row = await read();
          expect(row).toEqual(asStored);
          if (row) changed(row);
        }
        expect(await rows.where('tags').equals('y').count()).toBe(0);
        expect(await rows.toArray()).toEqual([asStored]);
      },
    );
  });

  it('the database opens as in a page, and a live query hears of what is stored', async () => {
    const path = newFile();
    const store = await openStore(path, sqlite);
    const database = new IsthmusDatabase(dexieOptions(store));
    expect(await openDatabase(database)).toEqual({ kind: 'open' });
    const heard: number[] = [];
    const three = new Promise<void>((done, fail) => {
      liveQuery(() => database.messages.count()).subscribe({
        next: (count) => {
          heard.push(count);
          if (count === 3) done();
        },
        error: fail,
      });
    });
    await database.messages.bulkAdd(messages as never);
    await three;
    expect(heard.at(-1)).toBe(3);
    database.close();
    await store.close();
  });
});
