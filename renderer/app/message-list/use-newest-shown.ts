import type { Virtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef } from 'react';
import type { TimelineItem } from '../timeline/items.ts';

/** Opens the list at its end, and goes there when the user sends a message: they want to see it, wherever they were in the list. */
export const useNewestShown = (
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  items: readonly TimelineItem[],
): void => {
  const opened = useRef(false);
  const count = items.length;
  useLayoutEffect(() => {
    if (opened.current || count === 0) return;
    opened.current = true;
    virtualizer.scrollToEnd();
  }, [count, virtualizer]);

  const sentAt = items.at(-1)?.outgoing?.at ?? 0;
  const shownTo = useRef<number | null>(null);
  useLayoutEffect(() => {
    const before = shownTo.current;
    shownTo.current = Math.max(sentAt, before ?? 0);
    if (before !== null && sentAt > before) virtualizer.scrollToEnd();
  }, [sentAt, virtualizer]);
};
