import { describe, expect, it } from 'vitest';
import { filledRange, poolSize, slotsOf } from './virtual-slots.ts';

const from = (start: number, count: number): number[] => Array.from({ length: count }, (_, at) => start + at);
const keysOf = (indexes: readonly number[], pool: number): string[] =>
  slotsOf(indexes, pool).map(({ key }) => key);
/** The key of each row's element. */
const keyByIndex = (indexes: readonly number[], pool: number): Map<number | undefined, string> =>
  new Map(slotsOf(indexes, pool).map(({ key, at }) => [indexes[at], key]));

describe('the elements of a virtual list', () => {
  it('are as many as the most rows that were drawn at once, in steps', () => {
    expect(poolSize(0, 27)).toBe(32);
    expect(poolSize(32, 12)).toBe(32);
    expect(poolSize(32, 33)).toBe(40);
  });

  it('stay with their rows while the list scrolls, and a row that comes gets the element of one that left', () => {
    const before = keyByIndex(from(5, 32), 32);
    const after = keyByIndex(from(7, 32), 32);
    for (const index of from(7, 30)) expect(after.get(index)).toBe(before.get(index));
    expect([after.get(37), after.get(38)]).toEqual([before.get(5), before.get(6)]);
  });

  it('are the same in the same order wherever the list is scrolled, so that none is made, removed or moved', () => {
    const order = keysOf(from(0, 32), 32);
    for (const start of from(1, 100)) expect(keysOf(from(start, 32), 32)).toEqual(order);
  });

  it('are never two for one key, also with a separate row, whose element is the last', () => {
    for (const apart of from(0, 100)) {
      const indexes = [...new Set([...from(40, 32), apart])].sort((a, b) => a - b);
      const keys = keysOf(indexes, 32);
      expect(new Set(keys).size).toBe(indexes.length);
      expect(keys.slice(0, 32)).toEqual(keysOf(from(0, 32), 32));
    }
  });
});

describe('the rows that a list draws', () => {
  it('are those that it needs at its top', () => {
    expect(filledRange(from(0, 17), 24, 100)).toEqual(from(0, 17));
    expect(filledRange([], 24, 0)).toEqual([]);
  });

  it('are as many as it has elements where it is scrolled, also at its end', () => {
    expect(filledRange(from(3, 21), 24, 100)).toEqual(from(3, 24));
    expect(filledRange(from(79, 21), 24, 100)).toEqual(from(76, 24));
  });

  it('are all rows of a list with fewer rows than elements', () => {
    expect(filledRange(from(2, 18), 24, 20)).toEqual(from(0, 20));
  });

  it('are more than the elements so far if it needs more', () => {
    expect(filledRange(from(3, 30), 24, 100)).toEqual(from(3, 30));
  });
});
