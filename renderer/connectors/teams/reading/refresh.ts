/** Reads the present form of single messages. */
import {
  succeeded,
  type Change,
  type ConversationId,
  type MessageId,
  type Result,
} from '../../../model/index.ts';
import { messageContext, type Connection } from '../connection.ts';
import { messagePathOf, messagePlaceOf, pathOf, type MessagePlace } from '../ids.ts';
import { asText, type JsonRecord } from '../graph/json.ts';
import { changesOfPage, mapPage } from '../message/page.ts';
import { itemsOf } from '../graph/pages.ts';
import { filterTime } from '../graph/stamps.ts';

interface Asked extends MessagePlace {
  readonly id: MessageId;
}

/** A message's id is its creation in ms. It is used for `createdDateTime lt` and for a tombstone's time. */
const createdAt = (message: MessagePlace): number => Number(message.messageId) || 0;

/**
 * Reads these messages again. Messages that Graph no longer has become `message-gone`. A chat allows one request a second (facts, graph
 * §4), so several messages of a chat are read by pages that begin at the newest of them. Channels have no such filter.
 */
export const refreshMessages = async (
  connection: Connection,
  messageIds: readonly MessageId[],
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const byConversation = new Map<ConversationId, Asked[]>();
  for (const id of new Set(messageIds)) {
    const at = messagePlaceOf(connection.accountId, id);
    if (at)
      byConversation.set(at.conversationId, [
        ...(byConversation.get(at.conversationId) ?? []),
        { ...at, id },
      ]);
  }
  const changes: Change[] = [];
  for (const asked of byConversation.values()) {
    const [first] = asked;
    const isChat = first?.place.kind === 'chat';
    const read =
      isChat && asked.length > 1
        ? await onPages(connection, asked, signal)
        : await oneByOne(connection, asked, signal);
    if (!read.ok) return read;
    changes.push(...read.value);
  }
  return succeeded(changes);
};

const oneByOne = async (
  connection: Connection,
  asked: readonly Asked[],
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const changes: Change[] = [];
  for (const message of asked) {
    const answer = await connection.client.get(messagePathOf(message), signal);
    if (answer.ok) {
      const mapped = await mapOne(connection, message, [answer.value], signal);
      if (!mapped.ok) return mapped;
      changes.push(...mapped.value);
    } else if (answer.failure.kind === 'not-found') changes.push(gone(message));
    else if (answer.failure.kind !== 'forbidden') return answer;
  }
  return succeeded(changes);
};

const gone = (message: Asked): Change => ({
  kind: 'message-gone',
  id: message.id,
  conversationId: message.conversationId,
  at: createdAt(message),
});

const mapOne = async (
  connection: Connection,
  { conversationId, place }: MessagePlace,
  values: readonly JsonRecord[],
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const page = mapPage(messageContext(connection, conversationId, place), values);
  const filled = await connection.snippets.fill(page.messages, signal);
  return filled.ok ? succeeded(changesOfPage(page, filled.value)) : filled;
};

/**
 * Reads pages by creation. Each begins at the newest message that is not found yet. A message that a page should hold and does not hold is
 * gone.
 */
const onPages = async (
  connection: Connection,
  asked: readonly Asked[],
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const changes: Change[] = [];
  let left = [...asked].sort((a, b) => createdAt(b) - createdAt(a));
  for (let newest = left[0]; newest !== undefined; newest = left[0]) {
    const before = filterTime(createdAt(newest) + 1);
    const path = `${pathOf(newest.place)}/messages?$top=50&$orderby=createdDateTime desc&$filter=createdDateTime lt ${before}`;
    const answer = await connection.client.get(path, signal);
    if (!answer.ok) return answer;
    const items = itemsOf(answer.value);
    const wanted = new Set(left.map(({ messageId }) => messageId));
    const found = items.filter(({ id }) => wanted.has(asText(id) ?? ''));
    const mapped = await mapOne(connection, newest, found, signal);
    if (!mapped.ok) return mapped;
    changes.push(...mapped.value);
    const present = new Set(found.map(({ id }) => asText(id)));
    const isLast = asText(answer.value['@odata.nextLink']) === null;
    const oldest = isLast ? -Infinity : Math.min(...items.map(({ id }) => Number(asText(id)) || Infinity));
    const passed = left.filter(
      (message) => !present.has(message.messageId) && (createdAt(message) >= oldest || message === newest),
    );
    changes.push(...passed.map(gone));
    left = left.filter((message) => !present.has(message.messageId) && !passed.includes(message));
  }
  return succeeded(changes);
};
