/** Changes of a channel: Graph's delta, with the replies expanded, for without that it gives roots "without the replies" (facts, graph §1). */
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

/** As for chats: `gt` alone would lose a second change within the same millisecond. */
const sameMillisecond = 1;

/**
 * The first page of a delta that begins after `since`. Graph tells of any thread of which a message was created or changed after it,
 * for the last eight months; a fresh `since` is never older than the history page it comes from, so nothing falls into that gap.
 */
const firstPage = (place: TeamsPlace, since: number): string =>
  `${pathOf(place)}/messages/delta?$top=50&$expand=replies&$filter=lastModifiedDateTime gt ${filterTime(since - sameMillisecond)}`;

interface At {
  readonly conversationId: ConversationId;
  readonly place: TeamsPlace;
}

/** One page, by delta; by the list of messages where a tenant or cloud refuses delta, which is said once for each start. */
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

/** Not a channel that is gone, nor a service that fails: a call that is not let through, or not known. Conflicts pass. */
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

/** One page: of replies that an earlier delta page left out, or of the delta itself. */
const readDelta = async (
  connection: Connection,
  at: At,
  cursor: Exclude<ChannelCursor, ListCursor>,
  signal: AbortSignal,
): Promise<Result<ChangesPage>> => {
  const [thread, ...otherThreads] = cursor.kind === 'delta' ? cursor.threads : [];
  const link = cursor.kind === 'delta' ? cursor.link : firstPage(at.place, cursor.since);
  const asked = await connection.client.get(thread ?? link, signal);
  // A thread that is no longer there has no more replies.
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
          // A page with neither link would end the delta for good: ask for the same again next time.
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

/** A delta token Graph does not know any more (410, 400; facts, graph §4) cannot be mended by asking again. */
const goneWhenDead = (cursor: Exclude<ChannelCursor, ListCursor>, failure: ServiceFailure): ServiceFailure =>
  cursor.kind === 'delta' && (isDeadLink(failure) || isDeltaUnknown(failure))
    ? { kind: 'cursor-gone' }
    : failure;

/** A cloud that has stopped to know the call. */
const isDeltaUnknown = (failure: ServiceFailure): boolean =>
  failure.kind === 'offline' && failure.status === 501;
