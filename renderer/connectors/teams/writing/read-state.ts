/** Marks a chat as read. */
import { failed, succeeded, type Change, type ConversationId, type Result } from '../../../model/index.ts';
import { pathOf, placeOf } from '../ids.ts';
import { filterTime } from '../graph/stamps.ts';
import { gone, type WritingDesk } from './desk.ts';

/** Marks a chat as read up to `readAt`. Graph keeps no read state of channels (facts, graph §2), so nothing is done for them. */
export const markChatRead = async (
  { connection, userId }: WritingDesk,
  conversationId: ConversationId,
  readAt: number,
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const place = placeOf(connection.accountId, conversationId);
  if (!place) return failed(gone);
  if (place.kind === 'channel') return succeeded([]);
  const answer = await connection.client.post(
    `${pathOf(place)}/markChatReadForUser`,
    {
      user: { id: userId, tenantId: connection.tenantId },
      lastMessageReadDateTime: filterTime(readAt),
    },
    signal,
  );
  return answer.ok ? succeeded([{ kind: 'read', conversationId, readAt }]) : answer;
};
