/** Reads the rows of several keys of one index. */
import type { Collection, IndexableType, WhereClause } from 'dexie';

/**
 * The rows that have one of these keys. A row with several of them comes several times. For one key one request is made. For several keys a
 * cursor is used, because most keys have no row, and the cursor skips them.
 */
export const ofKeys = <Row, PrimaryKey, Inserted>(
  where: WhereClause<Row, PrimaryKey, Inserted>,
  keys: readonly IndexableType[],
): Collection<Row, PrimaryKey, Inserted> => {
  const [only] = keys;
  return only !== undefined && keys.length === 1 ? where.equals(only) : where.anyOf([...keys]);
};
