import { describe, expect, it } from 'vitest';
import { sameMap, sameRows } from './same.ts';

describe('the identity of objects', () => {
  it('is kept for rows with equal content', () => {
    const before = [
      { id: 'a', n: 1 },
      { id: 'b', n: 1 },
    ];
    expect(
      sameRows(before, [
        { id: 'a', n: 1 },
        { id: 'b', n: 1 },
      ]),
    ).toBe(before);
    const after = sameRows(before, [
      { id: 'a', n: 1 },
      { id: 'b', n: 2 },
    ]);
    expect(after[0]).toBe(before[0]);
    expect(after[1]).toEqual({ id: 'b', n: 2 });
  });
  it('is kept for maps with equal content', () => {
    const before = new Map([['a', { n: 1 }]]);
    expect(sameMap(before, new Map([['a', { n: 1 }]]))).toBe(before);
    expect(sameMap(before, new Map([['a', { n: 2 }]]))).not.toBe(before);
    expect(sameMap(before, new Map([['b', { n: 1 }]]))).not.toBe(before);
  });
});
