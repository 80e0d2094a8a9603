/**
 * The journal: databases, their object stores and rows in one SQLite file. What is written together is in one SQLite transaction, so it is
 * on the disk whole or not at all.
 */
import { StoreError } from './failures.ts';
import type { SqliteFile, SqliteStatement, SqlRow } from './sqlite.ts';

export interface StoredIndex {
  readonly name: string;
  readonly keyPath: string | readonly string[];
  readonly unique: boolean;
  readonly multiEntry: boolean;
}

export interface StoredShape {
  readonly name: string;
  readonly keyPath: string | readonly string[] | null;
  readonly autoIncrement: boolean;
  /** The last key that was given to a row by counting; 0 before the first. */
  readonly lastKey: number;
  readonly indexes: readonly StoredIndex[];
}

export interface StoredStore extends StoredShape {
  /** By this number rows name their store. */
  readonly id: number;
}

export interface StoredDatabase {
  readonly name: string;
  readonly version: number;
  readonly stores: readonly StoredStore[];
}

/** A row by its store; `bytes` null: the row is gone. */
export interface RowChange {
  readonly store: number;
  readonly key: string;
  readonly bytes: Uint8Array | null;
}

export interface NewStore extends StoredShape {
  readonly rows: Iterable<{ readonly key: string; readonly bytes: Uint8Array }>;
}

/** "Isth": tells this file from other programs' databases. */
const applicationId = 0x49737468;
/** The version of the tables below. Every newer one must be able to read all older ones. */
const format = 1;

const tables = `
  CREATE TABLE databases (name TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE stores (id INTEGER PRIMARY KEY, database TEXT NOT NULL, shape TEXT NOT NULL, last_key INTEGER NOT NULL);
  CREATE TABLE rows (store INTEGER NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (store, key)) WITHOUT ROWID;
  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${format};
`;

/** How many rows are read at once. */
const page = 1_000;

export class Journal {
  readonly #put: SqliteStatement;
  readonly #remove: SqliteStatement;
  readonly #count: SqliteStatement;
  readonly #page: SqliteStatement;

  /** Throws a StoreError or SQLite's own error if the file cannot be used. */
  constructor(private readonly file: SqliteFile) {
    // Exclusive: no other process reads or writes, and the log needs no shared memory, which SQLite as WebAssembly does not have.
    file.exec('PRAGMA locking_mode = EXCLUSIVE');
    file.exec('PRAGMA journal_mode = WAL');
    // Full: what is written also survives the machine's sudden end. A relay that forgets what it has sent would send it again.
    file.exec('PRAGMA synchronous = FULL');
    this.#prepareTables();
    this.#put = file.prepare('INSERT OR REPLACE INTO rows (store, key, value) VALUES (?, ?, ?)');
    this.#remove = file.prepare('DELETE FROM rows WHERE store = ? AND key = ?');
    this.#count = file.prepare('UPDATE stores SET last_key = ? WHERE id = ?');
    this.#page = file.prepare(
      `SELECT key, value FROM rows WHERE store = ? AND key > ? ORDER BY key LIMIT ${page}`,
    );
  }

  databases(): readonly StoredDatabase[] {
    const stores = this.#all('SELECT id, database, shape, last_key FROM stores ORDER BY id');
    return this.#all('SELECT name, version FROM databases').map(({ name, version }) => ({
      name: String(name),
      version: Number(version),
      stores: stores.filter(({ database }) => database === name).map(storeOf),
    }));
  }

  /** The rows of a store by the order of their texts. */
  *rowsOf(store: number): Generator<{ readonly key: string; readonly bytes: Uint8Array }> {
    let after = '';
    for (;;) {
      const rows = this.#page.all(store, after);
      for (const { key, value } of rows) yield { key: String(key), bytes: value as Uint8Array };
      const last = rows.at(-1)?.key;
      if (rows.length < page || typeof last !== 'string') return;
      after = last;
    }
  }

  /** Writes the rows of one transaction, and the last keys of stores that count. */
  write(changes: readonly RowChange[], lastKeys: ReadonlyMap<number, number>): void {
    this.#together(() => {
      for (const { store, key, bytes } of changes)
        if (bytes) this.#put.run(store, key, bytes);
        else this.#remove.run(store, key);
      for (const [store, lastKey] of lastKeys) this.#count.run(lastKey, store);
    });
  }

  /** Writes a database anew, as it is after a step of its schema. Returns the number of each of its stores by name. */
  replace(name: string, version: number, stores: readonly NewStore[]): ReadonlyMap<string, number> {
    const numbers = new Map<string, number>();
    this.#together(() => {
      this.#forget(name);
      this.#run('INSERT INTO databases (name, version) VALUES (?, ?)', name, version);
      for (const { rows, lastKey, ...shape } of stores) {
        this.#run(
          'INSERT INTO stores (database, shape, last_key) VALUES (?, ?, ?)',
          name,
          JSON.stringify(shape),
          lastKey,
        );
        const number = Number(this.#all('SELECT last_insert_rowid() AS id')[0]?.id);
        numbers.set(shape.name, number);
        for (const { key, bytes } of rows) this.#put.run(number, key, bytes);
      }
    });
    return numbers;
  }

  close(): void {
    this.file.close();
  }

  #prepareTables(): void {
    const { application_id: application } = this.#all('PRAGMA application_id')[0] ?? {};
    const { user_version: version } = this.#all('PRAGMA user_version')[0] ?? {};
    if (application === 0 && this.#all('SELECT name FROM sqlite_schema LIMIT 1').length === 0) {
      this.#together(() => this.file.exec(tables));
      return;
    }
    if (application !== applicationId) throw new StoreError('not-ours');
    if (Number(version) > format) throw new StoreError('newer');
    const checked = this.#all('PRAGMA quick_check(1)')[0]?.quick_check;
    if (checked !== 'ok') throw new StoreError('damaged');
  }

  #forget(name: string): void {
    this.#run('DELETE FROM rows WHERE store IN (SELECT id FROM stores WHERE database = ?)', name);
    this.#run('DELETE FROM stores WHERE database = ?', name);
    this.#run('DELETE FROM databases WHERE name = ?', name);
  }

  #together(work: () => void): void {
    this.file.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.file.exec('COMMIT');
    } catch (error) {
      this.#takeBack();
      throw error;
    }
  }

  #takeBack(): void {
    try {
      this.file.exec('ROLLBACK');
    } catch {
      // Harmless: after some errors SQLite has already taken everything back.
    }
  }

  #run(sql: string, ...values: readonly (string | number)[]): void {
    this.file.prepare(sql).run(...values);
  }

  #all(sql: string): readonly SqlRow[] {
    return this.file.prepare(sql).all();
  }
}

const storeOf = ({ id, shape, last_key: lastKey }: SqlRow): StoredStore => ({
  ...(JSON.parse(String(shape)) as Omit<StoredShape, 'lastKey'>),
  id: Number(id),
  lastKey: Number(lastKey),
});
