/** Where the list stands: at the top of the results while the user types in the filter, else where the opened conversation is in sight. */
import type { Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { ConversationId } from '../../model/index.ts';
import { isInSight } from '../world/virtual-range.ts';
import type { ListEntry } from './entries/entries.ts';

/** Must be called before the rows of `virtualizer` are read, because it decides which rows are drawn. `filter` is the text of the filter. */
export const useListPlace = (
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  entries: readonly ListEntry[],
  selected: ConversationId | null,
  filter: string,
): void => {
  const shown = useRef<{ readonly selected: ConversationId; readonly filter: string } | null>(null);
  const drawnFilter = useRef(filter);
  const isTyped = filter !== '' && filter !== drawnFilter.current;
  // A user who types looks for another conversation than the open one, so the list begins at the top of the results. Its rows are drawn at
  // once: until the browser tells that it has scrolled, the list would draw rows that nobody sees, and the browser would lay them out.
  if (isTyped && virtualizer.scrollOffset !== null) virtualizer.scrollOffset = 0;
  useLayoutEffect(() => {
    drawnFilter.current = filter;
    if (!isTyped) return;
    if (shown.current !== null) shown.current = { ...shown.current, filter };
    virtualizer.scrollToOffset(0);
  }, [isTyped, filter, virtualizer]);
  useEffect(() => {
    if (isTyped || (shown.current?.selected === selected && shown.current.filter === filter)) return;
    const index = entries.findIndex(({ key }) => key === selected);
    if (index < 0 || selected === null) return;
    shown.current = { selected, filter };
    // A conversation that was opened through the filter can be found in the whole list.
    if (!isInSight(virtualizer, index)) virtualizer.scrollToIndex(index);
  }, [isTyped, entries, selected, filter, virtualizer]);
};
