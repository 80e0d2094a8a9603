/**
 * The rows that the list of messages draws. A turn of the wheel that brings rows costs much, whatever their number, and each row a little. So rows are
 * drawn some at a time, and stay for a while: a turn over rows that are drawn draws nothing.
 */
import { observeElementOffset, type Range, type Virtualizer } from '@tanstack/react-virtual';
import type { TimelineItem } from '../timeline/items.ts';

/** At least so many rows are drawn beyond each edge of the window. */
const beyond = 2;
/** When a turn of the wheel brings rows, so many are drawn beyond the edge where they come in. */
const ahead = 6;
/** So many rows stay when the list is scrolled away from them. */
const kept = 60;

/** Adjacent rows by their indexes. */
export interface RowBlock {
  readonly first: number;
  readonly last: number;
}

/** How many rows beyond the edges a drawing adds: `scrolling` draws ahead of the movement. */
export type BlockReason = 'scrolling' | 'other';

/** The rows to draw when `drawn` are drawn: the same object if they reach far enough around the rows in sight. */
export const blockOf = (
  { startIndex, endIndex, count }: Pick<Range, 'startIndex' | 'endIndex' | 'count'>,
  drawn: RowBlock | null,
  reason: BlockReason,
): RowBlock => {
  const within = (index: number): number => Math.max(0, Math.min(count - 1, index));
  const needed = { first: within(startIndex - beyond), last: within(endIndex + beyond) };
  // After a jump nothing that is drawn stays.
  if (drawn === null || drawn.last >= count || drawn.last < needed.first || drawn.first > needed.last)
    return needed;
  const lacksBefore = needed.first < drawn.first;
  const lacksAfter = needed.last > drawn.last;
  if (!lacksBefore && !lacksAfter) return drawn;
  if (lacksBefore && lacksAfter) return needed;
  const more = reason === 'scrolling' ? ahead : beyond;
  if (lacksBefore) {
    const first = within(startIndex - more);
    return { first, last: Math.max(needed.last, Math.min(drawn.last, first + kept - 1)) };
  }
  const last = within(endIndex + more);
  return { first: Math.min(needed.first, Math.max(drawn.first, last - kept + 1)), last };
};

/** Where the rows of `drawn` are when the list has changed from `before` to `now`; null if its first and its last row have left the list. */
export const movedBlock = (
  { first, last }: RowBlock,
  before: readonly TimelineItem[],
  now: readonly TimelineItem[],
): RowBlock | null => {
  /** By how much the row has moved; null if it is not there any more. */
  const moved = (index: number): number | null => {
    const id = before[index]?.message.id;
    if (now[index]?.message.id === id) return 0;
    const at = now.findIndex(({ message }) => message.id === id);
    return at < 0 ? null : at - index;
  };
  const by = moved(first) ?? moved(last);
  if (by === null) return null;
  return { first: Math.max(0, first + by), last: Math.min(now.length - 1, last + by) };
};

/** The block of one list. */
export class DrawnBlock {
  private items: readonly TimelineItem[] = [];
  private drawn: RowBlock | null = null;
  private reason: BlockReason = 'other';

  /** Decides on the rows to draw of these items, as the list's `rangeExtractor`. */
  readonly rowsOf =
    (items: readonly TimelineItem[]) =>
    (range: Range): readonly number[] => {
      if (this.drawn !== null && this.items !== items) this.drawn = movedBlock(this.drawn, this.items, items);
      this.items = items;
      this.drawn = blockOf(range, this.drawn, this.reason);
      const { first, last } = this.drawn;
      return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
    };

  /**
   * The offset of the list while it changes, for its `observeElementOffset`. The list is told each movement, but is drawn only when rows must come. It is told the
   * end of a movement too, because afterwards it measures rows at once, and is not drawn for that: nothing that it shows depends on it.
   */
  readonly observeOffset = (
    list: Virtualizer<HTMLDivElement, Element>,
    tell: (offset: number, isScrolling: boolean) => void,
  ) =>
    observeElementOffset(list, (offset, isScrolling) => {
      if (!isScrolling) {
        list.isScrolling = false;
        list.scrollDirection = null;
        return;
      }
      const { options } = list;
      const { onChange } = options;
      options.onChange = (changed, sync) => {
        // Where it is not to be drawn at once, something else than the rows in sight has changed.
        if (!sync || !this.reaches(list)) onChange(changed, sync);
      };
      this.reason = 'scrolling';
      try {
        tell(offset, true);
      } finally {
        this.reason = 'other';
        options.onChange = onChange;
      }
    });

  /** Whether the drawn rows reach far enough around those in sight. */
  private reaches({ range, options }: Virtualizer<HTMLDivElement, Element>): boolean {
    if (range === null || this.drawn === null) return false;
    return blockOf({ ...range, count: options.count }, this.drawn, 'other') === this.drawn;
  }
}
