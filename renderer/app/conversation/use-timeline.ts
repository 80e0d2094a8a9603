import { useMemo, useSyncExternalStore } from 'react';
import type { ConversationId, MessageId } from '../../model/index.ts';
import { useWorld } from '../world/world.ts';
import { openTimeline, type Timeline } from './timeline.ts';

/** Follows a conversation's timeline (`thread` '') or a thread's replies. */
export const useTimeline = (
  conversationId: ConversationId,
  thread: MessageId | '',
): { readonly timeline: Timeline; readonly loadOlder: () => void } => {
  const { database } = useWorld();
  const open = useMemo(
    () => openTimeline({ database, conversationId, thread }),
    [database, conversationId, thread],
  );
  return { timeline: useSyncExternalStore(open.subscribe, open.read), loadOlder: open.loadOlder };
};
