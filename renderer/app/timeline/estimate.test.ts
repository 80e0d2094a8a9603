import { describe, expect, it } from 'vitest';
import type { ConversationId } from '../../model/index.ts';
import { largeMessage } from '../../../test/support/large-mirror.ts';
import { estimateEnd, estimateHeight } from './estimate.ts';
import type { TimelineItem } from './items.ts';

const item = (at: number): TimelineItem => ({
  message: largeMessage('m-aaaaaaaaaaaa/channel-2' as ConversationId, at, at * 60_000),
  startsDay: at === 0,
  startsUnread: false,
  startsGroup: at % 2 === 0,
});

describe('the estimated scroll position at the end of a list', () => {
  const items = Array.from({ length: 40 }, (_, at) => item(at));

  it('is the height above the visible rows', () => {
    const above = estimateEnd(items, 700);
    let seen = 0;
    let first = items.length;
    while (first > 0 && seen < 700) seen += estimateHeight(items[(first -= 1)] ?? item(0));
    const before = items.slice(0, first).reduce((sum, one) => sum + estimateHeight(one), 0);
    expect(above).toBeGreaterThanOrEqual(before);
    expect(above).toBeLessThan(before + estimateHeight(items[first] ?? item(0)));
  });

  it('is the beginning if all rows are visible', () => {
    expect(estimateEnd(items.slice(0, 3), 700)).toBe(0);
  });
});
