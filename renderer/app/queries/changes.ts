/**
 * What was read and what changed, both as Dexie tells it: ranges of keys, by table and index (`''` is the primary key, `:dels` what may
 * have left an index). An answer is out of date when both overlap.
 */
import { mergeRanges, RangeSet, rangesOverlap, type ObservabilitySet } from 'dexie';

export type Changes = ObservabilitySet;

/** The part of a set that is about one index of one table. */
export const partOf = (database: string, table: string, index = ''): string =>
  `idb://${database}/${table}/${index}`;

/** Whether something of `changed` is in `seen`. */
export const touches = (seen: Changes, changed: Changes): boolean =>
  Object.entries(changed).some(([part, ranges]) => {
    const read = seen[part];
    return read !== undefined && rangesOverlap(read, ranges);
  });

/** Adds `more` to `changes`, in place. */
export const addChanges = (changes: Changes, more: Changes): void => {
  for (const [part, ranges] of Object.entries(more)) {
    const own = changes[part];
    // A set of its own: what Dexie told is shared by all who hear of it.
    if (own) mergeRanges(own, ranges);
    else changes[part] = RangeSet(ranges);
  }
};

/** Keys of a table that changed: single ones, and ranges from one to another (both included). */
export interface ChangedKeys<Key extends string> {
  readonly keys: readonly Key[];
  readonly ranges: readonly (readonly [from: Key, to: Key])[];
}

/** Which rows of a table with text keys changed. */
export const changedKeys = <Key extends string>(
  changes: Changes,
  database: string,
  table: string,
): ChangedKeys<Key> => {
  const keys: Key[] = [];
  const ranges: [Key, Key][] = [];
  const tree = changes[partOf(database, table)];
  if (tree)
    for (const { from, to } of RangeSet(tree)) {
      if (typeof from === 'string' && from === to) keys.push(from as Key);
      else ranges.push([from as Key, to as Key]);
    }
  return { keys, ranges };
};
