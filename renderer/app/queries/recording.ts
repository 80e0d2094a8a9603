/**
 * Records the reads of one transaction, besides Dexie's own recording. Dexie finds the reader by its zone, which is lost if several readers
 * run at once and await native promises. A transaction always belongs to one reader.
 */
import {
  RangeSet,
  type DBCore,
  type DBCoreCursor,
  type DBCoreQuery,
  type DBCoreTable,
  type IndexableType,
} from 'dexie';
import type { IsthmusDatabase } from '../../store/index.ts';
import { partOf, type Changes } from './changes.ts';

/** The reads of one run of a query. */
export interface Recording {
  readonly seen: Changes;
  /** Requests of IndexedDB; each step of a cursor is one. */
  requests: number;
  /** The number of rows, or of keys if only keys were read. */
  rows: number;
}

export type Recorder = (transaction: IDBTransaction) => Recording;

/**
 * Records the reads of `database` from now on; call it before the database opens. Returns the function that starts the recording of a
 * transaction.
 */
export const recordReads = (database: IsthmusDatabase): Recorder => {
  const recordings = new WeakMap<object, Recording>();
  database.use({
    stack: 'dbcore',
    name: 'recorded-reads',
    // Below the virtual indexes (level 1), which turn the start of a compound index into a range of the whole index.
    level: 0.5,
    create: (core) => ({
      ...core,
      table: (name) =>
        recordedTable(core, database.name, core.table(name), (transaction) => recordings.get(transaction)),
    }),
  });
  return (transaction) => {
    const recording: Recording = { seen: {}, requests: 0, rows: 0 };
    recordings.set(transaction, recording);
    return recording;
  };
};

const recordedTable = (
  core: DBCore,
  database: string,
  table: DBCoreTable,
  recordingOf: (transaction: object) => Recording | undefined,
): DBCoreTable => {
  const { primaryKey } = table.schema;
  const sets = new WeakMap<Recording, Map<string, RangeSet>>();
  const see = (recording: Recording, index: string): RangeSet => {
    const own = sets.get(recording) ?? new Map<string, RangeSet>();
    sets.set(recording, own);
    const ranges = own.get(index) ?? new RangeSet();
    own.set(index, ranges);
    recording.seen[partOf(database, table.name, index)] = ranges;
    return ranges;
  };
  const seeRange = (recording: Recording, { index, range }: DBCoreQuery): void =>
    void see(recording, index.isPrimaryKey ? '' : (index.name ?? '')).add({
      from: (range.lower ?? core.MIN_KEY) as IndexableType,
      to: (range.upper ?? core.MAX_KEY) as IndexableType,
    });
  const counted = (recording: Recording, requests: number, rows: number): void => {
    recording.requests += requests;
    recording.rows += rows;
  };
  return {
    ...table,
    get: (request) => {
      const recording = recordingOf(request.trans);
      if (!recording) return table.get(request);
      see(recording, '').addKey(request.key as IndexableType);
      return table.get(request).then((row: unknown) => {
        counted(recording, 1, row === undefined ? 0 : 1);
        return row;
      });
    },
    getMany: (request) => {
      const recording = recordingOf(request.trans);
      if (!recording) return table.getMany(request);
      see(recording, '').addKeys(request.keys as IndexableType[]);
      return table.getMany(request).then((rows: unknown[]) => {
        counted(recording, request.keys.length, rows.filter((row) => row !== undefined).length);
        return rows;
      });
    },
    count: (request) => {
      const recording = recordingOf(request.trans);
      if (!recording) return table.count(request);
      seeRange(recording, request.query);
      see(recording, ':dels').add({ from: core.MIN_KEY as IndexableType, to: core.MAX_KEY as IndexableType });
      return table.count(request).then((count) => {
        counted(recording, 1, 0);
        return count;
      });
    },
    query: (request) => {
      const recording = recordingOf(request.trans);
      if (!recording) return table.query(request);
      seeRange(recording, request.query);
      return table.query(request).then((response) => {
        const rows = response.result as unknown[];
        counted(recording, 1, rows.length);
        if (request.query.index.isPrimaryKey) return response;
        // A row may change without changing its place in the index, and leave the index without a report of its old place.
        const keys = (
          request.values ? rows.map((row) => primaryKey.extractKey?.(row) as unknown) : rows
        ) as IndexableType[];
        see(recording, request.values ? '' : ':dels').addKeys(keys);
        return response;
      });
    },
    openCursor: (request) => {
      const recording = recordingOf(request.trans);
      if (!recording) return table.openCursor(request);
      seeRange(recording, request.query);
      return table.openCursor(request).then((cursor) => {
        counted(recording, 1, 0);
        return cursor && recordedCursor(cursor, recording, see(recording, request.values ? '' : ':dels'));
      });
    },
  };
};

/** Counts each step, and records the keys that it reached. */
const recordedCursor = (cursor: DBCoreCursor, recording: Recording, seen: RangeSet): DBCoreCursor =>
  Object.create(cursor, {
    // The getters of a browser's cursor work on the cursor itself only, not on an object derived from it.
    key: { get: () => cursor.key as unknown },
    primaryKey: { get: () => cursor.primaryKey as unknown },
    value: { get: () => cursor.value as unknown },
    start: {
      value: (onNext: () => void) =>
        cursor.start(() => {
          recording.requests += 1;
          recording.rows += 1;
          seen.addKey(cursor.primaryKey as IndexableType);
          onNext();
        }),
    },
  }) as DBCoreCursor;
