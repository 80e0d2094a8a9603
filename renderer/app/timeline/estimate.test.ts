import { describe, expect, it } from 'vitest';
import type { ConversationId } from '../../model/index.ts';
import { largeMessage } from '../../../test/support/large-mirror.ts';
import { readBody } from '../../text/read-body.ts';
import { estimateEnd, estimateHeight, type EstimatedRow } from './estimate.ts';
import type { TimelineItem } from './items.ts';

const item = (at: number): TimelineItem => ({
  message: largeMessage('m-aaaaaaaaaaaa/channel-2' as ConversationId, at, at * 60_000),
  startsDay: at === 0,
  startsUnread: false,
  startsGroup: at % 2 === 0,
});

const rowOf = ({ message }: TimelineItem, over: Partial<EstimatedRow> = {}): EstimatedRow => ({
  body: { document: readBody(message, null, () => false), jumbo: false },
  hasReplyLine: false,
  ...over,
});
const heightAt = (at: number): number => estimateHeight(item(at), rowOf(item(at)));

describe('the estimated height of a row', () => {
  // As measured in Chromium, in a window 1280 pixels wide.
  it.each([
    ['a line', 1, 25],
    ['a line with an author and a reaction', 10, 82],
    ['text of two lines with an author', 4, 75],
    ['a list in a list', 13, 109],
    ['a quote with an answer, with an author', 6, 85],
    ['code', 7, 80],
  ])('is exact for %s', (_name, at, height) => {
    expect(heightAt(at)).toBe(height);
  });
  it('is exact for code with a reaction: the room above the reactions is part of that below the code', () => {
    const { reactions } = item(10).message;
    expect(reactions).toHaveLength(1);
    const code = { ...item(7), message: { ...item(7).message, reactions } };
    expect(estimateHeight(code, rowOf(code))).toBe(104);
  });

  it('counts the line that says that a message was edited', () => {
    const edited = { ...item(1), message: { ...item(1).message, editedAt: 90_000 } };
    expect(estimateHeight(edited, rowOf(edited))).toBe(25 + 20);
  });

  it('counts the line that opens a thread', () => {
    const one = item(1);
    expect(estimateHeight(one, rowOf(one, { hasReplyLine: true }))).toBe(25 + 30);
  });
});

describe('the estimated scroll position at the end of a list', () => {
  const heights = Array.from({ length: 40 }, (_, at) => heightAt(at));

  it('is the height above the visible rows', () => {
    const above = estimateEnd(heights, 700);
    let seen = 0;
    let first = heights.length;
    while (first > 0 && seen < 700) seen += heights[(first -= 1)] ?? 0;
    const before = heights.slice(0, first).reduce((sum, one) => sum + one, 0);
    expect(above).toBeGreaterThanOrEqual(before);
    expect(above).toBeLessThan(before + (heights[first] ?? 0));
  });

  it('is the beginning if all rows are visible', () => {
    expect(estimateEnd(heights.slice(0, 3), 700)).toBe(0);
  });
});
