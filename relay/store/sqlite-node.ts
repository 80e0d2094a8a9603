/** SQLite of Node itself. */
import type { Sqlite, SqliteFile, SqlRow, SqlValue } from './sqlite.ts';

/** What is used of `node:sqlite`; the types of Node 20 do not know it. */
interface NodeSqlite {
  readonly DatabaseSync: new (path: string) => {
    exec(sql: string): void;
    prepare(sql: string): {
      run(...values: readonly SqlValue[]): unknown;
      all(...values: readonly SqlValue[]): SqlRow[];
    };
    close(): void;
  };
}

/** Null where this Node has no `node:sqlite`. */
export const nodeSqlite = (): Sqlite | null => {
  const found = process.getBuiltinModule('node:sqlite') as NodeSqlite | undefined;
  return found ? { name: 'node', open: (path) => opened(found, path) } : null;
};

const opened = ({ DatabaseSync }: NodeSqlite, path: string): SqliteFile => {
  const database = new DatabaseSync(path);
  return {
    exec: (sql) => database.exec(sql),
    prepare: (sql) => {
      const statement = database.prepare(sql);
      return {
        run: (...values) => void statement.run(...values),
        all: (...values) => statement.all(...values),
      };
    },
    close: () => database.close(),
  };
};
