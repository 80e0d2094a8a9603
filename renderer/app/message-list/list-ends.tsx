/**
 * What depends on the reader's place in the list: the button that leads to the newest messages, and who is told of the ends. It is a component of its own,
 * so that the list is not drawn again when the reader comes to an end or leaves it.
 */
import type { Virtualizer } from '@tanstack/react-virtual';
import { useEffect } from 'react';
import type { TimelineItem } from '../timeline/items.ts';
import { LatestButton } from './latest-button.tsx';
import { useEnds } from './use-ends.ts';

interface Properties {
  readonly virtualizer: Virtualizer<HTMLDivElement, Element>;
  readonly items: readonly TimelineItem[];
  /** Called when the user comes near the oldest shown message, and when they leave it. */
  readonly onNearTop: (near: boolean) => void;
  readonly onAtEnd: ((atEnd: boolean) => void) | undefined;
  readonly goToLatest: () => void;
}

export const ListEnds = ({ virtualizer, items, onNearTop, onAtEnd, goToLatest }: Properties) => {
  const { atEnd, missed, nearTop } = useEnds(virtualizer, items);
  useEffect(() => onNearTop(nearTop), [nearTop, onNearTop, items]);
  useEffect(() => onAtEnd?.(atEnd), [atEnd, onAtEnd]);
  return <LatestButton isShown={!atEnd} missed={missed} onPress={goToLatest} />;
};
