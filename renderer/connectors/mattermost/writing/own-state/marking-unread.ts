/** Marking a channel as unread from a post on, for the user alone. */
import { failed, succeeded, type Change, type MessageId, type Result } from '../../../../model/index.ts';
import { offline } from '../../rest/failure.ts';
import { payloadOf, stampOf } from '../../rest/reading.ts';
import type { Surroundings } from '../surroundings.ts';

/** `set_unread` moves the user's mark to just before the post; a reply moves that of its channel too, and not of its thread alone. */
export const markUnreadFrom = async (
  { rest, context }: Surroundings,
  messageId: MessageId,
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const address = context.ids.addressOf(messageId);
  if (address === null) return failed({ kind: 'not-found' });
  const answer = await rest.sendPath(signal, `/users/me/posts/${address.postId}/set_unread`, {
    kind: 'json',
    method: 'POST',
    value: { collapsed_threads_supported: false },
  });
  if (!answer.ok) return answer;
  const readAt = stampOf(payloadOf(answer.value).last_viewed_at);
  if (readAt === null) return failed(offline('broken-answer'));
  return succeeded([{ kind: 'read', conversationId: context.ids.conversation(address.channelId), readAt }]);
};
