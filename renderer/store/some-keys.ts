/** Rows of several keys of one index. */
import type { Collection, IndexableType, WhereClause } from 'dexie';

/**
 * The rows of these keys; one that has several of them comes several times. One key's rows come in one request; of several keys most have
 * none, and a cursor skips those.
 */
export const ofKeys = <Row, PrimaryKey, Inserted>(
  where: WhereClause<Row, PrimaryKey, Inserted>,
  keys: readonly IndexableType[],
): Collection<Row, PrimaryKey, Inserted> => {
  const [only] = keys;
  return only !== undefined && keys.length === 1 ? where.equals(only) : where.anyOf([...keys]);
};
