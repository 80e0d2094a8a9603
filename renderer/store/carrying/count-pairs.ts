/** Counts rows by an index of two texts, without reading a row. */
import type { Table } from 'dexie';

/** Not every row of the index need have both: other keys are left out. */
const isPair = (key: unknown): key is [string, string] => Array.isArray(key) && key.length === 2;

/** How many rows there are for each second part, by the first part. One request for each pair, and one for the pairs. */
export const countPairs = async <Second extends string>(
  table: Pick<Table, 'orderBy' | 'where'>,
  index: string,
): Promise<ReadonlyMap<string, ReadonlyMap<Second, number>>> => {
  const keys: readonly unknown[] = await table.orderBy(index).uniqueKeys();
  const pairs = keys.filter(isPair);
  const counts = await Promise.all(pairs.map((pair) => table.where(index).equals(pair).count()));
  const found = new Map<string, Map<Second, number>>();
  pairs.forEach(([first, second], at) => {
    const held = found.get(first) ?? new Map<Second, number>();
    // The second part is a name of the rows' own type.
    found.set(first, held.set(second as Second, counts[at] ?? 0));
  });
  return found;
};
