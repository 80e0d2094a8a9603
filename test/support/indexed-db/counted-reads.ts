/** Counts the rows that are read from a database, by table, whoever reads them. */
import type { DBCoreCursor, DBCoreTable } from 'dexie';
import type { IsthmusDatabase } from '../../../renderer/store/index.ts';

export interface CountedReads {
  /** How many rows of these tables `work` reads. */
  readonly rowsOf: (tables: readonly string[], work: () => Promise<unknown>) => Promise<number>;
}

/** To be called before the database opens. */
export const countReads = (database: IsthmusDatabase): CountedReads => {
  const counts = new Map<string, number>();
  const add = (table: string, rows: number): void => void counts.set(table, (counts.get(table) ?? 0) + rows);
  database.use({
    stack: 'dbcore',
    name: 'counted-reads',
    level: 0.5,
    create: (core) => ({ ...core, table: (name) => counted(core.table(name), (rows) => add(name, rows)) }),
  });
  return {
    rowsOf: async (tables, work) => {
      counts.clear();
      await work();
      return tables.reduce((sum, table) => sum + (counts.get(table) ?? 0), 0);
    },
  };
};

const counted = (table: DBCoreTable, read: (rows: number) => void): DBCoreTable => ({
  ...table,
  // No `async`: a promise of the machine's own would leave the transaction's zone.
  get: (request) =>
    table.get(request).then((row: unknown) => {
      read(row === undefined ? 0 : 1);
      return row;
    }),
  getMany: (request) =>
    table.getMany(request).then((rows: unknown[]) => {
      read(rows.filter((row) => row !== undefined).length);
      return rows;
    }),
  query: (request) =>
    table.query(request).then((response) => {
      read((response.result as readonly unknown[]).length);
      return response;
    }),
  openCursor: (request) => table.openCursor(request).then((cursor) => cursor && countedCursor(cursor, read)),
});

const countedCursor = (cursor: DBCoreCursor, read: (rows: number) => void): DBCoreCursor =>
  Object.create(cursor, {
    // A cursor answers only for itself, and not for what is made of it.
    key: { get: () => cursor.key as unknown },
    primaryKey: { get: () => cursor.primaryKey as unknown },
    value: { get: () => cursor.value as unknown },
    start: {
      value: (onNext: () => void) =>
        cursor.start(() => {
          read(1);
          onNext();
        }),
    },
  }) as DBCoreCursor;
