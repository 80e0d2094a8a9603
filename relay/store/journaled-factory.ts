/**
 * An IndexedDB in memory whose transactions are in the journal before they complete. A transaction that the journal cannot write is taken
 * back in memory too and aborts, as in a browser: with a QuotaExceededError where the disk is full. So memory is never ahead of the disk.
 */
import { IDBFactory as MemoryFactory } from 'fake-indexeddb';
import type { RawConnection, RawDatabase, RawFactory, RawStore, RawTransaction } from './fake-internals.ts';
import { holdBack } from './hold-back.ts';
import type { Journal, StoredDatabase, StoredShape } from './journal.ts';
import { keyOf, keyText } from './key-text.ts';
import { Recording } from './recording.ts';
import { bytesOfRows, rowOfBytes } from './row-bytes.ts';

/** Who hears what becomes of transactions. */
export interface WriteHearer {
  /** One could not be written. Returns the name of the error with which it aborts. */
  readonly refused: (error: unknown) => string;
  /** One is in the journal. */
  readonly kept: () => void;
}

export class JournaledFactory {
  readonly #memory = new MemoryFactory() as RawFactory;
  readonly #recording = new Recording();
  /** The journal's numbers of the stores. */
  readonly #numbers = new WeakMap<RawStore, number>();
  readonly #connections = new WeakSet<IDBDatabase>();
  /** What Dexie is given. */
  readonly indexedDB: IDBFactory;

  private constructor(
    private readonly journal: Journal,
    private readonly hearer: WriteHearer,
  ) {
    const memory = this.#memory;
    this.indexedDB = {
      cmp: (first, second) => memory.cmp(first, second),
      databases: () => memory.databases(),
      open: (name, version) => this.#open(name, version),
      deleteDatabase: () => {
        throw new DOMException('a journaled database ends with its file', 'NotSupportedError');
      },
    };
  }

  /** With all that the journal holds. Throws if it cannot be read. */
  static async load(journal: Journal, hearer: WriteHearer): Promise<JournaledFactory> {
    const factory = new JournaledFactory(journal, hearer);
    for (const database of journal.databases()) await factory.#load(database);
    return factory;
  }

  /** Resolves when no transaction is under way. */
  async settled(): Promise<void> {
    const isBusy = ({ transactions }: RawDatabase): boolean =>
      transactions.some(({ _state: state }) => state !== 'finished');
    while ([...this.#memory._databases.values()].some(isBusy))
      await new Promise((resolve) => void setImmediate(resolve));
  }

  async #load({ name, version, stores }: StoredDatabase): Promise<void> {
    const connection = await opened(this.#memory.open(name, version), (made) => {
      for (const { name: store, keyPath, autoIncrement, indexes } of stores) {
        const of = made.createObjectStore(store, { keyPath: keyPath as string | null, autoIncrement });
        for (const { name: index, keyPath: path, unique, multiEntry } of indexes)
          of.createIndex(index, path as string, { unique, multiEntry });
      }
    });
    for (const { id, name: store, lastKey } of stores) {
      const raw = connection._rawDatabase.rawObjectStores.get(store);
      if (!raw) continue;
      for (const { key, bytes } of this.journal.rowsOf(id))
        raw.storeRecord({ key: keyOf(key), value: rowOfBytes(bytes) }, true);
      if (raw.keyGenerator) raw.keyGenerator.num = lastKey;
      this.#numberAndWatch(raw, id);
    }
    connection.close();
  }

  #open(name: string, version?: number): IDBOpenDBRequest {
    const request = this.#memory.open(name, version);
    // These listeners are the first, so nobody has a transaction or a connection before they do.
    request.addEventListener('upgradeneeded', () => {
      const { _rawDatabase: database } = request.result as RawConnection;
      holdBack(request.transaction as RawTransaction, () => this.#keepWhole(database), this.hearer.refused);
      this.#watch(request.result);
    });
    request.addEventListener('success', () => this.#watch(request.result));
    return request;
  }

  /** Later transactions of this connection are journaled. */
  #watch(connection: IDBDatabase): void {
    if (this.#connections.has(connection)) return;
    this.#connections.add(connection);
    const begin = connection.transaction.bind(connection);
    connection.transaction = (stores, mode, options) => {
      const transaction = begin(stores, mode, options) as RawTransaction;
      if (mode === 'readwrite') holdBack(transaction, () => this.#keep(transaction), this.hearer.refused);
      return transaction;
    };
  }

  #numberAndWatch(store: RawStore, number: number): void {
    this.#numbers.set(store, number);
    this.#recording.watch(store);
  }

  /** Writes what one transaction changed. */
  #keep({ _rollbackLog: log }: RawTransaction): Promise<void> | null {
    const changed = [...this.#recording.changedBy(log)];
    if (changed.length === 0) return null;
    const lastKeys = new Map<number, number>();
    const rows = changed.flatMap(([raw, keys]) => {
      const store = this.#numberOf(raw);
      if (raw.keyGenerator) lastKeys.set(store, raw.keyGenerator.num);
      return Array.from(keys, ([key, of]) => ({ store, key, record: raw.records.get(of) }));
    });
    const there = rows.filter(({ record }) => record !== undefined);
    return soonOrLater(bytesOfRows(there.map(({ record }) => record?.value)), (bytes) => {
      const written = new Map(there.map((row, at) => [row, bytes[at]]));
      this.journal.write(
        rows.map((row) => ({ store: row.store, key: row.key, bytes: written.get(row) ?? null })),
        lastKeys,
      );
      this.hearer.kept();
    });
  }

  /** Writes a database anew after a step of its schema. */
  #keepWhole({ name, version, rawObjectStores }: RawDatabase): Promise<void> | null {
    const stores = [...rawObjectStores.values()];
    const records = stores.map((store) => [...store.records.values()]);
    return soonOrLater(bytesOfRows(records.flat().map(({ value }) => value)), (bytes) => {
      let next = 0;
      const shapes = stores.map((store, at) => ({
        ...shapeOf(store),
        rows: (records[at] ?? []).map(({ key }) => ({ key: keyText(key), bytes: bytes[next++] ?? none })),
      }));
      const numbers = this.journal.replace(name, version, shapes);
      for (const store of stores) this.#numberAndWatch(store, numbers.get(store.name) ?? missing(store));
      this.hearer.kept();
    });
  }

  #numberOf(store: RawStore): number {
    return this.#numbers.get(store) ?? missing(store);
  }
}

const none = new Uint8Array();

const missing = ({ name }: RawStore): never => {
  throw new Error(`the store ${name} is not in the journal`);
};

const shapeOf = ({ name, keyPath, autoIncrement, keyGenerator, rawIndexes }: RawStore): StoredShape => ({
  name,
  keyPath,
  autoIncrement,
  lastKey: keyGenerator?.num ?? 0,
  indexes: Array.from(rawIndexes.values(), ({ name: index, keyPath: path, unique, multiEntry }) => ({
    name: index,
    keyPath: path,
    unique,
    multiEntry,
  })),
});

/** Does `work` now, or when the promise has its value. Null: it is done. */
const soonOrLater = <Value>(
  value: Value | Promise<Value>,
  work: (value: Value) => void,
): Promise<void> | null => {
  if (value instanceof Promise) return value.then(work);
  work(value);
  return null;
};

const opened = (
  request: IDBOpenDBRequest,
  upgrade: (connection: IDBDatabase) => void,
): Promise<RawConnection> =>
  new Promise((resolve, reject) => {
    request.onupgradeneeded = () => upgrade(request.result);
    request.onsuccess = () => resolve(request.result as RawConnection);
    request.onerror = () => reject(request.error ?? new DOMException('no database', 'UnknownError'));
  });
