/** Going to one message: older ones are taken in until it is there, then the list stands at it. */
import type { Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { MessageId } from '../../model/index.ts';
import type { Goal } from '../navigation/goal.ts';
import type { TimelineItem } from '../timeline/items.ts';
import type { Timeline } from '../timeline/timeline.ts';

/** How long the message stands out when the list has got there, ms. */
export const shownFor = 2_500;

/** Whether older messages are needed to get there. */
export const isBeyond = (goal: Goal, { kind, messages, hasOlder }: Timeline): boolean =>
  goal.kind !== 'end' &&
  kind === 'ready' &&
  hasOlder &&
  !messages.some(({ id }) => id === goal.id) &&
  (messages[0]?.createdAt ?? Infinity) > goal.at;

/** Where the goal is in the list: itself, or what stands for it at its time; -1 while it is not there. */
export const goalIndex = (goal: Goal, items: readonly TimelineItem[]): number => {
  if (goal.kind === 'end') return items.length - 1;
  const exact = items.findIndex(({ message }) => message.id === goal.id);
  return exact >= 0 ? exact : items.findIndex(({ message }) => message.createdAt >= goal.at);
};

/** Takes in older messages while the goal is beyond them. */
export const useReach = (goal: Goal | null, timeline: Timeline, loadOlder: () => void): void => {
  useEffect(() => {
    if (goal !== null && isBeyond(goal, timeline)) loadOlder();
  }, [goal, timeline, loadOlder]);
};

/** What the reader does in the list that says: I move by myself. */
const moves = ['wheel', 'pointerdown', 'keydown', 'touchstart'] as const;

/** What `useGoal` tells the list. */
export interface GoalReached {
  /** The message that stands out, where one was led to. */
  readonly found: MessageId | null;
  /** To be called when the reader goes elsewhere by something that stands outside of the scrolled element. */
  readonly letGo: () => void;
}

/**
 * Scrolls to the goal once it is there, and keeps the list at it for a moment: rows that come meanwhile (the other half of a linked
 * conversation, what was written since) would push it away. It ends as soon as the reader moves.
 */
export const useGoal = (
  goal: Goal | null,
  timeline: Timeline,
  items: readonly TimelineItem[],
  virtualizer: Virtualizer<HTMLDivElement, Element>,
): GoalReached => {
  const reached = useRef<Goal | null>(null);
  const kept = useRef(false);
  /** Whether the list was scrolled to this goal. */
  const scrolled = useRef(false);
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
    if (reached.current !== goal) scrolled.current = false;
    reached.current = goal;
    kept.current = true;
    setShown(item.message.id);
    // The list first goes to its end when it opens.
    requestAnimationFrame(() => {
      if (!kept.current) return;
      const first = virtualizer.getVirtualItemForOffset(virtualizer.scrollOffset ?? 0)?.index;
      // Where the reader's message is the first in sight as it was, nothing moves: they may stand in its middle. Once the list was scrolled
      // it may still be on its way, to an index that was another's.
      if (goal.kind === 'stood' && first === index && !scrolled.current) return;
      scrolled.current = true;
      if (goal.kind === 'end') virtualizer.scrollToEnd();
      else virtualizer.scrollToIndex(index, { align: goal.kind === 'led' ? 'center' : 'start' });
    });
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
