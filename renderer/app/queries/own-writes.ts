/** Distinguishes the writes of this page from those of other pages: the user waits for the result of their own act. */
import type { DBCoreTable } from 'dexie';
import type { IsthmusDatabase } from '../../store/index.ts';

/**
 * Watches what this page writes into `database` from now on; call it before the database opens. Returns the function that says whether a
 * change that is told just now is, or may be, one of its own.
 */
export const watchOwnWrites = (database: IsthmusDatabase): (() => boolean) => {
  /** Transactions that have written, until their changes were told. */
  const writing = new Set<EventTarget>();
  const note = (transaction: EventTarget): void => {
    if (writing.has(transaction)) return;
    writing.add(transaction);
    // Dexie tells the changes while the transaction ends.
    const end = (): void => queueMicrotask(() => writing.delete(transaction));
    transaction.addEventListener('complete', end);
    transaction.addEventListener('abort', end);
  };
  database.use({
    stack: 'dbcore',
    name: 'own-writes',
    // Nearest to the database, where each request has its transaction of IndexedDB.
    level: 0.25,
    create: (core) => ({ ...core, table: (name) => watched(core.table(name), note) }),
  });
  return () => writing.size > 0;
};

const watched = (table: DBCoreTable, note: (transaction: EventTarget) => void): DBCoreTable => ({
  ...table,
  mutate: (request) => {
    note(request.trans as IDBTransaction);
    return table.mutate(request);
  },
});
