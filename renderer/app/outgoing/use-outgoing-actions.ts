import { createContext, useCallback, useContext } from 'react';
import { type Unsent, wantUnsentRemoved, wantUnsentTriedAgain } from '../../store/index.ts';
import { caughtBy } from '../world/log-caught.ts';
import { useWorld } from '../world/world.ts';
import type { Outgoing } from './outgoing.ts';

/** Takes a message that is not sent yet into the box to write in; null where there is none, and nothing is offered. */
export const EditOutgoingContext = createContext<((outgoing: Outgoing) => void) | null>(null);

export const useEditOutgoing = (): ((outgoing: Outgoing) => void) | null => useContext(EditOutgoingContext);

/** What the user wants of a message by a button at it. A full disk takes no wish: the message stays as it is. */
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
