/** The keys of a virtual list's elements, by place, so that rows which change in their places keep their elements. */

/** The number of elements is rounded up to this. So elements do not change places, and only new rows are written. */
const roundedTo = 8;

/** The number of elements that a list has needed so far. It never shrinks, because a change would give every row another element. */
export const poolSize = (soFar: number, drawn: number): number =>
  Math.max(soFar, Math.ceil(drawn / roundedTo) * roundedTo);

/**
 * A key for the element of each drawn row, by the rows' indexes in ascending order. The same index has the same key as long as `pool` stays,
 * and of adjacent rows no two have the same key. A row apart from the others (the active one) gets a key of its own if its key is taken.
 */
export const slotKeys = (indexes: readonly number[], pool: number): readonly string[] => {
  const taken = new Set<string>();
  return indexes.map((index) => {
    const slot = `${index % pool}`;
    const key = taken.has(slot) ? `apart ${slot}` : slot;
    taken.add(key);
    return key;
  });
};
