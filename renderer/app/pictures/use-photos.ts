import { useEffect, useSyncExternalStore } from 'react';
import type { Person } from '../../model/index.ts';
import type { ShownPhotos } from '../world/photo-book.ts';
import { useWorld } from '../world/world.ts';

/** The photos of all people on the screen. `people` are those whom the caller shows now. */
export const usePhotos = (people: readonly (Person | null | undefined)[]): ShownPhotos => {
  const { photos } = useWorld();
  useEffect(() => photos.show(people.filter((person) => person !== null && person !== undefined)));
  return useSyncExternalStore(photos.subscribe, photos.snapshot);
};
