/** Changes of a channel: Graph's delta, with the replies expanded, for without that it gives roots "without the replies" (facts, graph §1). */
import {
  failed,
  succeeded,
  type ConversationId,
  type Result,
  type ServiceFailure,
} from '../../model/index.ts';
import type { ChangesPage } from '../connector.ts';
import { messageContext, type Connection } from './connection.ts';
import { isDeadLink } from './failure.ts';
import { pathOf, type Place } from './ids.ts';
import { asText, type JsonRecord } from './json.ts';
import { changesOf, mapPage } from './message/page.ts';
import { writeCursor, type ChannelCursor, type DeltaCursor } from './position.ts';
import { filterTime } from './stamps.ts';

/** As for chats: `gt` alone would lose a second change within the same millisecond. */
const sameMillisecond = 1;

/**
 * The first page of a delta that begins after `since`. Graph tells of any thread of which a message was created or changed after it,
 * for the last eight months; a fresh `since` is never older than the history page it comes from, so nothing falls into that gap.
 */
const firstPage = (place: Place, since: number): string =>
  `${pathOf(place)}/messages/delta?$top=50&$expand=replies&$filter=lastModifiedDateTime gt ${filterTime(since - sameMillisecond)}`;

/** One page: of replies that an earlier delta page left out, or of the delta itself. */
export const readChannelChanges = async (
  connection: Connection,
  at: { readonly conversationId: ConversationId; readonly place: Place },
  cursor: ChannelCursor,
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
    changes: changesOf(page, filled.value),
    cursor: writeCursor(after),
    more: after.linkIsNextPage || after.threads.length > 0,
  });
};

/** A delta token Graph does not know any more (410, 400; facts, graph §4) cannot be mended by asking again. */
const goneWhenDead = (cursor: ChannelCursor, failure: ServiceFailure): ServiceFailure =>
  cursor.kind === 'delta' && isDeadLink(failure) ? { kind: 'cursor-gone' } : failure;
