import { useCallback } from 'react';
import { carryPauseOf, type CarryPauseLength } from '../../../preload/contract/pause.ts';
import { wantCarryPause } from '../../store/index.ts';
import { useKeep } from '../keeping/use-keep.ts';
import { useWorld } from '../world/world.ts';

/** Writes the user's wish to pause carrying from now on; null ends the pause. A full disk takes no wish: that is said. */
export const useCarryPausing = (): ((length: CarryPauseLength | null) => void) => {
  const { database, now } = useWorld();
  const keep = useKeep();
  return useCallback(
    (length) => {
      const at = now();
      void keep('carry-pause-wish', wantCarryPause(database, carryPauseOf(length, at), at));
    },
    [database, keep, now],
  );
};
