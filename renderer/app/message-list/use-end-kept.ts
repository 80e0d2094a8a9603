import type { Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { atEndWithin } from '../navigation/leaving.ts';

/** Heights and position of a list, CSS pixels. */
export interface Stand {
  /** The height of all its content. */
  readonly total: number;
  /** The height of the visible part. */
  readonly visible: number;
  /** How far it is scrolled. */
  readonly offset: number;
}

const fromEnd = ({ total, visible, offset }: Stand): number => Math.max(0, total - visible - offset);

/** How much the browser rounds a scroll position, CSS pixels. */
const rounding = 2;

/** Whether a list that was at its end must go there again: it became longer, or its visible part smaller, and nobody moved it. */
export const hasLostEnd = (before: Stand, now: Stand): boolean =>
  fromEnd(before) <= atEndWithin &&
  Math.abs(now.offset - before.offset) < rounding &&
  fromEnd(now) > fromEnd(before);

/**
 * Keeps the list at its end while the reader is there, whatever changes its height or that of its visible part. The virtualizer does this only
 * for a row that it measures while it has nothing else to do: not for rows that come between others, and not for a row that is drawn late, after it
 * went to the end.
 */
export const useEndKept = (virtualizer: Virtualizer<HTMLDivElement, Element>): void => {
  const seen = useRef<Stand | null>(null);

  // Only a render changes the height of the content. The browser is asked for the position only at the end, because that makes it lay out the page.
  useLayoutEffect(() => {
    const list = virtualizer.scrollElement;
    const now = standOf(virtualizer);
    const before = seen.current;
    if (list === null || before?.total === now.total) return;
    if (before !== null && fromEnd(before) > atEndWithin) {
      seen.current = now;
      return;
    }
    if (before !== null && hasLostEnd(before, { ...now, offset: list.scrollTop })) virtualizer.scrollToEnd();
    seen.current = { ...now, offset: list.scrollTop };
  });

  useEffect(() => {
    const list = virtualizer.scrollElement;
    if (list === null) return;
    const look = (): void => {
      seen.current = standOf(virtualizer);
    };
    // After the virtualizer's own listener, which was added before.
    list.addEventListener('scroll', look, { passive: true });
    // The writing box grows with its text, and the window is made smaller.
    const observer = new ResizeObserver(() => {
      const now = { ...standOf(virtualizer), visible: list.clientHeight, offset: list.scrollTop };
      if (seen.current !== null && hasLostEnd(seen.current, now)) virtualizer.scrollToEnd();
      seen.current = { ...now, offset: list.scrollTop };
    });
    observer.observe(list);
    return () => {
      list.removeEventListener('scroll', look);
      observer.disconnect();
    };
  }, [virtualizer]);
};

/** By what the virtualizer knows. */
const standOf = (virtualizer: Virtualizer<HTMLDivElement, Element>): Stand => ({
  total: virtualizer.getTotalSize(),
  visible: virtualizer.scrollRect?.height ?? 0,
  offset: virtualizer.scrollOffset ?? 0,
});
