/**
 * Reads changes of a chat. There is no delegated delta over chats (facts, graph §0.3), but messages can be listed by their last
 * modification, which edits, deletions and reactions change.
 */
import { failed, succeeded, type ConversationId, type Result } from '../../../model/index.ts';
import type { ChangesPage } from '../../connector.ts';
import { messageContext, type Connection } from '../connection.ts';
import { isDeadLink } from '../graph/failure.ts';
import { pathOf, type TeamsPlace } from '../ids.ts';
import { asText } from '../graph/json.ts';
import { changesOfPage, mapPage, recordsOf } from '../message/page.ts';
import { writeCursor, type ChatCursor } from './position.ts';
import { filterTime, newestModified } from '../graph/stamps.ts';

/**
 * The filter is `gt` and stamps have milliseconds: a second change of the same millisecond as the newest known one would be lost. So the
 * filter begins one millisecond earlier, and messages of that millisecond are told again.
 */
const sameMillisecond = 1;

/** Filter and order use the same property. Otherwise Graph ignores the filter and does not say so (facts, graph §1). */
const firstPage = (place: TeamsPlace, since: number): string =>
  `${pathOf(place)}/messages?$top=50&$orderby=lastModifiedDateTime desc&$filter=lastModifiedDateTime gt ${filterTime(since - sameMillisecond)}`;

/**
 * Reads one page of the walk from the newest change back to `since`. During the walk the cursor holds its state, and `since` stays: after a
 * crash between two pages the walk continues with the page that was not stored. A message that changes during the walk moves to the front,
 * gets a stamp after `until`, and comes with the next walk.
 */
export const readChatChanges = async (
  connection: Connection,
  at: { readonly conversationId: ConversationId; readonly place: TeamsPlace },
  cursor: ChatCursor,
  signal: AbortSignal,
): Promise<Result<ChangesPage>> => {
  const answer = await connection.client.get(cursor.walk?.next ?? firstPage(at.place, cursor.since), signal);
  if (!answer.ok) return cursor.walk && isDeadLink(answer.failure) ? beginAgain(cursor) : answer;
  const values: readonly unknown[] = Array.isArray(answer.value.value) ? answer.value.value : [];
  const page = mapPage(messageContext(connection, at.conversationId, at.place), values);
  const filled = await connection.snippets.fill(page.messages, signal);
  if (!filled.ok) return filled;
  const until = cursor.walk?.until ?? Math.max(cursor.since, newestModified(recordsOf(values)));
  const next = asText(answer.value['@odata.nextLink']);
  return succeeded({
    changes: changesOfPage(page, filled.value),
    cursor: writeCursor(
      next === null
        ? { kind: 'chat', since: until, walk: null, again: false }
        : { kind: 'chat', since: cursor.since, walk: { next, until }, again: cursor.again },
    ),
    more: next !== null,
  });
};

/** The link of a next page expires, so a walk that continues after a long pause may fail. It begins again, once. */
const beginAgain = (cursor: ChatCursor): Result<ChangesPage> =>
  cursor.again
    ? failed({ kind: 'cursor-gone' })
    : succeeded({
        changes: [],
        cursor: writeCursor({ kind: 'chat', since: cursor.since, walk: null, again: true }),
        more: true,
        anew: true,
      });
