import { useCallback } from 'react';
import type { Message, MessageId } from '../../model/index.ts';
import { wantCarried } from '../../store/index.ts';
import { useKeep } from '../keeping/use-keep.ts';
import type { CarryAction } from '../words/carry-sentences.ts';
import { useWorld } from '../world/world.ts';

/** Writes the user's wishes about messages that are not carried yet. A full disk takes no wish: that is said, and the row stays unchanged. */
export const useCarryActions = (): ((
  action: CarryAction,
  messages: readonly (Pick<Message, 'accountId' | 'conversationId'> & { readonly id: MessageId })[],
) => void) => {
  const { database, now } = useWorld();
  const keep = useKeep();
  return useCallback(
    (action, messages) => {
      const kind = action === 'discard' || action === 'dismiss' ? 'discard' : 'retry';
      void keep('carry-wish', wantCarried(database, kind, messages, now()));
    },
    [database, keep, now],
  );
};
