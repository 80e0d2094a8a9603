import { describe, expect, it } from 'vitest';
import type { ConversationId, MessageId } from '../../model/index.ts';
import { largeMessage } from '../../../test/support/large-mirror.ts';
import type { TimelineItem } from '../timeline/items.ts';
import { blockOf, type BlockReason, DrawnBlock, movedBlock, type RowBlock } from './row-block.ts';

const inSight = (
  startIndex: number,
  endIndex: number,
  drawn: RowBlock | null,
  reason: BlockReason = 'scrolling',
) => blockOf({ startIndex, endIndex, count: 100 }, drawn, reason);

const itemsOf = (...ids: readonly string[]): readonly TimelineItem[] =>
  ids.map((id, at) => ({
    message: {
      ...largeMessage('m-aaaaaaaaaaaa/channel-2' as ConversationId, at, at * 60_000),
      id: id as MessageId,
    },
    ...{ startsDay: false, startsUnread: false, startsGroup: true },
  }));
const named = (count: number, prefix = ''): string[] =>
  Array.from({ length: count }, (_, at) => `${prefix}${at}`);

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
    expect(inSight(39, 49, { first: 38, last: 52 })).toEqual({ first: 33, last: 52 });
    expect(inSight(41, 51, { first: 38, last: 52 })).toEqual({ first: 38, last: 57 });
  });

  it('come no more than needed where the list is drawn for another reason', () => {
    expect(inSight(39, 49, { first: 38, last: 52 }, 'other')).toEqual({ first: 37, last: 52 });
    expect(inSight(41, 51, { first: 38, last: 52 }, 'other')).toEqual({ first: 38, last: 53 });
    // The window has grown at both edges.
    expect(inSight(30, 60, { first: 38, last: 52 })).toEqual({ first: 28, last: 62 });
  });

  it('are all others after a jump, and when the list has become shorter', () => {
    expect(inSight(10, 20, { first: 38, last: 52 })).toEqual({ first: 8, last: 22 });
    expect(blockOf({ startIndex: 2, endIndex: 9, count: 10 }, { first: 0, last: 12 }, 'other')).toEqual({
      first: 0,
      last: 9,
    });
  });

  it('stay up to sixty, and leave at the other edge then, but never those near the window', () => {
    expect(inSight(20, 30, { first: 21, last: 80 })).toEqual({ first: 14, last: 73 });
    expect(inSight(70, 80, { first: 22, last: 81 })).toEqual({ first: 27, last: 86 });
    expect(inSight(10, 80, { first: 11, last: 85 })).toEqual({ first: 4, last: 82 });
  });

  it('come once, so that a walk up and down never shows a gap, and draws nothing on its way back', () => {
    let drawn: RowBlock | null = null;
    let drawings = 0;
    const walk = (starts: readonly number[]): number => {
      const before = drawings;
      for (const start of starts) {
        const next: RowBlock = inSight(start, start + 9, drawn);
        if (next !== drawn) drawings += 1;
        drawn = next;
        expect(next.first).toBeLessThanOrEqual(start - 2);
        expect(next.last).toBeGreaterThanOrEqual(start + 11);
        expect(next.last - next.first).toBeLessThan(60);
      }
      return drawings - before;
    };
    // Every fifth row's coming draws.
    expect(walk(Array.from({ length: 41 }, (_, at) => 80 - at))).toBe(9);
    expect(walk(Array.from({ length: 41 }, (_, at) => 40 + at))).toBe(0);
  });
});

describe('the drawn rows of a list that changes', () => {
  const before = itemsOf(...named(20));
  const drawn = { first: 5, last: 15 };

  it('stay where messages come after them or are replaced between them', () => {
    expect(movedBlock(drawn, before, itemsOf(...named(20), 'newest'))).toEqual(drawn);
    expect(movedBlock(drawn, before, itemsOf(...named(10), 'other', ...named(20).slice(11)))).toEqual(drawn);
  });

  it('move with their messages when older ones come above them', () => {
    expect(movedBlock(drawn, before, itemsOf(...named(50, 'older'), ...named(20)))).toEqual({
      first: 55,
      last: 65,
    });
  });

  it('follow the last where the first has left, and are none where both have', () => {
    expect(movedBlock(drawn, before, itemsOf('a', 'b', ...named(20).slice(6)))).toEqual({
      first: 1,
      last: 11,
    });
    expect(movedBlock(drawn, before, itemsOf(...named(20, 'other')))).toBeNull();
  });

  it('stay within the list', () => {
    expect(movedBlock(drawn, before, itemsOf(...named(20).slice(3, 12)))).toEqual({ first: 2, last: 8 });
  });

  it('are those of the messages that were drawn, when the list is asked again', () => {
    const block = new DrawnBlock();
    const range = { startIndex: 6, endIndex: 12, overscan: 0, count: 20 };
    expect(block.rowsOf(before)(range)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
    const later = itemsOf(...named(3, 'older'), ...named(20));
    expect(block.rowsOf(later)({ ...range, startIndex: 10, endIndex: 15, count: 23 })).toEqual([
      7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17,
    ]);
  });
});
