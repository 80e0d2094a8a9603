import { describe, expect, it } from 'vitest';
import { blockOf, type BlockReason, type RowBlock } from './row-block.ts';

const inSight = (
  startIndex: number,
  endIndex: number,
  drawn: RowBlock | null,
  reason: BlockReason = 'scrolling',
) => blockOf({ startIndex, endIndex, count: 100 }, drawn, reason);

describe('the rows that the list of messages draws', () => {
  it('are two more than those in sight at each edge, and end with the list', () => {
    expect(inSight(40, 50, null)).toEqual({ first: 38, last: 52 });
    expect(inSight(0, 10, null)).toEqual({ first: 0, last: 12 });
    expect(inSight(90, 99, null)).toEqual({ first: 88, last: 99 });
  });

  it('stay the same while they reach two rows beyond each edge', () => {
    const drawn = { first: 36, last: 52 };
    expect(inSight(38, 50, drawn)).toBe(drawn);
    expect(inSight(40, 50, drawn)).toBe(drawn);
  });

  it('come some at a time at the edge to which the list is scrolled', () => {
    expect(inSight(39, 49, { first: 38, last: 52 })).toEqual({ first: 35, last: 51 });
    expect(inSight(41, 51, { first: 38, last: 52 })).toEqual({ first: 39, last: 55 });
  });

  it('are no more than needed where the list is drawn for another reason', () => {
    expect(inSight(39, 49, { first: 38, last: 52 }, 'other')).toEqual({ first: 37, last: 51 });
  });

  it('are all others after a jump, and when the list has become shorter', () => {
    expect(inSight(10, 20, { first: 38, last: 52 })).toEqual({ first: 8, last: 22 });
    expect(blockOf({ startIndex: 2, endIndex: 9, count: 10 }, { first: 0, last: 12 }, 'other')).toEqual({
      first: 0,
      last: 9,
    });
  });

  it('leave in the same way in which they came, so that a walk up and down never shows a gap', () => {
    let drawn: RowBlock | null = null;
    let drawings = 0;
    const starts = [
      ...Array.from({ length: 60 }, (_, at) => 80 - at),
      ...Array.from({ length: 60 }, (_, at) => 21 + at),
    ];
    for (const start of starts) {
      const next: RowBlock = inSight(start, start + 9, drawn);
      if (next !== drawn) drawings += 1;
      drawn = next;
      expect(next.first).toBeLessThanOrEqual(start - 2);
      expect(next.last).toBeGreaterThanOrEqual(start + 11);
      expect(next.last - next.first).toBeLessThanOrEqual(9 + 2 * 4);
    }
    // Every third row's coming draws.
    expect(drawings).toBeLessThan(starts.length / 2);
  });
});
