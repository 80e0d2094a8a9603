/**
 * What a page reads of IndexedDB, counted in the browser itself: below Dexie and below the page's own counters, so that nothing is
 * overlooked by either.
 */

export interface PageReads {
  /** Requests that read; each step of a cursor is one. */
  readonly requests: number;
  /** Rows or keys that came back. */
  readonly rows: number;
  /** Requests by object store. */
  readonly byTable: Readonly<Record<string, number>>;
}

/** The page's global while `countPageReads` is in it. */
export interface CountingPage {
  readonly pageReads: {
    readonly now: () => PageReads;
    readonly begin: () => void;
    /** What was read since `begin`, once nothing has been read for three times as long as the page lets a change wait. */
    readonly settled: () => Promise<PageReads>;
  };
}

/** Runs in the page before its own code: only plain JavaScript of its own. */
export const countPageReads = (): void => {
  let requests = 0;
  let rows = 0;
  let byTable: Record<string, number> = {};
  let last = 0;
  const tableOf = (source: unknown): string => {
    if (source instanceof IDBIndex) return source.objectStore.name;
    return source instanceof IDBObjectStore ? source.name : '';
  };
  const counted = (source: unknown): void => {
    requests += 1;
    last = performance.now();
    byTable[tableOf(source)] = (byTable[tableOf(source)] ?? 0) + 1;
  };
  const rowsIn = (result: unknown): number =>
    Array.isArray(result) ? result.length : result === undefined || result === null ? 0 : 1;
  type Method = (this: unknown, ...args: unknown[]) => unknown;
  const wrap = (prototype: object, name: string, asks: (source: unknown, answer: unknown) => void): void => {
    const own = (prototype as Record<string, Method | undefined>)[name];
    if (own === undefined) return;
    Object.assign(prototype, {
      [name](this: unknown, ...args: unknown[]) {
        const answer = own.apply(this, args);
        asks(this, answer);
        return answer;
      },
    });
  };
  for (const { prototype } of [IDBObjectStore, IDBIndex])
    for (const name of [
      ...['get', 'getKey', 'getAll', 'getAllKeys', 'getAllRecords'],
      ...['count', 'openCursor', 'openKeyCursor'],
    ])
      wrap(prototype, name, (source, request) => {
        counted(source);
        if (name === 'count') return;
        (request as IDBRequest<unknown>).addEventListener('success', (event) => {
          rows += rowsIn((event.target as IDBRequest<unknown>).result);
          last = performance.now();
        });
      });
  for (const name of ['continue', 'advance', 'continuePrimaryKey'])
    wrap(IDBCursor.prototype, name, (cursor) => counted((cursor as IDBCursor).source));
  const now = (): PageReads => ({ requests, rows, byTable: { ...byTable } });
  const quiet = 750;
  const pageReads: CountingPage['pageReads'] = {
    now,
    begin: () => {
      requests = 0;
      rows = 0;
      byTable = {};
      last = performance.now();
    },
    settled: async () => {
      while (performance.now() - last < quiet) await new Promise((resolve) => setTimeout(resolve, 50));
      return now();
    },
  };
  Object.assign(globalThis, { pageReads });
};
