import { describe, expect, it } from 'vitest';
import { message } from '../../../test/support/rows.ts';
import type { MessageId } from '../../model/index.ts';
import type { TimelineItem } from '../timeline/items.ts';
import { keepsSight, keptEstimate } from './row-heights.ts';

const itemOf = (id: string): TimelineItem => ({
  message: message(id),
  ...{ startsDay: false, startsUnread: false, startsGroup: false },
});

describe('an estimate', () => {
  it('stays as it was first, whatever becomes of the message', () => {
    const kept = new Map<MessageId, number>();
    expect(keptEstimate(kept, () => 54)(itemOf('one'))).toBe(54);
    expect(keptEstimate(kept, () => 84)(itemOf('one'))).toBe(54);
    expect(keptEstimate(kept, () => 84)(itemOf('other'))).toBe(84);
  });
});

describe('a row that grows moves the list', () => {
  const list = { scrollOffset: 500, itemSizeCache: new Map<string | number | bigint, number>([['old', 60]]) };
  const moves = (key: string, start: number, size: number): boolean =>
    keepsSight({ key, start, size }, 30, list);

  it('when it is above the window', () => {
    expect(moves('old', 440, 60)).toBe(true);
  });
  it('not when it is in the window, or at its upper edge', () => {
    expect(moves('old', 470, 60)).toBe(false);
    expect(moves('old', 600, 60)).toBe(false);
  });
  it('at the upper edge only when it is measured for the first time', () => {
    expect(moves('new', 470, 60)).toBe(true);
    expect(moves('new', 500, 60)).toBe(false);
  });
});
