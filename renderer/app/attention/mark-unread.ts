import type { Message } from '../../model/index.ts';
import { wantUnread } from '../../store/index.ts';
import type { AppWorld } from '../world/world.ts';

/**
 * From each of these messages on its conversation is unread, until the user comes back to it. Rejects where the disk is full; then the open
 * conversation is read as before.
 */
export const markUnread = async (
  { database, leftUnread, now }: Pick<AppWorld, 'database' | 'leftUnread' | 'now'>,
  from: readonly Message[],
): Promise<void> => {
  const added = from.map(({ conversationId }) => conversationId).filter((id) => !leftUnread.has(id));
  for (const id of added) leftUnread.add(id);
  try {
    await wantUnread(database, from, now());
  } catch (error) {
    for (const id of added) leftUnread.delete(id);
    throw error;
  }
};
