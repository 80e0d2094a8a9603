import type { Transaction } from 'dexie';

/** One step of the schema: from the version before it to its own. Its place in the list of `schema/index.ts` is its version. */
export interface SchemaStep {
  /** Tables that are new or whose indexes change, in Dexie's syntax: table to key and indexes; null removes a table. */
  readonly stores: Readonly<Record<string, string | null>>;
  /**
   * Changes the rows of the version before into rows of this one. It sees rows as every older version wrote them, also damaged ones. If it
   * throws, the database can never be opened again.
   */
  readonly upgrade?: (transaction: Transaction) => PromiseLike<unknown>;
}
