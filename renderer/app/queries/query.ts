/** What a query is, and what its read is given beside the tables. */
import type { Reads, TableName } from '../../store/index.ts';
import type { Changes } from './changes.ts';
import type { HeldRows } from './held-rows.ts';

export interface Query<Answer, Names extends TableName> {
  /** Under this its requests and rows are counted. */
  readonly name: string;
  /** All that it may read; its transaction is over these. */
  readonly tables: readonly Names[];
  readonly read: (tables: Reads<Names>, reading: Reading<Names>) => PromiseLike<Answer>;
}

export interface Reading<Names extends TableName> {
  /** What changed since the last answer; null where there is none yet. For answers that are kept and only brought up to date. */
  readonly changed: Changes | null;
  /** A change of any row of this table makes the answer out of date, also where only some rows were read. */
  readonly followAll: (table: TableName) => void;
  /** The rows of these keys, read only where they are not held. */
  readonly held: <Key extends string, Value>(
    rows: HeldRows<Key, Value, Names>,
    keys: readonly Key[],
  ) => Promise<Map<Key, Value>>;
}

/** A query by its parts, so that its types are inferred. */
export const query = <Answer, const Names extends TableName>(
  name: string,
  tables: readonly Names[],
  read: Query<Answer, Names>['read'],
): Query<Answer, Names> => ({ name, tables, read });
