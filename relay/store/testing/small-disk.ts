/** A disk that is full when a test says so. */
import type { Sqlite, SqliteFile } from '../sqlite.ts';

export interface SmallDisk {
  readonly sqlite: Sqlite;
  /** From now on the open file has room for so many pages of 4 KiB; small writes may find room in these. `null`: there is room again. */
  readonly room: (pages: number | null) => void;
  /** From now on nothing at all can be written, in the open file and in those that are opened later; or it can again. */
  readonly full: (isFull: boolean) => void;
}

/** SQLite on a small disk: it refuses what a full one refuses, in SQLite's own words. */
export const smallDisk = (sqlite: Sqlite): SmallDisk => {
  const files: SqliteFile[] = [];
  let isFull = false;
  return {
    sqlite: {
      name: sqlite.name,
      open: (path) => {
        const file = sqlite.open(path);
        files.push(file);
        return {
          exec: (sql) => {
            // What a transaction wrote goes to the log on the disk when it is committed.
            if (isFull && sql === 'COMMIT') throw new Error('database or disk is full');
            file.exec(sql);
          },
          prepare: (sql) => file.prepare(sql),
          close: () => file.close(),
        };
      },
    },
    room: (pages) => files.at(-1)?.exec(`PRAGMA max_page_count = ${pages ?? 1_000_000}`),
    full: (on) => {
      isFull = on;
    },
  };
};
