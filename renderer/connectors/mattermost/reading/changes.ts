/**
 * What changed in a channel, by `since`: created, edited, deleted, reacted to, pinned.
 *
 * The cursor is a server stamp (the largest update_at seen), so only server times are compared with server times. Stamps are given
 * before rows are committed and by several nodes, so each call asks from a margin before the cursor; rows that come twice change
 * nothing. The server picks at most 1,000 rows in no order and without saying so (facts, "Posts"): an answer that is full is
 * worth nothing. Then smaller margins are tried, because a bulk of changes inside the margin would otherwise make every call
 * overflow for ever, and when even the bare cursor overflows, the history has to be walked.
 */
import { failed, succeeded, type Result } from '../../../model/index.ts';
import type { ChangesPage } from '../../connector.ts';
import type { MappingContext } from '../context.ts';
import { offline } from '../rest/failure.ts';
import { mapKnowing } from './knowing.ts';
import { readPostList, type PostList } from './post-list.ts';
import { stampOf } from '../rest/reading.ts';
import type { Rest } from '../rest/rest.ts';

/** The server's own cut. */
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
    // since=0 is no `since` to the server: it would answer with the newest page, without deleted posts.
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
