/** How far the user has read a chat: further, and back. Channels have no read state in Graph (facts, graph §2). */
import {
  failed,
  succeeded,
  type Change,
  type ConversationId,
  type MessageId,
  type Result,
} from '../../../model/index.ts';
import { messagePlaceOf, pathOf, placeOf, type TeamsPlace } from '../ids.ts';
import { filterTime } from '../graph/stamps.ts';
import { gone, type WritingDesk } from './desk.ts';

/** Marks a chat as read up to `readAt` (ms). In a channel nothing is asked and nothing changes. */
export const markChatRead = async (
  desk: WritingDesk,
  conversationId: ConversationId,
  readAt: number,
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const place = placeOf(desk.connection.accountId, conversationId);
  return place
    ? setReadPlace(desk, { place, conversationId, action: 'markChatReadForUser' }, readAt, signal)
    : failed(gone);
};

/** Marks a chat as unread after `readAt` (ms), which is before this message of it. In a channel nothing is asked and nothing changes. */
export const markChatUnread = async (
  desk: WritingDesk,
  messageId: MessageId,
  readAt: number,
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const found = messagePlaceOf(desk.connection.accountId, messageId);
  return found
    ? setReadPlace(desk, { ...found, action: 'markChatUnreadForUser' }, readAt, signal)
    : failed(gone);
};

interface ReadPlaceAct {
  readonly place: TeamsPlace;
  readonly conversationId: ConversationId;
  readonly action: 'markChatReadForUser' | 'markChatUnreadForUser';
}

const setReadPlace = async (
  { connection, userId }: WritingDesk,
  { place, conversationId, action }: ReadPlaceAct,
  readAt: number,
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  if (place.kind === 'channel') return succeeded([]);
  const answer = await connection.client.post(
    `${pathOf(place)}/${action}`,
    {
      user: { id: userId, tenantId: connection.tenantId },
      lastMessageReadDateTime: filterTime(readAt),
    },
    signal,
  );
  return answer.ok ? succeeded([{ kind: 'read', conversationId, readAt }]) : answer;
};
