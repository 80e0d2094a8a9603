/** Sends a message into a chat, a channel or a thread. */
import { failed, type ConversationId, type CopyNote, type Result } from '../../../model/index.ts';
import type { Draft, Written } from '../../writing.ts';
import { messagePathOf, messagePlaceOf, pathOf, placeOf, type TeamsPlace } from '../ids.ts';
import { pack } from './belongings.ts';
import { composeMessage } from './compose.ts';
import { gone, written, type WritingDesk } from './desk.ts';
import { quoteFor } from './quote.ts';

/** The path to which a draft is posted; null if its root is not in this conversation. Chats have no threads (facts, graph §1). */
const targetOf = (
  { connection }: WritingDesk,
  conversationId: ConversationId,
  place: TeamsPlace,
  threadId: Draft['threadId'],
): string | null => {
  if (threadId === '' || place.kind === 'chat') return `${pathOf(place)}/messages`;
  const root = messagePlaceOf(connection.accountId, threadId);
  return root?.conversationId === conversationId && root.rootId === null
    ? `${messagePathOf(root)}/replies`
    : null;
};

/**
 * Sends a draft. Graph has no idempotency key, and chatMessage takes no property of an app (facts, graph §2). So the engine recognises a
 * message whose answer was lost by the note hidden in its HTML, or, if Teams has removed the note, by author, text and time.
 */
export const sendMessage = async (
  desk: WritingDesk,
  conversationId: ConversationId,
  draft: Draft,
  note: CopyNote | null,
  signal: AbortSignal,
): Promise<Result<Written>> => {
  const { connection, names } = desk;
  const place = placeOf(connection.accountId, conversationId);
  const target = place && targetOf(desk, conversationId, place, draft.threadId);
  if (!place || target === null) return failed(gone);
  const quotes = await quoteFor(desk, place, draft.quotes, signal);
  if (!quotes.ok) return quotes;
  const packed = await pack(desk, place, draft.files, signal);
  if (!packed.ok) return packed;
  const { files, pictures, hostedContents } = packed.value;
  const destination = {
    accountId: connection.accountId,
    conversationId,
    place,
    names,
    takesSubject: place.kind === 'channel' && draft.threadId === '',
  };
  const message = composeMessage(destination, draft, { before: quotes.value, after: files, pictures }, note);
  const answer = await connection.client.post(
    target,
    hostedContents.length === 0 ? message : { ...message, hostedContents },
    signal,
  );
  return answer.ok ? written(desk, conversationId, place, answer.value, signal) : answer;
};
