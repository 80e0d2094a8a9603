import type { Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from 'react';
import { atEndWithin } from '../navigation/leaving.ts';
import type { TimelineItem } from '../timeline/items.ts';

/** Closer than this to the top, older messages are loaded, CSS pixels. */
const nearTopWithin = 800;

/**
 * The user's position in the list: at its end (a new list starts there), near its top, and how many messages came since they left the end.
 * Reads the virtualizer when the list is drawn, and after each scroll.
 */
export const useEnds = (
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  items: readonly TimelineItem[],
): { readonly atEnd: boolean; readonly missed: number; readonly nearTop: boolean } => {
  const [left, setLeft] = useState<string | null>(null);
  const count = items.length;
  const settled = virtualizer.scrollRect !== null && count > 0;
  const atEnd = !settled || virtualizer.getDistanceFromEnd() <= atEndWithin;
  const newest = items.findLast(isSent)?.message.id ?? null;
  const base = atEnd ? newest : left;
  if (base !== left) setLeft(base);

  const from = left === null ? -1 : items.findIndex(({ message }) => message.id === left);
  const missed = atEnd || from < 0 ? 0 : items.slice(from + 1).filter(isSent).length;
  const nearTop = count === 0 || (settled && (virtualizer.scrollOffset ?? 0) < nearTopWithin);
  const drawnAt = virtualizer.scrollOffset;
  const drawn = useRef({ drawnAt, atEnd, nearTop });
  useLayoutEffect(() => {
    drawn.current = { drawnAt, atEnd, nearTop };
  });
  const again = useReducer((times: number) => times + 1, 0)[1];
  useEffect(() => {
    const scroller = virtualizer.scrollElement;
    const look = (): void => {
      const before = drawn.current;
      const offset = virtualizer.scrollOffset ?? 0;
      if (before.drawnAt === offset || virtualizer.options.count === 0) return;
      const isAtEnd = virtualizer.getDistanceFromEnd() <= atEndWithin;
      if (isAtEnd !== before.atEnd || offset < nearTopWithin !== before.nearTop) again();
    };
    scroller?.addEventListener('scroll', look, { passive: true });
    return () => scroller?.removeEventListener('scroll', look);
  }, [virtualizer, again]);
  return { atEnd, missed, nearTop };
};

/** An unsent message does not count as a new one. */
const isSent = ({ outgoing }: TimelineItem): boolean => outgoing === undefined;
