/** Deletes and restores the user's own message. */
import { failed, succeeded, type Change, type MessageId, type Result } from '../../../model/index.ts';
import type { Written } from '../../writing.ts';
import { messagePathOf, messagePlaceOf, type MessagePlace } from '../ids.ts';
import { gone, goneChange, presentFormOfMessage, type WritingDesk } from './desk.ts';

/** The form for chats is documented only below `/users/{id}` (facts, graph §2). */
const actPath = ({ userId }: WritingDesk, at: MessagePlace, act: 'softDelete' | 'undoSoftDelete'): string => {
  const owner = at.place.kind === 'chat' ? `/users/${encodeURIComponent(userId)}` : '';
  return `${owner}${messagePathOf(at)}/${act}`;
};

/** Deletes a message so that it can be restored. A message that does not exist counts as deleted. */
export const removeMessage = async (
  desk: WritingDesk,
  messageId: MessageId,
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const at = messagePlaceOf(desk.connection.accountId, messageId);
  if (!at) return failed(gone);
  const answer = await desk.connection.client.post(actPath(desk, at, 'softDelete'), {}, signal);
  if (!answer.ok)
    return answer.failure.kind === 'not-found' ? succeeded([goneChange(messageId, at)]) : answer;
  const changes = await presentFormOfMessage(desk, at, signal);
  return succeeded(changes.length === 0 ? [goneChange(messageId, at)] : changes);
};

/** Restores a deleted message. */
export const restoreMessage = async (
  desk: WritingDesk,
  messageId: MessageId,
  signal: AbortSignal,
): Promise<Result<Written>> => {
  const at = messagePlaceOf(desk.connection.accountId, messageId);
  if (!at) return failed(gone);
  const answer = await desk.connection.client.post(actPath(desk, at, 'undoSoftDelete'), {}, signal);
  if (!answer.ok) return answer;
  return succeeded({ id: messageId, changes: await presentFormOfMessage(desk, at, signal) });
};
