/** A database of its own for each test: Dexie over fake-indexeddb, nothing shared. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { IsthmusDatabase } from '../../renderer/store/index.ts';

/** `factory` given: the same disk again, as after a restart. */
export const openDatabase = (factory: IDBFactory = new IDBFactory()): IsthmusDatabase =>
  new IsthmusDatabase({ indexedDB: factory, IDBKeyRange });

export { IDBFactory };
