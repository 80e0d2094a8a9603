/** Quotes a message of a chat: an attachment names it, with a preview of its text (facts, graph §3). */
import { failed, succeeded, type MessageId, type Result } from '../../../model/index.ts';
import { messageContext } from '../connection.ts';
import { messagePathOf, messagePlaceOf, type TeamsPlace } from '../ids.ts';
import { asRecord, asText, type JsonRecord } from '../graph/json.ts';
import { mapMessage } from '../message/message.ts';
import type { GraphAttachment } from './compose.ts';
import { gone, type WritingDesk } from './desk.ts';

/** Teams does not show more, and all of it counts towards the message's size. */
const previewLength = 200;

const cut = (text: string): string => text.slice(0, previewLength).replace(/\p{Cs}$/u, '');

/** The attachment that quotes a message of Graph. */
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
 * Reads the quoted message and makes the attachment. There is none in channels, where the thread shows what is answered, and none if the
 * quoted message is gone; the answer is sent without it.
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
