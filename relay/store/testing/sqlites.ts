/** The implementations of SQLite that this Node has: every test of the store runs with each. */
import { it } from 'vitest';
import type { Sqlite } from '../sqlite.ts';
import { nodeSqlite } from '../sqlite-node.ts';
import { wasmSqlite } from '../sqlite-wasm.ts';

export interface TriedSqlite {
  readonly name: string;
  readonly sqlite: Sqlite;
}

const ofNode = nodeSqlite();

export const presentSqlites: readonly TriedSqlite[] = [
  { name: 'SQLite as WebAssembly', sqlite: await wasmSqlite() },
  ...(ofNode ? [{ name: 'SQLite of Node', sqlite: ofNode }] : []),
];

/** Says in the report of a test file which implementation could not be tried. */
export const tellWhatIsMissing = (): void => {
  it.skipIf(ofNode === null)(
    ofNode
      ? 'SQLite of Node is tried'
      : `SQLite of Node is not tried: Node ${process.versions.node} has none`,
    () => undefined,
  );
};
