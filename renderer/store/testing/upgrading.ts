/** Tries a step of the schema on a database of the version before it. */
import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { databaseName } from '../database.ts';
import { declareSchema, schemaSteps } from '../schema/index.ts';
import type { SchemaStep } from '../schema-step.ts';

/** Rows by the name of their table. */
export type TableRows = Readonly<Record<string, readonly object[]>>;

export interface Upgraded {
  /** All rows of all tables that have any. A row that is not here was lost. */
  readonly rows: TableRows;
  /** The rows that an index finds for `key`; throws if there is no such index. */
  readonly found: (table: string, index: string, key: unknown) => Promise<readonly object[]>;
}

/**
 * Writes `rows` with the version before `step`, opens the database with the version of `step` alone (later ones would change the rows
 * again), and closes it after `look`.
 */
export const upgradedBy = async (step: SchemaStep, rows: TableRows): Promise<Upgraded> => {
  const at = schemaSteps.indexOf(step);
  if (at < 0) throw new Error('this step is not in the list of schema/index.ts');
  const disk = new IDBFactory();
  await writtenBefore(disk, at, rows);
  const open = async () => {
    const database = databaseOf(disk, at + 1);
    await database.open();
    return database;
  };
  const first = await open();
  const tables = await allRows(first);
  first.close();
  return {
    rows: tables,
    found: async (table, index, key) => {
      const database = await open();
      try {
        return await database
          .table<object>(table)
          .where(index)
          .equals(key as string)
          .toArray();
      } finally {
        database.close();
      }
    },
  };
};

const databaseOf = (indexedDB: IDBFactory, version: number): Dexie => {
  const database = new Dexie(databaseName, { indexedDB, IDBKeyRange });
  declareSchema(database, schemaSteps.slice(0, version));
  return database;
};

/** Puts a database of `version` with these rows on the disk. Version 0 writes nothing. */
export const writtenBefore = async (disk: IDBFactory, version: number, rows: TableRows): Promise<void> => {
  if (version === 0) return;
  const database = databaseOf(disk, version);
  await database.open();
  for (const [table, some] of Object.entries(rows)) await database.table(table).bulkAdd([...some]);
  database.close();
};

const allRows = async (database: Dexie): Promise<TableRows> => {
  const found: Record<string, readonly object[]> = {};
  for (const table of database.tables) {
    const rows = (await table.toArray()) as readonly object[];
    if (rows.length > 0) found[table.name] = rows;
  }
  return found;
};
