/** Walks a connector as the engine does, into a mirror. */
import type { ConversationId, Result } from '../../../model/index.ts';
import type { Connector, HistoryPage } from '../../connector.ts';
import type { MattermostTestMirror } from './mirror.ts';

const never = new AbortController().signal;

/** The value of a result; throws if it is a failure. */
export const must = async <Value>(result: Promise<Result<Value>>): Promise<Value> => {
  const settled = await result;
  if (!settled.ok) throw new Error(JSON.stringify(settled.failure));
  return settled.value;
};

/** Walks one history, and returns the cursor for `changes`. */
export const walkInto = async (
  mirror: MattermostTestMirror,
  connector: Connector,
  conversationId: ConversationId,
): Promise<string> => {
  let cursor = '';
  for (let position: string | null = null; ;) {
    const page: HistoryPage = await must(connector.history(conversationId, position, never));
    mirror.apply(page.changes);
    cursor = page.changesCursor ?? cursor;
    position = page.next;
    if (position === null) return cursor;
  }
};

/** Reads everything, and returns a cursor for each conversation. */
export const fillFromMattermost = async (
  mirror: MattermostTestMirror,
  connector: Connector,
): Promise<Map<ConversationId, string>> => {
  const overview = await must(connector.overview(never));
  mirror.apply(overview.changes);
  const cursors = new Map<ConversationId, string>();
  for (const id of overview.conversationIds) cursors.set(id, await walkInto(mirror, connector, id));
  return cursors;
};

/** Reads what changed since the cursors, and moves them. */
export const catchUpMattermost = async (
  mirror: MattermostTestMirror,
  connector: Connector,
  cursors: Map<ConversationId, string>,
): Promise<void> => {
  for (const [conversationId, cursor] of cursors) {
    const page = await must(connector.changes(conversationId, cursor, never));
    mirror.apply(page.changes);
    cursors.set(conversationId, page.cursor);
  }
};
