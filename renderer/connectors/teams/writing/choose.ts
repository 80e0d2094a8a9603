/** Hiding a chat, and showing it again. Graph lets an app choose nothing else of a conversation, and nothing at all of a channel. */
import {
  failed,
  succeeded,
  type Change,
  type ConversationId,
  type Result,
  type ServiceChoice,
} from '../../../model/index.ts';
import { pathOf, placeOf } from '../ids.ts';
import { gone, type WritingDesk } from './desk.ts';

/** Sets what Teams keeps of a conversation for its user; what it does not keep is not there to be set. */
export const chooseInTeams = async (
  { connection, userId }: WritingDesk,
  conversationId: ConversationId,
  choice: ServiceChoice,
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const place = placeOf(connection.accountId, conversationId);
  if (!place || place.kind === 'channel' || choice.kind !== 'hidden') return failed(gone);
  const answer = await connection.client.post(
    `${pathOf(place)}/${choice.value ? 'hideForUser' : 'unhideForUser'}`,
    { user: { id: userId, tenantId: connection.tenantId } },
    signal,
  );
  return answer.ok ? succeeded([{ kind: 'chosen', conversationId, choice }]) : answer;
};
