import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Person } from '../../model/index.ts';
import type { ShownPhotos } from '../world/photo-book.ts';
import { useWorld } from '../world/world.ts';

/** The photos of all people on the screen. `people` are those whom the caller shows now, or after a scroll: the same array as long as they are the same. */
export const usePhotos = (people: readonly (Person | null | undefined)[]): ShownPhotos => {
  const { photos } = useWorld();
  const shown = useMemo(() => people.filter((person) => person !== null && person !== undefined), [people]);
  // At each render, because those who were shown longest ago are dropped first.
  useEffect(() => photos.show(shown));
  return useSyncExternalStore(photos.subscribe, photos.snapshot);
};
