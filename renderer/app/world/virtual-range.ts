/** Decides which rows a virtual list draws. */
import { defaultRangeExtractor, type Range, type Virtualizer } from '@tanstack/react-virtual';

/**
 * The visible rows, and one more (`index`, -1 for none), because a row with the focus, or the active row, must stay in the page. `rowsOf` decides on
 * the rows near the visible ones.
 */
export const alsoAt =
  (index: number, rowsOf: (range: Range) => readonly number[] = defaultRangeExtractor) =>
  (range: Range): number[] => {
    const drawn = [...rowsOf(range)];
    if (index < 0 || index >= range.count || drawn.includes(index)) return drawn;
    return [...drawn, index].sort((a, b) => a - b);
  };

/**
 * Whether the whole row `index` is visible, as far as the list knows without asking the browser. `scrollToIndex` would make the browser lay
 * out the page, even if there is nothing to scroll.
 */
export const isInSight = (
  { scrollOffset, scrollRect, measurementsCache }: Virtualizer<HTMLDivElement, Element>,
  index: number,
): boolean => {
  const row = measurementsCache[index];
  if (row === undefined || scrollOffset === null || scrollRect === null) return false;
  return row.start >= scrollOffset && row.end <= scrollOffset + scrollRect.height;
};
