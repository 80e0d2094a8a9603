import { useCallback, useEffect, useMemo } from 'react';
import type { ConversationId } from '../../model/index.ts';
import { caughtBy } from '../world/log-caught.ts';
import { useWorld } from '../world/world.ts';
import { createAttention, renewEvery } from './attention.ts';
import { useFocused } from './use-focused.ts';

/**
 * Keeps the attention row up to date with the shown conversation and the window's focus. Returns a function that asks for older messages of
 * a conversation; null asks for none.
 */
export const useAttention = (
  conversationId: ConversationId | null,
): ((olderOf: ConversationId | null) => void) => {
  const { database, door, now } = useWorld();
  const attention = useMemo(
    () => createAttention(database, now, (place) => caughtBy(door, place)),
    [database, door, now],
  );
  const focused = useFocused();

  useEffect(() => attention.set({ conversationId, wantsOlder: false }), [attention, conversationId]);
  useEffect(() => attention.set({ focused }), [attention, focused]);
  useEffect(() => {
    attention.renew();
    const renewing = setInterval(attention.renew, renewEvery);
    return () => clearInterval(renewing);
  }, [attention]);
  useEffect(() => {
    const leave = (): void => attention.set({ focused: false });
    addEventListener('pagehide', leave);
    return () => removeEventListener('pagehide', leave);
  }, [attention]);

  return useCallback(
    (olderOf: ConversationId | null) =>
      attention.set({ conversationId: olderOf ?? conversationId, wantsOlder: olderOf !== null }),
    [attention, conversationId],
  );
};
