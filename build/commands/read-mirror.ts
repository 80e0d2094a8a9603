/** Reads a mirror from a running page, directly from IndexedDB, without the app's own code. */
import type { Page } from 'playwright';
import type { MirrorRows } from './mirror-truth.ts';

const tables = ['accounts', 'teams', 'conversations', 'members', 'messages'] as const;
const chunk = 2_000;

/** All rows that a comparison needs. `page` is any page of the app's origin. */
export const readMirror = async (page: Page): Promise<MirrorRows> => {
  const rows: Record<string, unknown[]> = {};
  for (const table of tables) {
    const all: unknown[] = [];
    let after: string | null = null;
    for (;;) {
      const part: Chunk = await page.evaluate(readChunk, {
        table,
        after,
        chunk,
      });
      all.push(...part.rows);
      if (part.last === null) break;
      after = part.last;
    }
    rows[table] = all;
  }
  return rows as unknown as MirrorRows;
};

interface Chunk {
  readonly rows: unknown[];
  /** The last key if there may be more rows. All of these tables have text keys. */
  readonly last: string | null;
}

/** Runs in the page. */
const readChunk = async ({ table, after, chunk }: { table: string; after: string | null; chunk: number }) => {
  const settled = <Value>(request: IDBRequest<Value>): Promise<Value> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('IndexedDB refused'));
    });
  const opening = indexedDB.open('isthmus');
  // Opening a missing database would create it, which this reader must not do.
  opening.onupgradeneeded = () => opening.transaction?.abort();
  const database = await settled(opening).catch(() => null);
  if (database === null) return { rows: [], last: null };
  try {
    const store = database.transaction(table, 'readonly').objectStore(table);
    const range = after === null ? null : IDBKeyRange.lowerBound(after, true);
    const [rows, keys] = await Promise.all([
      settled(store.getAll(range, chunk)),
      settled(store.getAllKeys(range, chunk)),
    ]);
    return { rows: rows as unknown[], last: rows.length === chunk ? (keys.at(-1) as string) : null };
  } finally {
    database.close();
  }
};

/** The number of messages whose counterpart this Isthmus knows. */
export const countCounterparts = async (page: Page): Promise<number> =>
  (await page.evaluate(readChunk, { table: 'counterparts', after: null, chunk })).rows.length;

/** Only the rows of accounts, which are few enough to read every second. */
export const readAccountRows = async (page: Page): Promise<MirrorRows['accounts']> => {
  const part = await page.evaluate(readChunk, { table: 'accounts', after: null, chunk });
  return part.rows as MirrorRows['accounts'];
};
