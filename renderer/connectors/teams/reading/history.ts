/** Reads the history of a conversation, newest first, one page per call. */
import {
  failed,
  succeeded,
  type Change,
  type ConversationId,
  type Message,
  type Result,
  type ServiceFailure,
} from '../../../model/index.ts';
import type { HistoryPage } from '../../connector.ts';
import { messageContext, type Connection } from '../connection.ts';
import { pathOf, placeOf, type TeamsPlace } from '../ids.ts';
import { asText, type JsonRecord } from '../graph/json.ts';
import { changesOfPage, mapPage, recordsOf } from '../message/page.ts';
import { isDeadLink } from '../graph/failure.ts';
import { readPosition, writeCursor, writePosition, type HistoryPosition } from './position.ts';
import { filterTime, newestModified } from '../graph/stamps.ts';

/**
 * The first page. A chat is ordered by creation (the default order is by modification, which would put an old message first after an edit).
 * A channel takes no order; its replies are expanded, up to 1,000 per root (facts, graph §1).
 */
const firstPage = (place: TeamsPlace): string =>
  place.kind === 'chat'
    ? `${pathOf(place)}/messages?$top=50&$orderby=createdDateTime desc`
    : `${pathOf(place)}/messages?$top=50&$expand=replies`;

/**
 * The page of a chat from messages of this creation on. The known message comes again, because another one may have the same millisecond.
 */
const pageBelow = (place: TeamsPlace, createdAt: number): string =>
  `${firstPage(place)}&$filter=createdDateTime lt ${filterTime(createdAt + 1)}`;

/** Reads one page: first of threads whose replies did not fit, then of the timeline. So the list of open threads stays short. */
export const readTeamsHistory = async (
  connection: Connection,
  conversationId: ConversationId,
  position: string | null,
  signal: AbortSignal,
): Promise<Result<HistoryPage>> => {
  const place = placeOf(connection.accountId, conversationId);
  if (!place) return failed({ kind: 'not-found' });
  const from =
    position === null ? { next: firstPage(place), threads: [], oldest: null } : readPosition(position);
  if (from === null) return failed({ kind: 'cursor-gone' });
  const [thread, ...otherThreads] = from.threads;
  const asked = thread ?? from.next;
  if (asked === null) return succeeded({ changes: [], next: null, changesCursor: null, covers: null });

  const answer = await ask(connection, place, { asked, from, isThread: thread !== undefined }, signal);
  if (!answer.ok) return answer;
  const values: readonly unknown[] = Array.isArray(answer.value.value) ? answer.value.value : [];
  const page = mapPage(messageContext(connection, conversationId, place), values);
  const filled = await connection.snippets.fill(page.messages, signal);
  if (!filled.ok) return filled;

  const nextPage = asText(answer.value['@odata.nextLink']);
  const depth = withinDepth(filled.value, connection.historyNotBefore);
  const oldest = oldestOf(place, from.oldest, filled.value);
  const left: HistoryPosition =
    thread === undefined
      ? { next: depth.goOn ? nextPage : null, threads: page.moreReplies, oldest }
      : {
          next: from.next,
          oldest,
          threads: [
            ...(nextPage === null || !depth.goOn ? [] : [nextPage]),
            ...otherThreads,
            ...page.moreReplies,
          ],
        };
  const tooOld: readonly Change[] = Array.from({ length: depth.beyond }, () => ({
    kind: 'discarded',
    reason: 'beyond-depth',
  }));
  return succeeded({
    changes: [...changesOfPage(page, depth.kept), ...tooOld],
    next: left.next === null && left.threads.length === 0 ? null : writePosition(left),
    changesCursor: position === null ? firstCursor(place, recordsOf(values)) : null,
    covers: null,
  });
};

/**
 * Asks for a page. The link of a next page expires, and a walk may continue after weeks. Then a chat continues below its oldest message; a
 * channel has no such filter, so it is walked again. A thread that is gone has no more replies.
 */
const ask = async (
  connection: Connection,
  place: TeamsPlace,
  {
    asked,
    from,
    isThread,
  }: { readonly asked: string; readonly from: HistoryPosition; readonly isThread: boolean },
  signal: AbortSignal,
): Promise<Result<JsonRecord>> => {
  const answer = await connection.client.get(asked, signal);
  if (answer.ok) return answer;
  if (isThread && isWorthless(answer.failure)) return succeeded({});
  if (!asked.startsWith('http') || !isDeadLink(answer.failure)) return answer;
  if (isThread || from.oldest === null) return failed({ kind: 'cursor-gone' });
  return connection.client.get(pageBelow(place, from.oldest), signal);
};

/** Whether a link to more replies cannot be used. The walk then continues without these replies. */
const isWorthless = (failure: ServiceFailure): boolean =>
  failure.kind === 'not-found' || (failure.kind === 'refused' && failure.code === 'foreign-link');

const oldestOf = (place: TeamsPlace, held: number | null, messages: readonly Message[]): number | null => {
  if (place.kind !== 'chat') return null;
  const oldest = messages.reduce((least, { createdAt }) => Math.min(least, createdAt), held ?? Infinity);
  return Number.isFinite(oldest) ? oldest : null;
};

/**
 * The cursor at which changes begin: the newest stamp on the first page, by the service's clock. A change after this page was read gets a
 * later stamp. A message of a later page that changed before is only told twice. Zero (for an empty conversation) means all changes.
 */
const firstCursor = (place: TeamsPlace, values: readonly JsonRecord[]): string => {
  const since = newestModified(values);
  return place.kind === 'chat'
    ? writeCursor({ kind: 'chat', since, walk: null, again: false })
    : writeCursor({ kind: 'delta-from', since });
};

interface Depth {
  readonly kept: readonly Message[];
  readonly beyond: number;
  readonly goOn: boolean;
}

/**
 * Leaves out messages older than the configured depth, except roots with a newer reply. The walk ends at the first page that holds only old
 * messages, not at the first old message, because the order of a channel is not documented.
 */
const withinDepth = (messages: readonly Message[], notBefore: number | null): Depth => {
  if (notBefore === null) return { kept: messages, beyond: 0, goOn: true };
  const answered = new Set(
    messages.filter(({ createdAt }) => createdAt >= notBefore).map(({ threadId }) => threadId),
  );
  const kept = messages.filter(({ id, createdAt }) => createdAt >= notBefore || answered.has(id));
  return { kept, beyond: messages.length - kept.length, goOn: messages.length === 0 || kept.length > 0 };
};
