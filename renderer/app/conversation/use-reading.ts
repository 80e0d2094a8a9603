import { useEffect, useRef } from 'react';
import type { Conversation } from '../../model/index.ts';
import { useFocused } from '../attention/use-focused.ts';
import { useWorld } from '../world/world.ts';

/** Reading takes a moment: passing through a conversation leaves it unread. */
const readAfter = 600;

/**
 * Writes the intent "read up to here" while the user looks at the end of a conversation with something unread. `newest` is when the
 * newest message of the timeline was written (ms); replies count as seen with the conversation, as both services hold it.
 */
export const useReading = (conversation: Conversation, newest: number, atEnd: boolean): void => {
  const { database, now } = useWorld();
  const focused = useFocused();
  const written = useRef(0);
  const { id, accountId, readAt } = conversation;
  const seen = Math.max(newest, conversation.lastMessage?.createdAt ?? 0);
  const unread = conversation.unread > 0 && seen > readAt && focused && atEnd;
  useEffect(() => {
    if (!unread || seen <= written.current) return;
    const timer = setTimeout(() => {
      written.current = seen;
      // Lost on a full disk: the next look writes it again.
      database.intents
        .add({ kind: 'read', accountId, conversationId: id, readAt: seen, at: now() })
        .catch(() => {
          written.current = 0;
        });
    }, readAfter);
    return () => clearTimeout(timer);
  }, [unread, seen, database, accountId, id, now]);
};
