/** Marks a conversation as read while its end is in sight. It draws nothing. */
import { useSyncExternalStore } from 'react';
import type { EndInSight } from './end-in-sight.ts';
import type { ReadSide } from './reading.ts';
import { useReading } from './use-reading.ts';

interface Properties {
  readonly sides: readonly ReadSide[];
  readonly end: EndInSight;
}

export const ReadingWatch = ({ sides, end }: Properties) => {
  useReading(sides, useSyncExternalStore(end.subscribe, end.read));
  return null;
};
