import { useCallback } from 'react';
import type { Account } from '../../model/index.ts';
import { wantAccountTried } from '../../store/index.ts';
import { useKeep } from '../keeping/use-keep.ts';
import { useWorld } from '../world/world.ts';

/** Writes the intent to try an account now. If the disk is full, the user sees that, and the engine tries the account later by itself. */
export const useTryNow = (): ((account: Pick<Account, 'id'>) => void) => {
  const { database, now } = useWorld();
  const keep = useKeep();
  return useCallback(
    ({ id }) => {
      void keep('try-account', wantAccountTried(database, id, now()));
    },
    [database, keep, now],
  );
};
