/**
 * Keeps the number of replies in their root's row. Each reply that is new to the mirror is added to its root. If the root is missing, its
 * replies are added when it comes.
 */
import { addReplies, type Message, type MessageId } from '../../../model/index.ts';
import {
  readMessageRows,
  readMissingRoots,
  readTimelineRange,
  removeMissingRoots,
  writeMissingRoots,
  type IsthmusDatabase,
  type MissingRootRow,
} from '../../../store/index.ts';

/**
 * The rows to write for `rows`: these rows, and the roots of the replies among `added` (those of `rows` that are new to the mirror). Call
 * it within the batch's transaction, before they are written. (The threadId of a message never changes, and a message leaves the mirror
 * only with its conversation.)
 */
export const withReplies = async (
  database: IsthmusDatabase,
  rows: readonly Message[],
  added: readonly Message[],
): Promise<readonly Message[]> => {
  const threads = new Map<MessageId, Message[]>();
  for (const message of added)
    if (message.threadId !== '')
      threads.set(message.threadId, [...(threads.get(message.threadId) ?? []), message]);
  const earlier = await repliesBefore(database, added);
  if (threads.size === 0 && earlier.size === 0) return rows;

  const written = new Map(rows.map((row) => [row.id, row]));
  const elsewhere = [...threads.keys()].filter((id) => !written.has(id));
  for (const root of await readMessageRows(database, elsewhere)) if (root) written.set(root.id, root);
  const missing: MissingRootRow[] = [];
  for (const [id, replies] of earlier) threads.set(id, [...replies, ...(threads.get(id) ?? [])]);
  for (const [id, replies] of threads) {
    const [first] = replies;
    const root = written.get(id);
    if (root) written.set(id, { ...root, replies: addReplies(root.replies, replies) });
    else if (first) missing.push({ id, accountId: first.accountId, conversationId: first.conversationId });
  }
  await writeMissingRoots(database, missing);
  await removeMissingRoots(database, [...earlier.keys()]);
  return [...written.values()];
};

/** The replies that came before their root, for the roots among `added`. */
const repliesBefore = async (
  database: IsthmusDatabase,
  added: readonly Message[],
): Promise<ReadonlyMap<MessageId, readonly Message[]>> => {
  const roots = new Map(
    added.flatMap((message) => (message.threadId === '' ? [[message.id, message] as const] : [])),
  );
  const conversations = [...new Set([...roots.values()].map(({ conversationId }) => conversationId))];
  const waiting = await Promise.all(conversations.map((id) => readMissingRoots(database, id)));
  const found = new Map<MessageId, readonly Message[]>();
  for (const id of waiting.flat()) {
    const root = roots.get(id);
    if (root) found.set(id, await readTimelineRange(database, root.conversationId, id, -Infinity, Infinity));
  }
  return found;
};
