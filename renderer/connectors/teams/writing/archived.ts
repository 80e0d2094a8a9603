/** Finds out why Graph refused an act in a channel: its 403 does not tell whether the channel or its team is archived. */
import { failed, type ConversationId, type MessageId, type Result } from '../../../model/index.ts';
import { messagePlaceOf, pathOf, placeOf, type TeamsPlace } from '../ids.ts';
import type { WritingDesk } from './desk.ts';

/** The answer to an act in a conversation. If the act was forbidden and the conversation is archived, the failure says so. */
export const withCauseIn = <Value>(
  desk: WritingDesk,
  conversationId: ConversationId,
  answer: Result<Value>,
  signal: AbortSignal,
): Promise<Result<Value>> =>
  withCause(desk, placeOf(desk.connection.accountId, conversationId), answer, signal);

/** The answer to an act on a message. If the act was forbidden and the conversation is archived, the failure says so. */
export const withCauseOf = <Value>(
  desk: WritingDesk,
  messageId: MessageId,
  answer: Result<Value>,
  signal: AbortSignal,
): Promise<Result<Value>> =>
  withCause(desk, messagePlaceOf(desk.connection.accountId, messageId)?.place ?? null, answer, signal);

const withCause = async <Value>(
  desk: WritingDesk,
  place: TeamsPlace | null,
  answer: Result<Value>,
  signal: AbortSignal,
): Promise<Result<Value>> => {
  if (answer.ok || answer.failure.kind !== 'forbidden' || place?.kind !== 'channel') return answer;
  return (await isArchived(desk, place, signal))
    ? failed({ ...answer.failure, because: 'archived' })
    : answer;
};

/** Whether the channel or its team is archived; false also if that cannot be read. */
const isArchived = async (
  { connection: { client } }: WritingDesk,
  place: Extract<TeamsPlace, { readonly kind: 'channel' }>,
  signal: AbortSignal,
): Promise<boolean> => {
  for (const path of [pathOf(place), `/teams/${encodeURIComponent(place.teamId)}`]) {
    const answer = await client.get(path, signal);
    if (answer.ok && answer.value.isArchived === true) return true;
  }
  return false;
};
