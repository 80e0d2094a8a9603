import { useCallback } from 'react';
import type { Account } from '../../model/index.ts';
import { wantAccountTried } from '../../store/index.ts';
import { caughtBy } from '../world/log-caught.ts';
import { useWorld } from '../world/world.ts';

/** Writes the intent to try an account now. On a full disk the intent is lost; the engine tries the account later by itself. */
export const useTryNow = (): ((account: Pick<Account, 'id'>) => void) => {
  const { database, door, now } = useWorld();
  return useCallback(
    ({ id }) => {
      wantAccountTried(database, id, now()).catch(caughtBy(door, 'try-account'));
    },
    [database, door, now],
  );
};
