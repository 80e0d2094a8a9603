import { createContext, useCallback, useContext } from 'react';
import { type Unsent, wantUnsentRemoved, wantUnsentTriedAgain } from '../../store/index.ts';
import { useKeep } from '../keeping/use-keep.ts';
import { useWorld } from '../world/world.ts';
import type { Outgoing } from './outgoing.ts';

/** Takes an unsent message back into the writing box; null if there is no box, and the button is not shown. */
export const EditOutgoingContext = createContext<((outgoing: Outgoing) => void) | null>(null);

export const useEditOutgoing = (): ((outgoing: Outgoing) => void) | null => useContext(EditOutgoingContext);

/** What the user wants of a message by a button at it. A full disk takes no wish: that is said, and the message stays as it is. */
export const useOutgoingActions = (): ((action: 'try-again' | 'delete', outgoing: Outgoing) => void) => {
  const { database, now } = useWorld();
  const keep = useKeep();
  return useCallback(
    (action, { id, accountId, target }) => {
      const unsent: Unsent = { key: id, accountId, target };
      const want = action === 'delete' ? wantUnsentRemoved : wantUnsentTriedAgain;
      void keep('outgoing-wish', want(database, unsent, now()));
    },
    [database, keep, now],
  );
};
