import { useCallback } from 'react';
import type { Message, MessageId } from '../../model/index.ts';
import { wantCarried } from '../../store/index.ts';
import type { CarryAction } from '../words/carry-sentences.ts';
import { caughtBy } from '../world/log-caught.ts';
import { useWorld } from '../world/world.ts';

/** Writes the user's wishes about messages that are not carried yet. On a full disk the wish is lost, and the row stays unchanged. */
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
