/** SQLite as WebAssembly (`node-sqlite3-wasm`): the same files, without a native part. */
import { rmSync } from 'node:fs';
import type { Sqlite, SqliteFile, SqlRow, SqlValue } from './sqlite.ts';

/** What is used of the package. */
interface WasmSqlite {
  readonly Database: new (path: string) => {
    exec(sql: string): void;
    prepare(sql: string): WasmStatement;
    close(): void;
  };
}

interface WasmStatement {
  run(values: readonly SqlValue[]): unknown;
  all(values: readonly SqlValue[]): SqlRow[];
  finalize(): void;
}

/** The package is loaded only where it is needed, because it compiles its `.wasm` file at once. That file lies beside its code, also beside a bundle of it. */
export const wasmSqlite = async (): Promise<Sqlite> => {
  const { default: wasm } = (await import('node-sqlite3-wasm')) as { readonly default: WasmSqlite };
  return { name: 'wasm', open: (path) => opened(wasm, path) };
};

const opened = ({ Database }: WasmSqlite, path: string): SqliteFile => {
  // Its lock is a folder, which a killed process leaves. The caller owns the file, so nobody else holds this lock.
  rmSync(`${path}.lock`, { recursive: true, force: true });
  const database = new Database(path);
  const statements: Renewed[] = [];
  return {
    exec: (sql) => database.exec(sql),
    prepare: (sql) => {
      const statement = new Renewed(() => database.prepare(sql));
      statements.push(statement);
      return {
        run: (...values) => statement.use((of) => void of.run(values)),
        all: (...values) => statement.use((of) => of.all(values)),
      };
    },
    close: () => {
      for (const statement of statements) statement.end();
      database.close();
    },
  };
};

/** A statement that is prepared anew after an error: the package refuses to use the old one again. */
class Renewed {
  #statement: WasmStatement | null;

  constructor(private readonly prepare: () => WasmStatement) {
    this.#statement = prepare();
  }

  use<Value>(work: (statement: WasmStatement) => Value): Value {
    const statement = (this.#statement ??= this.prepare());
    try {
      return work(statement);
    } catch (error) {
      this.end();
      throw error;
    }
  }

  end(): void {
    try {
      this.#statement?.finalize();
    } catch {
      // Harmless: a statement whose last run failed says so once more when it ends.
    }
    this.#statement = null;
  }
}
