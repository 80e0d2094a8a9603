/**
 * Asks by `since` what changed in a channel: posts that were created, edited, deleted, reacted to or pinned.
 *
 * The cursor is a server stamp (the largest update_at seen), so only server times are compared with server times. Several nodes give
 * stamps, and give them before rows are committed. So each call asks from a margin before the cursor; rows that come twice change nothing.
 * The server picks at most 1,000 rows, in no order, and does not say so (facts, "Posts"), so a full answer cannot be used. Then smaller
 * margins are tried; otherwise many changes inside the margin would make each call overflow for ever. If the call overflows even without a
 * margin, the history has to be walked.
 */
import { failed, succeeded, type Result } from '../../../model/index.ts';
import type { ChangesPage } from '../../connector.ts';
import type { MappingContext } from '../context.ts';
import { offline } from '../rest/failure.ts';
import { mapKnowing } from './knowing.ts';
import { readPostList, type PostList } from './post-list.ts';
import { stampOf } from '../rest/reading.ts';
import type { Rest } from '../rest/rest.ts';

/** The most rows that the server puts into one answer. */
export const sinceLimit = 1_000;

/** How far before the cursor to ask, ms, one after the other. */
const margins: readonly number[] = [60_000, 5_000, 1, 0];

/** What changed since the cursor; see `Connector.changes`. `channelId` is Mattermost's own. */
export const readMattermostChanges = async (
  rest: Rest,
  context: MappingContext,
  channelId: string,
  cursor: string,
  signal: AbortSignal,
): Promise<Result<ChangesPage>> => {
  const from = /^\d+$/.test(cursor) ? stampOf(Number(cursor)) : null;
  if (from === null) return failed({ kind: 'cursor-gone' });
  let asked = -1;
  for (const margin of margins) {
    // The server treats since=0 as if it was not given, and would answer with the newest page, without deleted posts.
    const since = Math.max(1, from - margin);
    if (since === asked) continue;
    asked = since;
    const answer = await readSince(rest, context, channelId, since, signal);
    if (!answer.ok) return answer;
    const list = answer.value;
    if (list.listedCount < sinceLimit) {
      const next = Math.max(from, list.largestStamp);
      return succeeded({ changes: list.changes, cursor: String(next), more: false });
    }
    const { overflowStamp } = context.directory;
    overflowStamp.set(channelId, Math.max(overflowStamp.get(channelId) ?? 0, list.largestStamp));
  }
  return failed({ kind: 'cursor-gone' });
};

/** All rows whose update_at is later than `since` (ms, at least 1), deleted ones included. */
const readSince = async (
  rest: Rest,
  context: MappingContext,
  channelId: string,
  since: number,
  signal: AbortSignal,
): Promise<Result<PostList>> => {
  const answer = await rest.ask(signal, (client) => client.getPostsSince(channelId, since, false));
  if (!answer.ok) return answer;
  const { mapped: list, people } = await mapKnowing(rest, context, signal, () =>
    readPostList(answer.value, context),
  );
  return list === null
    ? failed(offline('broken-answer'))
    : succeeded({ ...list, changes: [...people, ...list.changes] });
};
