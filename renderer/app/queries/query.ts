/** The parts of a query, and the tools that its read gets besides the tables. */
import type { Reads, TableName } from '../../store/index.ts';
import type { Changes } from './changes.ts';
import type { HeldRows } from './held-rows.ts';

export interface Query<Answer, Names extends TableName> {
  /** The name under which its requests and rows are counted. */
  readonly name: string;
  /** The tables that it may read. Its transaction covers these. */
  readonly tables: readonly Names[];
  readonly read: (tables: Reads<Names>, reading: Reading<Names>) => PromiseLike<Answer>;
}

export interface Reading<Names extends TableName> {
  /** The changes since the last answer; null without one. For answers that are kept and updated. */
  readonly changed: Changes | null;
  /** Makes a change of any row of this table count, even if only some rows were read. */
  readonly followAll: (table: TableName) => void;
  /** The rows of these keys. Only rows that are not held are read. */
  readonly held: <Key extends string, Value>(
    rows: HeldRows<Key, Value, Names>,
    keys: readonly Key[],
  ) => Promise<Map<Key, Value>>;
}

/** Builds a query from its parts, so that its types are inferred. */
export const query = <Answer, const Names extends TableName>(
  name: string,
  tables: readonly Names[],
  read: Query<Answer, Names>['read'],
): Query<Answer, Names> => ({ name, tables, read });
