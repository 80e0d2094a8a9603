import { createContext, useCallback, useContext } from 'react';
import { type Unsent, wantUnsentRemoved, wantUnsentTriedAgain } from '../../store/index.ts';
import { caughtBy } from '../world/log-caught.ts';
import { useWorld } from '../world/world.ts';
import type { Outgoing } from './outgoing.ts';

/** Takes an unsent message back into the writing box; null if there is no box, and the button is not shown. */
export const EditOutgoingContext = createContext<((outgoing: Outgoing) => void) | null>(null);

export const useEditOutgoing = (): ((outgoing: Outgoing) => void) | null => useContext(EditOutgoingContext);

/** Writes the user's wish from a button at an unsent message. On a full disk the wish is lost, and the message stays as it is. */
export const useOutgoingActions = (): ((action: 'try-again' | 'delete', outgoing: Outgoing) => void) => {
  const { database, door, now } = useWorld();
  return useCallback(
    (action, { id, accountId, target }) => {
      const unsent: Unsent = { key: id, accountId, target };
      const want = action === 'delete' ? wantUnsentRemoved : wantUnsentTriedAgain;
      want(database, unsent, now()).catch(caughtBy(door, 'outgoing-wish'));
    },
    [database, door, now],
  );
};
