import type { Sqlite } from './sqlite.ts';
import { nodeSqlite } from './sqlite-node.ts';
import { wasmSqlite } from './sqlite-wasm.ts';

/** SQLite of Node where Node has it (without an option from 22.13 on), because it is quicker; else SQLite as WebAssembly. */
export const bestSqlite = async (): Promise<Sqlite> => nodeSqlite() ?? (await wasmSqlite());
