import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { databaseName, IsthmusDatabase } from './database.ts';
import { openDatabase } from './open.ts';
import { schemaSteps } from './schema/index.ts';
import { writtenBefore } from './testing/upgrading.ts';

const native = (factory: IDBFactory, version: number): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = factory.open(databaseName, version);
    request.onupgradeneeded = () => request.result.createObjectStore('messages', { keyPath: 'id' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error('no database'));
  });

describe('opening the database', () => {
  it('opens a new one', async () => {
    const database = new IsthmusDatabase({ indexedDB: new IDBFactory(), IDBKeyRange });
    expect(await openDatabase(database)).toEqual({ kind: 'open' });
    database.close();
  });

  it('does not touch a database of a newer version, and reports it', async () => {
    const indexedDB = new IDBFactory();
    (await native(indexedDB, 990)).close();
    const database = new IsthmusDatabase({ indexedDB, IDBKeyRange });
    expect(await openDatabase(database)).toEqual({ kind: 'newer' });
    expect(database.isOpen()).toBe(false);
    // Dexie alone would have added its tables and raised the version.
    expect(await indexedDB.databases()).toEqual([{ name: databaseName, version: 990 }]);
    const untouched = await native(indexedDB, 990);
    expect([...untouched.objectStoreNames]).toEqual(['messages']);
    untouched.close();
  });

  it('refuses an older one that was not opened in this way, and leaves it as it is', async () => {
    const disk = new IDBFactory();
    await writtenBefore(disk, schemaSteps.length - 1, {});
    const database = new IsthmusDatabase({ indexedDB: disk, IDBKeyRange });
    await expect(database.open()).rejects.toThrow('without its steps');
    database.close();
    expect(await disk.databases()).toEqual([{ name: databaseName, version: 10 * (schemaSteps.length - 1) }]);
    const again = new IsthmusDatabase({ indexedDB: disk, IDBKeyRange });
    expect(await openDatabase(again)).toEqual({ kind: 'open' });
    expect(await disk.databases()).toEqual([{ name: databaseName, version: 10 * schemaSteps.length }]);
    again.close();
  });

  it.each([
    ['QuotaExceededError', { kind: 'disk-full' }],
    ['UnknownError', { kind: 'failed', name: 'UnknownError' }],
  ])('%s while opening is a state of its own', async (name, expected) => {
    const broken = {
      open: () => {
        const request = { error: new DOMException('x', name) } as unknown as IDBOpenDBRequest;
        queueMicrotask(
          () =>
            void request.onerror?.({
              target: request,
              preventDefault: () => undefined,
              stopPropagation: () => undefined,
            } as unknown as Event),
        );
        return request;
      },
    } as unknown as IDBFactory;
    const database = new IsthmusDatabase({ indexedDB: broken, IDBKeyRange });
    expect(await openDatabase(database)).toEqual(expected);
  });
});
