import { useCallback } from 'react';
import type { Account } from '../../model/index.ts';
import { wantAccountTried } from '../../store/index.ts';
import { caughtBy } from '../world/log-caught.ts';
import { useWorld } from '../world/world.ts';

/** Writes that the user wants an account tried now; lost on a full disk, and it is tried by itself later. */
export const useTryNow = (): ((account: Pick<Account, 'id'>) => void) => {
  const { database, door, now } = useWorld();
  return useCallback(
    ({ id }) => {
      wantAccountTried(database, id, now()).catch(caughtBy(door, 'try-account'));
    },
    [database, door, now],
  );
};
