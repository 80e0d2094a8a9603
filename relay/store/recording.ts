/** Records which rows a transaction changes. What they have become is read when the transaction ends. */
import { IDBKeyRange } from 'fake-indexeddb';
import type { RawStore, RollbackLog } from './fake-internals.ts';
import { keyText } from './key-text.ts';

/** Keys by their text, for each store that a transaction changed. */
export type ChangedKeys = ReadonlyMap<RawStore, ReadonlyMap<string, IDBValidKey>>;

export class Recording {
  readonly #changed = new WeakMap<RollbackLog, Map<RawStore, Map<string, IDBValidKey>>>();
  readonly #watched = new WeakSet<RawStore>();

  /** What the transaction with this log changed. */
  changedBy(log: RollbackLog): ChangedKeys {
    return this.#changed.get(log) ?? new Map();
  }

  /** From now on changes of `store` are recorded. */
  watch(store: RawStore): void {
    if (this.#watched.has(store)) return;
    this.#watched.add(store);
    const storeRecord = store.storeRecord.bind(store);
    const deleteRecord = store.deleteRecord.bind(store);
    const clear = store.clear.bind(store);
    store.storeRecord = (record, noOverwrite, log) => {
      const key = storeRecord(record, noOverwrite, log);
      this.#note(store, [key], log);
      return key;
    };
    store.deleteRecord = (key, log) => {
      this.#note(store, key instanceof IDBKeyRange ? keysOf(store, key) : [key], log);
      deleteRecord(key, log);
    };
    store.clear = (log) => {
      this.#note(store, keysOf(store), log);
      clear(log);
    };
  }

  #note(store: RawStore, keys: readonly IDBValidKey[], log: RollbackLog | undefined): void {
    if (!log) return;
    const changed = this.#changed.get(log) ?? new Map<RawStore, Map<string, IDBValidKey>>();
    this.#changed.set(log, changed);
    const ofStore = changed.get(store) ?? new Map<string, IDBValidKey>();
    changed.set(store, ofStore);
    for (const key of keys) ofStore.set(keyText(key), key);
  }
}

const keysOf = (store: RawStore, range?: IDBKeyRange): readonly IDBValidKey[] =>
  Array.from(store.records.values(range), ({ key }) => key);
