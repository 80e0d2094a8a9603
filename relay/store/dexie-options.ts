import { Dexie, type DexieOptions } from 'dexie';
import type { JournaledStore } from './index.ts';

/**
 * Dexie's options for a database in this store. Dexie's live queries are silent where the machine has no IndexedDB of its own, whatever a
 * database was given: so the process gets this one, unless it has one. Without Dexie's cache, a read never shows what the journal may refuse.
 */
export const dexieOptions = ({ indexedDB, IDBKeyRange }: JournaledStore): DexieOptions => {
  const found: Partial<typeof Dexie.dependencies> = Dexie.dependencies;
  found.indexedDB ??= indexedDB;
  found.IDBKeyRange ??= IDBKeyRange;
  return { indexedDB, IDBKeyRange, cache: 'disabled' };
};
