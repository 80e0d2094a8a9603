/**
 * What of fake-indexeddb 6.2.8 is used beyond IndexedDB's own interface. It has no hook before a transaction ends, and none may be missed.
 * The version is pinned; the tests of this folder fail if a later one is built differently.
 */

export interface RawRecord {
  key: IDBValidKey;
  value: unknown;
}

export interface RawStore {
  readonly name: string;
  readonly keyPath: string | readonly string[] | null;
  readonly autoIncrement: boolean;
  /** `num` is the last key that was given. */
  readonly keyGenerator: { num: number } | null;
  readonly rawIndexes: ReadonlyMap<string, RawIndex>;
  readonly records: {
    get(key: IDBValidKey): RawRecord | undefined;
    values(range?: IDBKeyRange): Iterable<RawRecord>;
  };
  /** These three change rows; `log` is of the transaction, and is missing when the transaction is taken back. */
  storeRecord(record: RawRecord, noOverwrite: boolean, log?: RollbackLog): IDBValidKey;
  deleteRecord(key: IDBValidKey | IDBKeyRange, log?: RollbackLog): void;
  clear(log?: RollbackLog): void;
}

export interface RawIndex {
  readonly name: string;
  readonly keyPath: string | readonly string[];
  readonly unique: boolean;
  readonly multiEntry: boolean;
}

/** Takes the transaction's changes back. One list per transaction, so it also tells whose a change is. */
export type RollbackLog = readonly (() => void)[];

export interface RawDatabase {
  readonly name: string;
  readonly version: number;
  readonly rawObjectStores: ReadonlyMap<string, RawStore>;
  readonly transactions: readonly RawTransaction[];
}

export interface RawConnection extends IDBDatabase {
  readonly _rawDatabase: RawDatabase;
}

export interface RawTransaction extends IDBTransaction {
  _state: 'active' | 'inactive' | 'committing' | 'finished';
  readonly _requests: readonly { readonly request: IDBRequest }[];
  readonly _rollbackLog: RollbackLog;
  /** Does the next request; without one, ends the transaction and fires `complete`. */
  _start(): void;
  /** Takes back what the transaction did, and fires `abort` with an error of this name. */
  _abort(name: string): void;
}

export interface RawFactory extends IDBFactory {
  readonly _databases: ReadonlyMap<string, RawDatabase>;
}
