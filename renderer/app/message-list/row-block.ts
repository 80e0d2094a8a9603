/**
 * The rows that the list of messages draws. A turn of the wheel that brings rows costs much, whatever their number, and each row a little. So rows are
 * drawn some at a time: while those that are drawn reach far enough, a turn draws nothing.
 */
import { observeElementOffset, type Range, type Virtualizer } from '@tanstack/react-virtual';

/** At least so many rows are drawn beyond each edge of the window. */
const beyond = 2;
/** When a turn of the wheel brings rows, so many are drawn beyond the edge where they come in. */
const ahead = 4;

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
  if (reason === 'other' || lacksBefore === lacksAfter) return needed;
  return lacksBefore
    ? { first: within(startIndex - ahead), last: needed.last }
    : { first: needed.first, last: within(endIndex + ahead) };
};

/** The block of one list. */
export class DrawnBlock {
  private drawn: RowBlock | null = null;
  private reason: BlockReason = 'other';

  /** The rows to draw, for the list's `rangeExtractor`. */
  readonly rows = (range: Range): readonly number[] => {
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
