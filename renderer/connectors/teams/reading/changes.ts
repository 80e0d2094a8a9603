/** Reads the changes of a conversation since a cursor, one page per call. */
import { failed, type ConversationId, type Result } from '../../../model/index.ts';
import type { ChangesPage } from '../../connector.ts';
import { readChannelChanges } from './changes-channel.ts';
import { readChatChanges } from './changes-chat.ts';
import type { Connection } from '../connection.ts';
import { placeOf } from '../ids.ts';
import { readCursor } from './position.ts';

/** Fails with `cursor-gone` if the cursor is damaged, is of another kind of conversation, or is no longer good for Graph. */
export const readTeamsChanges = (
  connection: Connection,
  conversationId: ConversationId,
  cursor: string,
  signal: AbortSignal,
): Promise<Result<ChangesPage>> => {
  const place = placeOf(connection.accountId, conversationId);
  if (!place) return Promise.resolve(failed({ kind: 'not-found' }));
  const from = readCursor(cursor);
  if (place.kind === 'chat' && from?.kind === 'chat')
    return readChatChanges(connection, { conversationId, place }, from, signal);
  if (place.kind === 'channel' && from !== null && from.kind !== 'chat')
    return readChannelChanges(connection, { conversationId, place }, from, signal);
  return Promise.resolve(failed({ kind: 'cursor-gone' }));
};
