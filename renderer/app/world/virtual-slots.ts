/** Elements of a virtual list that are used again: what scrolls out of sight at one end is drawn by the same element at the other. */

/** More elements than are drawn at once never change places, so that only what appears is written. */
const roundedTo = 8;

/** As many elements as a list has needed so far; never fewer again, since a change gives every row another element. */
export const poolSize = (soFar: number, drawn: number): number =>
  Math.max(soFar, Math.ceil(drawn / roundedTo) * roundedTo);

/**
 * A key for the element of each drawn row, by the rows' indexes in ascending order: the same index has the same key as long as `pool`
 * stays, and of rows that follow each other no two have one key. A row apart from the others (the active one) may meet a key that is
 * taken; it gets one of its own.
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
