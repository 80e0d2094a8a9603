/** A folder for each test, and stores in it that are opened again and again. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Dexie } from 'dexie';
import { onTestFinished } from 'vitest';
import { type JournaledStore, openJournaledStore, type StoreFailure } from '../index.ts';
import type { Sqlite } from '../sqlite.ts';

/** The path of a file that is not there yet, in a folder of its own, which goes with the test. */
export const newFile = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'relay.db');
};

export interface OpenStore extends JournaledStore {
  /** The reasons of writes that failed. */
  readonly failures: readonly StoreFailure[];
}

/** Throws the reason if the store cannot be opened. */
export const openStore = async (path: string, sqlite: Sqlite): Promise<OpenStore> => {
  const failures: StoreFailure[] = [];
  const opened = await openJournaledStore({
    path,
    sqlite,
    onWriteFailed: (reason) => void failures.push(reason),
  });
  if (opened.kind === 'refused') throw new Error(opened.reason, { cause: opened.error });
  return { ...opened.store, failures };
};

/** Opens the store and a Dexie database in it, does `work`, and closes both. */
export const withDatabase = async <Value>(
  path: string,
  sqlite: Sqlite,
  declare: (database: Dexie) => void,
  work: (database: Dexie, store: OpenStore) => Promise<Value>,
): Promise<Value> => {
  const store = await openStore(path, sqlite);
  const { indexedDB, IDBKeyRange } = store;
  const database = new Dexie('tried', { indexedDB, IDBKeyRange, cache: 'disabled' });
  declare(database);
  try {
    return await work(await database.open(), store);
  } finally {
    database.close();
    await store.close();
  }
};
