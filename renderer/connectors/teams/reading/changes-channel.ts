/**
 * Reads changes of a channel by Graph's delta. Replies are expanded, because otherwise Graph gives roots "without the replies" (facts,
 * graph §1).
 */
import {
  failed,
  succeeded,
  type Change,
  type ConversationId,
  type Result,
  type ServiceFailure,
} from '../../../model/index.ts';
import type { ChangesPage } from '../../connector.ts';
import { readListedChanges } from './changes-channel-list.ts';
import { messageContext, type Connection } from '../connection.ts';
import { isDeadLink, isUnknownCall } from '../graph/failure.ts';
import { pathOf, type TeamsPlace } from '../ids.ts';
import { asText, type JsonRecord } from '../graph/json.ts';
import { changesOfPage, mapPage } from '../message/page.ts';
import { writeCursor, type ChannelCursor, type DeltaCursor, type ListCursor } from './position.ts';
import { filterTime } from '../graph/stamps.ts';

/** As for chats, `gt` alone would lose a second change of the same millisecond. */
const sameMillisecond = 1;

/**
 * The first page of a delta that begins after `since`. Graph gives every thread in which a message was created or changed after it, for the
 * last eight months. A new `since` comes from a history page that was read just before, so it is never that old.
 */
const firstPage = (place: TeamsPlace, since: number): string =>
  `${pathOf(place)}/messages/delta?$top=50&$expand=replies&$filter=lastModifiedDateTime gt ${filterTime(since - sameMillisecond)}`;

interface At {
  readonly conversationId: ConversationId;
  readonly place: TeamsPlace;
}

/**
 * Reads one page by delta. If a tenant or cloud refuses delta, reads the list of messages instead, and reports that once per channel and
 * start.
 */
export const readChannelChanges = async (
  connection: Connection,
  at: At,
  cursor: ChannelCursor,
  signal: AbortSignal,
): Promise<Result<ChangesPage>> => {
  if (cursor.kind === 'delta') return readDelta(connection, at, cursor, signal);
  const listed: ListCursor =
    cursor.kind === 'list' ? cursor : { kind: 'list', since: cursor.since, walk: null, threads: [] };
  const isUnderWay = listed.walk !== null || listed.threads.length > 0;
  if (isUnderWay || connection.withoutDelta.has(at.conversationId))
    return readListedChanges(connection, at, listed, signal);
  const page = await readDelta(connection, at, { kind: 'delta-from', since: listed.since }, signal);
  if (page.ok || !isDeltaRefused(page.failure)) return page;
  const instead = await readListedChanges(connection, at, listed, signal);
  if (!instead.ok) return instead;
  connection.withoutDelta.add(at.conversationId);
  connection.world.log('teams-delta-refused', {
    status: 'status' in page.failure ? (page.failure.status ?? 0) : 0,
  });
  const said: Change = { kind: 'discarded', reason: 'changes-refused' };
  return succeeded({ ...instead.value, changes: [...instead.value.changes, said] });
};

/** Whether Graph forbids the call or does not know it. A channel that is gone, a failing service and a conflict do not count. */
const isDeltaRefused = (failure: ServiceFailure): boolean => {
  switch (failure.kind) {
    case 'not-let-in':
    case 'forbidden':
      return true;
    case 'refused':
      return failure.status !== 409 && failure.status !== 412 && failure.status !== 0;
    default:
      return isUnknownCall(failure) && failure.kind !== 'not-found';
  }
};

/** Reads one page: first of replies that an earlier delta page left out, then of the delta. */
const readDelta = async (
  connection: Connection,
  at: At,
  cursor: Exclude<ChannelCursor, ListCursor>,
  signal: AbortSignal,
): Promise<Result<ChangesPage>> => {
  const [thread, ...otherThreads] = cursor.kind === 'delta' ? cursor.threads : [];
  const link = cursor.kind === 'delta' ? cursor.link : firstPage(at.place, cursor.since);
  const asked = await connection.client.get(thread ?? link, signal);
  // If the thread is gone, it has no more replies.
  const isGone = !asked.ok && thread !== undefined && asked.failure.kind === 'not-found';
  const answer: Result<JsonRecord> = isGone ? succeeded({}) : asked;
  if (!answer.ok) return failed(goneWhenDead(cursor, answer.failure));
  const values: readonly unknown[] = Array.isArray(answer.value.value) ? answer.value.value : [];
  const page = mapPage(messageContext(connection, at.conversationId, at.place), values);
  const filled = await connection.snippets.fill(page.messages, signal);
  if (!filled.ok) return filled;

  const nextPage = asText(answer.value['@odata.nextLink']);
  const after: DeltaCursor =
    thread !== undefined && cursor.kind === 'delta'
      ? {
          ...cursor,
          threads: [...(nextPage === null ? [] : [nextPage]), ...otherThreads, ...page.moreReplies],
        }
      : {
          kind: 'delta',
          // Without either link, the delta would end for ever. So the next call asks for the same page again.
          link: nextPage ?? asText(answer.value['@odata.deltaLink']) ?? link,
          linkIsNextPage: nextPage !== null,
          threads: page.moreReplies,
        };
  return succeeded({
    changes: changesOfPage(page, filled.value),
    cursor: writeCursor(after),
    more: after.linkIsNextPage || after.threads.length > 0,
  });
};

/** Graph no longer knows the delta token (410, 400; facts, graph §4), so the cursor is gone. */
const goneWhenDead = (cursor: Exclude<ChannelCursor, ListCursor>, failure: ServiceFailure): ServiceFailure =>
  cursor.kind === 'delta' && (isDeadLink(failure) || isDeltaUnknown(failure))
    ? { kind: 'cursor-gone' }
    : failure;

/** Whether a cloud no longer knows the call. */
const isDeltaUnknown = (failure: ServiceFailure): boolean =>
  failure.kind === 'offline' && failure.status === 501;
