/**
 * SQLite, as far as the journal needs it: one interface for two implementations.
 */
export type SqlValue = string | number | null | Uint8Array;
export type SqlRow = Readonly<Record<string, SqlValue>>;

export interface SqliteStatement {
  run(...values: readonly SqlValue[]): void;
  all(...values: readonly SqlValue[]): readonly SqlRow[];
}

/** An open file. Every method throws SQLite's own error, which `reasonOf` (failures.ts) turns into a code. */
export interface SqliteFile {
  exec(sql: string): void;
  prepare(sql: string): SqliteStatement;
  close(): void;
}

export interface Sqlite {
  readonly name: 'node' | 'wasm';
  /**
   * Opens the file at `path`, or makes it. The caller is the file's owner (owner.ts): no other process has it open, and what a killed one
   * left is cleared.
   */
  open(path: string): SqliteFile;
}
