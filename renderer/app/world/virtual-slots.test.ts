import { describe, expect, it } from 'vitest';
import { poolSize, slotKeys } from './virtual-slots.ts';

const from = (start: number, count: number): number[] => Array.from({ length: count }, (_, at) => start + at);

describe('the elements of a virtual list', () => {
  it('are as many as the most rows that were drawn at once, in steps', () => {
    expect(poolSize(0, 27)).toBe(32);
    expect(poolSize(32, 12)).toBe(32);
    expect(poolSize(32, 33)).toBe(40);
  });
  it('stay with their rows while the list scrolls, and new rows get free elements', () => {
    const before = new Map(from(5, 27).map((index, at) => [index, slotKeys(from(5, 27), 32)[at]]));
    const after = new Map(from(7, 27).map((index, at) => [index, slotKeys(from(7, 27), 32)[at]]));
    for (const index of from(7, 25)) expect(after.get(index)).toBe(before.get(index));
    expect(new Set(after.values()).size).toBe(27);
    const free = new Set(
      from(0, 32)
        .map(String)
        .filter((slot) => ![...before.values()].includes(slot)),
    );
    for (const index of [32, 33]) expect(free).toContain(after.get(index));
  });
  it('are never two for one key, also with a separate row', () => {
    for (const apart of from(0, 100)) {
      const indexes = [...new Set([...from(40, 30), apart])].sort((a, b) => a - b);
      const keys = slotKeys(indexes, 32);
      expect(new Set(keys).size).toBe(indexes.length);
    }
  });
});
