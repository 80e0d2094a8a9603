/** Goes to one message: loads older messages until it is there, then scrolls to it. */
import type { Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { MessageId } from '../../model/index.ts';
import type { Goal } from '../navigation/goal.ts';
import type { TimelineItem } from '../timeline/items.ts';
import type { Timeline } from '../timeline/timeline.ts';

/** How long the message is highlighted after the list has reached it, ms. */
export const shownFor = 2_500;

/** Whether older messages must be loaded to reach the goal. */
export const isBeyond = (goal: Goal, { kind, messages, hasOlder }: Timeline): boolean =>
  goal.kind !== 'end' &&
  kind === 'ready' &&
  hasOlder &&
  !messages.some(({ id }) => id === goal.id) &&
  (messages[0]?.createdAt ?? Infinity) > goal.at;

/** The index of the goal in the list: of the message itself, or of the message that is shown for it; -1 if it is not there. */
export const goalIndex = (goal: Goal, items: readonly TimelineItem[]): number => {
  if (goal.kind === 'end') return items.length - 1;
  const exact = items.findIndex(({ message }) => message.id === goal.id);
  return exact >= 0 ? exact : items.findIndex(({ message }) => message.createdAt >= goal.at);
};

/** Loads older messages until the goal is reached. */
export const useReach = (goal: Goal | null, timeline: Timeline, loadOlder: () => void): void => {
  useEffect(() => {
    if (goal !== null && isBeyond(goal, timeline)) loadOlder();
  }, [goal, timeline, loadOlder]);
};

/** The most frames in which a list is brought to the exact place: rows get their heights when they are drawn. */
const mostFrames = 30;
/** Frames in a row in which it was there. */
const settledAfter = 3;

/**
 * Brings the list to where the reader stood within a message, `into` CSS pixels below the top of its row. Rows above it and the row itself are
 * measured only when they are drawn, so it looks again in the next frames, while `goesOn`.
 */
const standAgain = (
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  index: number,
  into: number,
  goesOn: () => boolean,
): void => {
  let there = 0;
  const step = (frame: number): void => {
    const list = virtualizer.scrollElement;
    if (list === null || !goesOn()) return;
    const row = list.querySelector<HTMLElement>(`[data-index="${index}"]`);
    const off = row
      ? row.getBoundingClientRect().top - list.getBoundingClientRect().top + Math.min(into, row.offsetHeight)
      : (virtualizer.measurementsCache[index]?.start ?? 0) + into - list.scrollTop;
    there = Math.abs(off) <= 1 ? there + 1 : 0;
    if (there === 0) virtualizer.scrollToOffset(list.scrollTop + off);
    if (there < settledAfter && frame < mostFrames) requestAnimationFrame(() => step(frame + 1));
  };
  step(0);
};

/** The events by which a reader moves the list themselves. */
const moves = ['wheel', 'pointerdown', 'keydown', 'touchstart'] as const;

/** The result of `useGoal` for the list. */
export interface GoalReached {
  /** The message to highlight, after the user was led to it. */
  readonly found: MessageId | null;
  /** Call it when the reader moves by a control outside of the scrolled element. */
  readonly letGo: () => void;
}

/**
 * Scrolls to the goal when it is there, and holds the list at it for a moment, because rows that come meanwhile (the other half of a linked
 * conversation, newer messages) would move it away. Holding ends as soon as the reader moves.
 */
export const useGoal = (
  goal: Goal | null,
  timeline: Timeline,
  items: readonly TimelineItem[],
  virtualizer: Virtualizer<HTMLDivElement, Element>,
): GoalReached => {
  const reached = useRef<Goal | null>(null);
  const kept = useRef(false);
  const [shown, setShown] = useState<MessageId | null>(null);
  const letGo = useCallback(() => {
    kept.current = false;
  }, []);
  useEffect(() => {
    if (goal === null || timeline.kind !== 'ready' || isBeyond(goal, timeline)) return;
    if (reached.current === goal && !kept.current) return;
    const index = goalIndex(goal, items);
    const item = items[index];
    if (!item) return;
    reached.current = goal;
    kept.current = true;
    setShown(item.message.id);
    let isNewest = true;
    // When the list opens, it goes to its end first.
    requestAnimationFrame(() => {
      if (!kept.current) return;
      if (goal.kind === 'end') virtualizer.scrollToEnd();
      else if (goal.kind === 'led') virtualizer.scrollToIndex(index, { align: 'center' });
      // The message may be gone; then the next one is the first in sight.
      else
        standAgain(
          virtualizer,
          index,
          item.message.id === goal.id ? goal.into : 0,
          () => isNewest && kept.current,
        );
    });
    return () => {
      isNewest = false;
    };
  }, [goal, timeline, items, virtualizer]);
  useEffect(() => {
    const list = virtualizer.scrollElement;
    for (const move of moves) list?.addEventListener(move, letGo, { passive: true });
    return () => {
      for (const move of moves) list?.removeEventListener(move, letGo);
    };
  }, [goal, virtualizer, letGo]);
  useEffect(() => {
    if (shown === null) return;
    const timer = setTimeout(() => {
      kept.current = false;
      setShown(null);
    }, shownFor);
    return () => clearTimeout(timer);
  }, [shown, goal]);
  return { found: goal?.kind === 'led' ? shown : null, letGo };
};
