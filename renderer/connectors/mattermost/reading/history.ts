/**
 * A channel's history, newest first, 200 posts a page.
 *
 * The server's `before=<post>` means "created strictly before that post". If a page ends between two posts of the same millisecond, the
 * second would be in no page at all. Each page therefore starts before the last post that is *newer* than the previous page's oldest: the
 * posts of that oldest millisecond are read twice, and none is left out. If a whole page was created in one millisecond (a bulk import),
 * that millisecond is walked by page numbers.
 */
import { failed, succeeded, type Result } from '../../../model/index.ts';
import type { HistoryPage } from '../../connector.ts';
import type { MappingContext } from '../context.ts';
import { offline } from '../rest/failure.ts';
import { isServiceId } from '../ids.ts';
import { mapKnowing } from './knowing.ts';
import { pageSize } from '../rest/paging.ts';
import { readPostList, type ListedPost, type PostList } from './post-list.ts';
import type { Rest } from '../rest/rest.ts';

/** Where a page starts: before this post (null: at the newest), and then this many pages further. */
interface Position {
  readonly before: ListedPost | null;
  readonly page: number;
}

const start: Position = { before: null, page: 0 };

/** `post id:create_at:page`; the connector's own, opaque to the engine. */
export const encodePosition = ({ before, page }: Position): string =>
  `${before?.id ?? ''}:${before?.createdAt ?? 0}:${page}`;

export const decodePosition = (text: string): Position | null => {
  const [id = '', createAt = '', page = '', ...more] = text.split(':');
  if (more.length > 0 || !/^\d+$/.test(createAt) || !/^\d+$/.test(page)) return null;
  if (id === '') return { before: null, page: Number(page) };
  return isServiceId(id) ? { before: { id, createdAt: Number(createAt) }, page: Number(page) } : null;
};

/** One page of history; see `Connector.history`. `channelId` is Mattermost's own. */
export const readMattermostHistory = async (
  rest: Rest,
  context: MappingContext,
  channelId: string,
  position: string | null,
  signal: AbortSignal,
): Promise<Result<HistoryPage>> => {
  const at = position === null ? start : decodePosition(position);
  if (at === null) return failed({ kind: 'cursor-gone' });
  // All posts up to this stamp existed before this page was read.
  const stampBefore = context.directory.highestStamp;
  const answer = await askPage(rest, channelId, at, signal);
  if (!answer.ok) return answer;
  const { mapped: list, people } = await mapKnowing(rest, context, signal, () =>
    readPostList(answer.value, context),
  );
  if (list === null) return failed(offline('broken-answer'));
  if (list.listedCount === 0 && at.before !== null && at.page === 0) {
    const lost = await positionIsLost(rest, at.before, signal);
    if (!lost.ok) return lost;
    if (lost.value) return failed({ kind: 'cursor-gone' });
  }
  const next = nextPosition(at, list);
  return succeeded({
    changes: [...people, ...list.changes],
    next: next === null ? null : encodePosition(next),
    changesCursor: position === null ? firstCursor(channelId, list, context) : null,
    covers: coverage(at, list, next, stampBefore),
  });
};

// `fetchThreads` is false (skipFetchThreads): a page's replies bring their roots, but not whole threads of other pages.
const askPage = (
  rest: Rest,
  channelId: string,
  { before, page }: Position,
  signal: AbortSignal,
): Promise<Result<unknown>> =>
  rest.ask(signal, (client) =>
    before === null
      ? client.getPosts(channelId, page, pageSize, false)
      : client.getPostsBefore(channelId, before.id, page, pageSize, false),
  );

/** Where the next page starts; null if the server has nothing older. */
const nextPosition = (at: Position, list: PostList): Position | null => {
  // After a full page there may be more, even if prev_post_id is empty: prev_post_id only names a post that was created strictly earlier.
  if (list.listedCount === 0 || (list.listedCount < pageSize && !list.hasOlder)) return null;
  const oldest = oldestOf(list);
  let edge: ListedPost | null = null;
  for (const post of list.listed)
    if (post.createdAt > oldest && (edge === null || post.createdAt < edge.createdAt)) edge = post;
  return edge === null ? { before: at.before, page: at.page + 1 } : { before: edge, page: 0 };
};

const oldestOf = (list: PostList): number =>
  list.listed.reduce((oldest, post) => Math.min(oldest, post.createdAt), Infinity);
const newestOf = (list: PostList): number =>
  list.listed.reduce((newest, post) => Math.max(newest, post.createdAt), 0);

/**
 * The stretch of time of which this page holds every post. On the first page its upper end is the largest stamp that the server had shown
 * *before* the page was asked for (or the page's newest post): a post that arrives while the page is read is younger, and must not count as
 * gone. Null if the page has unreadable posts.
 */
const coverage = (
  at: Position,
  list: PostList,
  next: Position | null,
  stampBefore: number,
): HistoryPage['covers'] => {
  if (list.flawed) return null;
  // The next page may hold more posts of the oldest millisecond.
  const from = next === null ? 0 : oldestOf(list) + 1;
  const to =
    at.page > 0
      ? newestOf(list) - 1
      : at.before === null
        ? Math.max(stampBefore, newestOf(list))
        : at.before.createdAt - 1;
  return from <= to ? { from, to } : null;
};

/**
 * Where `changes` starts from: the largest update_at of the first page. Older posts may have been changed later than that; then the cursor
 * is only earlier than it could be. If `changes` overflowed before this walk, the walk itself reads the posts that had changed, so the
 * cursor may start from the largest stamp among them.
 */
const firstCursor = (channelId: string, list: PostList, context: MappingContext): string =>
  String(Math.max(list.largestStamp, context.directory.overflowStamp.get(channelId) ?? 0));

/**
 * An empty page is the end of the history, unless the post before which it starts is no longer there at all (removed by data retention):
 * then the server finds no time to compare with, and always answers with an empty page.
 */
const positionIsLost = async (
  rest: Rest,
  before: ListedPost,
  signal: AbortSignal,
): Promise<Result<boolean>> => {
  const answer = await rest.ask(signal, (client) => client.getPostsByIds([before.id]));
  if (answer.ok) return succeeded(Array.isArray(answer.value) && answer.value.length === 0);
  return answer.failure.kind === 'not-found' ? succeeded(true) : answer;
};
