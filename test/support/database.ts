/** A database of its own for each test: Dexie over fake-indexeddb, nothing shared. */
import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { cloneQuickly } from '../../relay/store/quick-clone.ts';
import { databaseName, IsthmusDatabase } from '../../renderer/store/index.ts';

cloneQuickly();

// Dexie's live queries are silent where the machine has no IndexedDB of its own, whatever a database was given. Set here alone, for all.
Dexie.dependencies.indexedDB = new IDBFactory();
Dexie.dependencies.IDBKeyRange = IDBKeyRange;

/** Dexie keeps what live queries read by the database's name: two computers in one process must not read each other's. */
const names = new WeakMap<IDBFactory, string>();
let disks = 0;

const nameOn = (disk: IDBFactory): string => {
  const name = names.get(disk) ?? `${databaseName}-${(disks += 1)}`;
  names.set(disk, name);
  return name;
};

/** `factory` given: the same disk again, as after a restart. */
export const openDatabase = (factory: IDBFactory = new IDBFactory()): IsthmusDatabase =>
  // Without Dexie's cache live queries hear of a change in the turn in which it was stored, and not by a timer of the machine's own.
  new IsthmusDatabase({ indexedDB: factory, IDBKeyRange, cache: 'disabled' }, nameOn(factory));

export { IDBFactory };
