import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import { IsthmusDatabase } from '../database.ts';
import { openDatabase } from '../open.ts';
import { writtenBefore } from '../testing/upgrading.ts';
import type { SchemaStep } from '../schema-step.ts';
import { declareSchema, schemaSteps } from './index.ts';

/** Every table that is on the disk, with its key and its indexes. */
const tablesOf = (database: IsthmusDatabase): unknown => {
  const stored = database.backendDB();
  const transaction = stored.transaction([...stored.objectStoreNames], 'readonly');
  return [...stored.objectStoreNames].map((name) => {
    const store = transaction.objectStore(name);
    const indexes = [...store.indexNames].map((index) => {
      const { keyPath, unique, multiEntry } = store.index(index);
      return { index, keyPath, unique, multiEntry };
    });
    return { name, key: store.keyPath, autoIncrement: store.autoIncrement, indexes };
  });
};

it.each(schemaSteps.map((_step, at) => at + 1))(
  'a database of version %i opens with the newest, and no message is lost',
  async (version) => {
    const disk = new IDBFactory();
    const messages = [1, 2].map((at) => ({
      id: `m/c/${at}`,
      conversationId: 'm/c',
      threadId: '',
      createdAt: at,
    }));
    await writtenBefore(disk, version, {
      messages,
      accounts: [{ id: 'm' }],
      cursors: [{ conversationId: 'm/c' }],
    });
    const database = new IsthmusDatabase({ indexedDB: disk, IDBKeyRange });
    expect(await openDatabase(database)).toEqual({ kind: 'open' });
    expect(await database.messages.toArray()).toMatchObject(messages);
    expect(await database.accounts.count()).toBe(1);
    expect(await database.cursors.count()).toBe(1);
    expect(database.verno).toBe(schemaSteps.length);
    const fresh = new IsthmusDatabase({ indexedDB: new IDBFactory(), IDBKeyRange });
    expect(await openDatabase(fresh)).toEqual({ kind: 'open' });
    expect(tablesOf(database)).toEqual(tablesOf(fresh));
    fresh.close();
    database.close();
  },
);

it('a table that is removed is read once more, and its name may be used again with another key', async () => {
  const found: unknown[] = [];
  const steps: readonly SchemaStep[] = [
    { stores: { first: 'id' } },
    { stores: { old: 'id' } },
    { stores: { first: 'id, at' } },
    {
      stores: { old: null },
      upgrade: async (transaction) => void found.push(...(await transaction.table<object>('old').toArray())),
    },
    { stores: { second: 'id' } },
    { stores: { second: null } },
    { stores: { second: '[a+b]' } },
  ];
  const disk = new IDBFactory();
  const open = async (version: number, indexedDB = disk): Promise<Dexie> => {
    const database = new Dexie('steps', { indexedDB, IDBKeyRange });
    declareSchema(database, steps.slice(0, version));
    return database.open();
  };
  const written = await open(1);
  await written.table('first').add({ id: 'a', at: 1 });
  written.close();
  const beside = await open(3);
  await beside.table('old').add({ id: 'o' });
  expect(await beside.table('first').where('at').equals(1).count()).toBe(1);
  beside.close();
  (await open(5)).close();
  expect(found).toEqual([{ id: 'o' }]);
  const newest = await open(7);
  expect(newest.verno).toBe(7);
  expect(newest.tables.map(({ name, schema }) => [name, schema.primKey.keyPath])).toEqual([
    ['first', 'id'],
    ['second', ['a', 'b']],
  ]);
  newest.close();

  const other = new IDBFactory();
  (await open(1, other)).close();
  const straight = await open(7, other);
  expect(straight.verno).toBe(7);
  straight.close();
});
