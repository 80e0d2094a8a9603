/** Where the rows of a virtual list are on the screen, by what the list knows. To ask the browser would make it lay out the page. */
import type { Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type RowPlaces, visiblePlace } from '../acts/row-places.ts';
import { linesHeight } from '../timeline/estimate.ts';
import type { TimelineItem } from '../timeline/items.ts';

/** Followers are called at each scroll, and after the list was drawn. The same object as long as the list exists. */
export const useRowPlaces = (
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  items: readonly TimelineItem[],
): RowPlaces => {
  const shown = useRef(items);
  const [followers] = useState(() => new Set<() => void>());
  const [places] = useState<RowPlaces>(() => ({
    of: (id) => {
      const { scrollOffset, scrollRect, measurementsCache } = virtualizer;
      const index = shown.current.findIndex(({ message }) => message.id === id);
      const item = shown.current[index];
      const row = measurementsCache[index];
      if (item === undefined || row === undefined || scrollOffset === null || scrollRect === null)
        return null;
      return visiblePlace({
        top: row.start + linesHeight(item) - scrollOffset,
        bottom: row.end - scrollOffset,
        visible: scrollRect.height,
      });
    },
    follow: (moved) => {
      followers.add(moved);
      return () => followers.delete(moved);
    },
  }));
  useLayoutEffect(() => {
    shown.current = items;
    for (const moved of followers) moved();
  });
  useEffect(() => {
    const scroller = virtualizer.scrollElement;
    const tell = (): void => {
      for (const moved of followers) moved();
    };
    // After the list's own listener, which was added before.
    scroller?.addEventListener('scroll', tell, { passive: true });
    return () => scroller?.removeEventListener('scroll', tell);
  }, [virtualizer, followers]);
  return places;
};
