/**
 * The heights of rows in the layout of the list. A height changes only when the row is measured, because only then the list keeps its place: when
 * an estimate changes, the rows below just move.
 */
import { measureElement, type VirtualItem, type Virtualizer } from '@tanstack/react-virtual';
import type { MessageId } from '../../model/index.ts';
import type { TimelineItem } from '../timeline/items.ts';

type List = Virtualizer<HTMLDivElement, Element>;

/** Asks `estimate` (CSS pixels) once for each message, and gives the same answer again. `kept` holds the answers as long as the list exists. */
export const keptEstimate =
  (kept: Map<MessageId, number>, estimate: (item: TimelineItem) => number) =>
  (item: TimelineItem): number => {
    const { id } = item.message;
    const known = kept.get(id);
    if (known !== undefined) return known;
    const height = estimate(item);
    kept.set(id, height);
    return height;
  };

/**
 * The height of a drawn row, CSS pixels. The virtualizer notes only measured heights that differ from the estimate. Here an estimate that was
 * right is noted too, so that the row counts as measured.
 */
export const measureRow = (row: Element, entry: ResizeObserverEntry | undefined, list: List): number => {
  const height = measureElement(row, entry, list);
  const index = list.indexFromElement(row);
  const key = list.options.getItemKey(index);
  if (!list.itemSizeCache.has(key) && list.measurementsCache[index]?.size === height)
    list.itemSizeCache.set(key, height);
  return height;
};

/**
 * Whether the list scrolls by as much as a row has grown, so that the rows in sight stay where they are. It does for rows above the window, also
 * while the reader scrolls towards them: a row that changed out of sight is measured only then. At the first measurement it does also for
 * a row at the upper edge of the window.
 */
export const keepsSight = (
  { key, start, size }: Pick<VirtualItem, 'key' | 'start' | 'size'>,
  _grownBy: number,
  { itemSizeCache, scrollOffset }: Pick<List, 'scrollOffset' | 'itemSizeCache'>,
): boolean => {
  const top = scrollOffset ?? 0;
  return itemSizeCache.has(key) ? start + size <= top : start < top;
};
