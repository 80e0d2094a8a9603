/** Quoting a message of a chat: an attachment that names it, with a preview of what it said (facts, graph §3). */
import { failed, succeeded, type MessageId, type Result } from '../../../model/index.ts';
import { messageContext } from '../connection.ts';
import { messagePathOf, messagePlaceOf, type TeamsPlace } from '../ids.ts';
import { asRecord, asText, type JsonRecord } from '../graph/json.ts';
import { mapMessage } from '../message/message.ts';
import type { GraphAttachment } from './compose.ts';
import { gone, type WritingDesk } from './desk.ts';

/** More is not shown, and all of it counts towards the message's size. */
const previewLength = 200;

const cut = (text: string): string => text.slice(0, previewLength).replace(/\p{Cs}$/u, '');

/** The attachment for a message as Graph serves it. */
export const quoteAttachment = (raw: JsonRecord, plain: string): GraphAttachment => {
  const id = asText(raw.id) ?? '';
  return {
    id,
    contentType: 'messageReference',
    content: JSON.stringify({
      messageId: id,
      messagePreview: cut(plain),
      messageSender: asRecord(raw.from),
    }),
  };
};

/**
 * Reads the quoted message and makes the attachment. None in channels, whose threads say what is answered, and none for a message
 * that is not there any more: the answer is sent all the same.
 */
export const quoteFor = async (
  { connection }: WritingDesk,
  place: TeamsPlace,
  quoted: MessageId | null,
  signal: AbortSignal,
): Promise<Result<readonly GraphAttachment[]>> => {
  if (quoted === null || place.kind !== 'chat') return succeeded([]);
  const at = messagePlaceOf(connection.accountId, quoted);
  if (at?.place.kind !== 'chat' || at.place.chatId !== place.chatId) return failed(gone);
  const answer = await connection.client.get(messagePathOf(at), signal);
  if (!answer.ok) return answer.failure.kind === 'not-found' ? succeeded([]) : answer;
  const mapped = mapMessage(messageContext(connection, at.conversationId, at.place), answer.value);
  const plain = mapped.kind === 'message' ? mapped.mapped.message.plain : '';
  return succeeded([quoteAttachment(answer.value, plain)]);
};
