/**
 * Sets of read and changed keys, in Dexie's form: ranges of keys, by table and index (`''` is the primary key, `:dels` the rows that may
 * have left an index). An answer is out of date if both sets overlap.
 */
import { mergeRanges, RangeSet, rangesOverlap, type ObservabilitySet } from 'dexie';

export type Changes = ObservabilitySet;

/** The key of the part of a set for one index of one table. */
export const partOf = (database: string, table: string, index = ''): string =>
  `idb://${database}/${table}/${index}`;

/** Whether a change in `changed` is in `seen`. */
export const touches = (seen: Changes, changed: Changes): boolean =>
  Object.entries(changed).some(([part, ranges]) => {
    const read = seen[part];
    return read !== undefined && rangesOverlap(read, ranges);
  });

/** Adds `more` to `changes`, in place. */
export const addChanges = (changes: Changes, more: Changes): void => {
  for (const [part, ranges] of Object.entries(more)) {
    const own = changes[part];
    // Dexie shares its set among all listeners, so a copy is changed.
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
