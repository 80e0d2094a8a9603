/**
 * Writes down what the requests of one transaction read, beside Dexie's own way. Dexie finds the reader by its zone, which is lost where
 * several run at once and await native promises; a transaction belongs to one reader, however it awaits.
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

/** What one run of a query has read. */
export interface Recording {
  readonly seen: Changes;
  /** Requests of IndexedDB; each step of a cursor is one. */
  requests: number;
  /** Rows, or keys where only keys were asked for. */
  rows: number;
}

export type Recorder = (transaction: IDBTransaction) => Recording;

/** Looks at the reads of `database` from now on (before it opens); returns what begins the recording of a transaction. */
export const recordReads = (database: IsthmusDatabase): Recorder => {
  const recordings = new WeakMap<object, Recording>();
  database.use({
    stack: 'dbcore',
    name: 'recorded-reads',
    // Below the virtual indexes (1), which turn the start of a compound index into a range of the whole one.
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
        // A row may change without its place in the index, and leave it without a word of where it was.
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

/** Each step counts, and where it came to is seen. */
const recordedCursor = (cursor: DBCoreCursor, recording: Recording, seen: RangeSet): DBCoreCursor =>
  Object.create(cursor, {
    // A cursor of the browser answers only for itself, and not for what is made of it.
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
