/** The relay's store: an IndexedDB that lasts, for the database of `renderer/store`, in one SQLite file. */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { IDBKeyRange } from 'fake-indexeddb';
import { bestSqlite } from './best-sqlite.ts';
import { reasonOf, type StoreFailure } from './failures.ts';
import { Journal } from './journal.ts';
import { JournaledFactory } from './journaled-factory.ts';
import { own } from './owner.ts';
import { cloneQuickly } from './quick-clone.ts';
import type { Sqlite, SqliteFile } from './sqlite.ts';

export type { StoreFailure } from './failures.ts';

export interface JournaledStoreOptions {
  /** The file. Its folder is made if it is missing. */
  readonly path: string;
  /** Default: the best that this Node has. */
  readonly sqlite?: Sqlite;
  /** A transaction could not be written; it has aborted, and the next one is tried. `error` is for the log. Told of each. */
  readonly onWriteFailed: (reason: StoreFailure, error: unknown) => void;
}

/** For Dexie's options. */
export interface JournaledStore {
  readonly indexedDB: IDBFactory;
  readonly IDBKeyRange: typeof globalThis.IDBKeyRange;
  /** Why the last transaction could not be written; null if it was. */
  readonly failure: () => StoreFailure | null;
  /** To be called after the databases are closed: waits for what is under way, and gives the file up. */
  readonly close: () => Promise<void>;
}

export type OpenedStore =
  | { readonly kind: 'open'; readonly store: JournaledStore }
  /** `error` is for the log. The file is as it was. */
  | { readonly kind: 'refused'; readonly reason: StoreFailure; readonly error: unknown };

/** Opens the store; never throws. What an earlier process had written is there again, even if it was killed. */
export const openJournaledStore = async (options: JournaledStoreOptions): Promise<OpenedStore> => {
  const undo: (() => void | Promise<void>)[] = [];
  try {
    return { kind: 'open', store: await openStore(options, undo) };
  } catch (error) {
    // Harmless: the caller gets the error.
    for (const step of undo.reverse()) await step();
    return { kind: 'refused', reason: reasonOf(error, options.path), error };
  }
};

const openStore = async (
  { path, sqlite: given, onWriteFailed }: JournaledStoreOptions,
  undo: (() => void | Promise<void>)[],
): Promise<JournaledStore> => {
  cloneQuickly();
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const release = await own(path);
  undo.push(release);
  for (const name of [path, `${path}-wal`]) makeForUsAlone(name);
  const sqlite = given ?? (await bestSqlite());
  const file = sqlite.open(path);
  undo.push(() => close(file));
  const journal = new Journal(file);
  let failure: StoreFailure | null = null;
  const factory = await JournaledFactory.load(journal, {
    refused: (error) => {
      const reason = reasonOf(error, path);
      onWriteFailed(reason, error);
      failure = reason;
      return reason === 'disk-full' ? 'QuotaExceededError' : 'UnknownError';
    },
    kept: () => {
      failure = null;
    },
  });
  return {
    indexedDB: factory.indexedDB,
    IDBKeyRange,
    failure: () => failure,
    close: async () => {
      await factory.settled();
      try {
        journal.close();
      } finally {
        await release();
      }
    },
  };
};

/** Makes a file that only this user may read, unless it is there: SQLite alone would let others read what people wrote. */
const makeForUsAlone = (path: string): void => closeSync(openSync(path, 'a', 0o600));

const close = (file: SqliteFile): void => {
  try {
    file.close();
  } catch {
    // Harmless: why the file could not be used is said already.
  }
};
