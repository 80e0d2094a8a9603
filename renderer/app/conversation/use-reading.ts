import { useEffect, useRef } from 'react';
import type { ConversationId } from '../../model/index.ts';
import { wantRead } from '../../store/index.ts';
import { useFocused } from '../attention/use-focused.ts';
import { logCaught } from '../world/log-caught.ts';
import { useWorld } from '../world/world.ts';
import { dueReads, type ReadSide } from './reading.ts';

/** How long a conversation must be shown until it counts as read. If the user only passes through it, it stays unread. */
const readAfter = 600;

/** Writes the intents "read up to here" while the user looks at the end of a conversation with something unread. */
export const useReading = (sides: readonly ReadSide[], atEnd: boolean): void => {
  const { database, door, now, leftUnread } = useWorld();
  const focused = useFocused();
  const written = useRef(new Map<ConversationId, number>());
  const looking = focused && atEnd;
  const latest = useRef(sides);
  useEffect(() => {
    latest.current = sides;
  });
  const ids = sides.map(({ conversation }) => conversation.id).join(' ');
  useEffect(() => {
    // The user has come back.
    for (const { conversation } of latest.current) leftUnread.delete(conversation.id);
  }, [ids, leftUnread]);
  const key = sides
    .map(({ conversation: { unread, readAt, lastMessage }, newest }) =>
      [unread, readAt, lastMessage?.createdAt, newest].join(),
    )
    .join(';');
  useEffect(() => {
    const due = (looking ? dueReads(latest.current, written.current) : []).filter(
      ({ conversation }) => !leftUnread.has(conversation.id),
    );
    if (due.length === 0) return;
    const timer = setTimeout(() => {
      for (const { conversation, readAt } of due) {
        const { id } = conversation;
        if (leftUnread.has(id)) continue;
        written.current.set(id, readAt);
        // On a full disk the intent is lost; it is written again at the next look.
        wantRead(database, conversation, readAt, now()).catch((error: unknown) => {
          logCaught(door, 'read-wish', error);
          written.current.delete(id);
        });
      }
    }, readAfter);
    return () => clearTimeout(timer);
  }, [looking, key, database, door, now, leftUnread]);
};
