/** The connection and the names that every act of writing needs. */
import {
  failed,
  succeeded,
  type Change,
  type ConversationId,
  type MessageId,
  type Result,
} from '../../../model/index.ts';
import type { Written } from '../../writing.ts';
import { messageContext, type Connection } from '../connection.ts';
import { messagePathOf, type MessagePlace, type TeamsPlace } from '../ids.ts';
import { asText, type JsonRecord } from '../graph/json.ts';
import type { KnownNames } from '../known-names.ts';
import { changesOfPage, mapPage } from '../message/page.ts';

export interface WritingDesk {
  readonly connection: Connection;
  readonly names: KnownNames;
  /** The user's id in Entra. */
  readonly userId: string;
}

export const gone = { kind: 'not-found' } as const;

/** A message in Graph's answer, as changes, by the same mapping as in histories. Names of people are left out, because they are known. */
export const changesOfAnswer = async (
  { connection }: WritingDesk,
  conversationId: ConversationId,
  place: TeamsPlace,
  value: JsonRecord,
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const page = mapPage(messageContext(connection, conversationId, place), [value]);
  const filled = await connection.snippets.fill(page.messages, signal);
  if (!filled.ok) return filled;
  return succeeded(changesOfPage(page, filled.value).filter(({ kind }) => kind !== 'name'));
};

/** The sent message, from the answer. If the answer holds no message, it is not known whether the message was sent. */
export const written = async (
  desk: WritingDesk,
  conversationId: ConversationId,
  place: TeamsPlace,
  value: JsonRecord,
  signal: AbortSignal,
): Promise<Result<Written>> => {
  const changes = await changesOfAnswer(desk, conversationId, place, value, signal);
  if (!changes.ok) return changes;
  for (const change of changes.value)
    if (change.kind === 'message') return succeeded({ id: change.message.id, changes: changes.value });
  return failed({ kind: 'offline', reason: 'broken-answer', status: 201 });
};

/**
 * A message's form after an act, which Graph's 204 does not hold. An empty list if it cannot be read: the act itself succeeded, and the
 * next pull brings the message.
 */
export const presentFormOfMessage = async (
  desk: WritingDesk,
  at: MessagePlace,
  signal: AbortSignal,
): Promise<readonly Change[]> => {
  const answer = await desk.connection.client.get(messagePathOf(at), signal);
  if (!answer.ok || asText(answer.value.id) === null) return [];
  const changes = await changesOfAnswer(desk, at.conversationId, at.place, answer.value, signal);
  return changes.ok ? changes.value : [];
};

/** A message that Graph no longer has. Its id is its creation in ms (facts, graph §3). */
export const goneChange = (id: MessageId, { conversationId, messageId }: MessagePlace): Change => ({
  kind: 'message-gone',
  id,
  conversationId,
  at: Number(messageId) || 0,
});
