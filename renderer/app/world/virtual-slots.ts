/**
 * The elements of a virtual list, which are used again: a row that comes gets the element of a row that has left. So a turn of the wheel makes no
 * elements, and moves none in the document: their order there is not the order of the rows.
 */

/** The number of elements is rounded up to this, because each change of the number gives every row another element. */
const roundedTo = 8;

/** The number of elements that a list has needed so far. It never shrinks. */
export const poolSize = (soFar: number, drawn: number): number =>
  Math.max(soFar, Math.ceil(drawn / roundedTo) * roundedTo);

/**
 * The rows that a list with `pool` elements draws, of `count` rows. `drawn` are those that it needs, in ascending order without gaps. A list that is
 * scrolled uses all its elements, because each that it does not use would be removed, and made again for the next row. At its top
 * it draws only what it needs: the results of a filter are there.
 */
export const filledRange = (drawn: readonly number[], pool: number, count: number): readonly number[] => {
  const first = drawn[0] ?? 0;
  if (first === 0) return drawn;
  const length = Math.min(count, Math.max(pool, drawn.length));
  const from = Math.min(first, count - length);
  return Array.from({ length }, (_, at) => from + at);
};

/** An element of the list: its key, and the place of its row among the drawn ones. */
export interface Slot {
  readonly key: string;
  readonly at: number;
}

/**
 * The elements for drawn rows, by the rows' indexes in ascending order. They are always in the same order. The same index has the same element as
 * long as `pool` stays, and of `pool` adjacent rows no two have the same. A row apart from the others (the active one) gets an element of its
 * own if its element is taken.
 */
export const slotsOf = (indexes: readonly number[], pool: number): readonly Slot[] => {
  const taken = new Set<number>();
  const slots = indexes.map((index, at) => {
    const place = index % pool;
    const isApart = taken.has(place);
    taken.add(place);
    return { key: isApart ? `apart ${place}` : `${place}`, at, order: isApart ? pool + place : place };
  });
  return slots.sort((one, other) => one.order - other.order);
};
