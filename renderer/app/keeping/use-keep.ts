import { useCallback, useContext } from 'react';
import { isQuotaExceeded } from '../../store/index.ts';
import { logCaught } from '../world/log-caught.ts';
import { useWorld } from '../world/world.ts';
import { BeginKeepingContext } from './keeping-place.tsx';

/** Waits for a write of the user's wish, and resolves to whether it was taken; it never rejects. `code` says in the log which write it was. */
export type Keep = (code: string, write: Promise<unknown>) => Promise<boolean>;

/** A refused write is logged, and said in the nearest place. */
export const useKeep = (): Keep => {
  const { door } = useWorld();
  const begin = useContext(BeginKeepingContext);
  return useCallback(
    async (code, write) => {
      const tell = begin();
      try {
        await write;
        tell(null);
        return true;
      } catch (error) {
        // Harmless: it is logged here, with the caller's code of its place.
        logCaught(door, code, error);
        tell(isQuotaExceeded(error) ? 'disk-full' : 'not-kept');
        return false;
      }
    },
    [door, begin],
  );
};
