/**
 * Reads changes of a channel if Graph refuses its delta (by a rule of the tenant or the cloud). Messages are listed from the newest on,
 * until a page holds nothing new. Graph does not document that the list is in the order of the threads' activity, so an edit far down may
 * be missed.
 */
import {
  failed,
  succeeded,
  type ConversationId,
  type Result,
  type ServiceFailure,
} from '../../../model/index.ts';
import type { ChangesPage } from '../../connector.ts';
import { messageContext, type Connection } from '../connection.ts';
import { isDeadLink } from '../graph/failure.ts';
import { pathOf, type TeamsPlace } from '../ids.ts';
import { asText, type JsonRecord } from '../graph/json.ts';
import { changesOfPage, mapPage, recordsOf } from '../message/page.ts';
import { writeCursor, type ListCursor } from './position.ts';
import { newestModified } from '../graph/stamps.ts';

/** As for chats, a second change may have the same millisecond. */
const sameMillisecond = 1;

const firstPage = (place: TeamsPlace): string => `${pathOf(place)}/messages?$top=50&$expand=replies`;

/** Reads one page: first of replies that a page of the list left out, then of the list. `since` moves only when the walk is complete. */
export const readListedChanges = async (
  connection: Connection,
  at: { readonly conversationId: ConversationId; readonly place: TeamsPlace },
  cursor: ListCursor,
  signal: AbortSignal,
): Promise<Result<ChangesPage>> => {
  const [thread, ...otherThreads] = cursor.threads;
  const asked = await connection.client.get(thread ?? cursor.walk?.next ?? firstPage(at.place), signal);
  const isGone = !asked.ok && thread !== undefined && asked.failure.kind === 'not-found';
  const answer: Result<JsonRecord> = isGone ? succeeded({}) : asked;
  if (!answer.ok) return failed(goneWhenDead(cursor, answer.failure));
  const values = recordsOf(Array.isArray(answer.value.value) ? answer.value.value : []);
  // Of the list, only threads with news are used; of a thread's replies, all.
  const isNew = (one: JsonRecord): boolean => newestModified([one]) >= cursor.since - sameMillisecond;
  const fresh = thread === undefined ? values.filter(isNew) : values;
  const page = mapPage(messageContext(connection, at.conversationId, at.place), fresh);
  const filled = await connection.snippets.fill(page.messages, signal);
  if (!filled.ok) return filled;

  const next = asText(answer.value['@odata.nextLink']);
  const after = ((): ListCursor => {
    if (thread !== undefined)
      return { ...cursor, threads: [...(next === null ? [] : [next]), ...otherThreads, ...page.moreReplies] };
    const until = Math.max(cursor.walk?.until ?? cursor.since, newestModified(values));
    return next === null || newestModified(values) <= cursor.since
      ? { kind: 'list', since: until, walk: null, threads: page.moreReplies }
      : { kind: 'list', since: cursor.since, walk: { next, until }, threads: page.moreReplies };
  })();
  return succeeded({
    changes: changesOfPage(page, filled.value),
    cursor: writeCursor(after),
    more: after.walk !== null || after.threads.length > 0,
  });
};

/** The link of a next page expires. Then the cursor is gone. */
const goneWhenDead = (cursor: ListCursor, failure: ServiceFailure): ServiceFailure =>
  (cursor.walk !== null || cursor.threads.length > 0) && isDeadLink(failure)
    ? { kind: 'cursor-gone' }
    : failure;
