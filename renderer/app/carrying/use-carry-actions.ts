import { useCallback } from 'react';
import type { Message, MessageId } from '../../model/index.ts';
import { wantCarried } from '../../store/index.ts';
import type { CarryAction } from '../words/carry-sentences.ts';
import { caughtBy } from '../world/log-caught.ts';
import { useWorld } from '../world/world.ts';

/** Writes what the user wants done with messages that are not across; lost on a full disk, and the row stays as it is. */
export const useCarryActions = (): ((
  action: CarryAction,
  messages: readonly (Pick<Message, 'accountId' | 'conversationId'> & { readonly id: MessageId })[],
) => void) => {
  const { database, door, now } = useWorld();
  return useCallback(
    (action, messages) => {
      const kind = action === 'discard' || action === 'dismiss' ? 'discard' : 'retry';
      wantCarried(database, kind, messages, now()).catch(caughtBy(door, 'carry-wish'));
    },
    [database, door, now],
  );
};
