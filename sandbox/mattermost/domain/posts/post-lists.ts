/** Pages of posts as `GET /channels/{id}/posts` and `/posts/{id}/thread` give them (facts: Posts, Threads; Mattermost's post store). */
import type { Post } from '../../model.ts';
import { lowerBound } from '../../post-index.ts';
import { postOf, type Core } from '../../server.ts';
import { postView, type PostViewOptions } from '../../views.ts';

export interface PostListOptions {
  readonly userId: string;
  readonly page: number;
  /** Already cut to 200. */
  readonly perPage: number;
  readonly skipFetchThreads: boolean;
  readonly collapsedThreads: boolean;
  readonly includeDeleted: boolean;
}

export type PostList = Record<string, unknown>;

const listOf = (
  core: Core,
  order: readonly Post[],
  context: readonly Post[],
  options: Pick<PostListOptions, 'userId' | 'collapsedThreads'> & { readonly skipFetchThreads?: boolean },
  extra: Record<string, unknown> = {},
): PostList => {
  const view: PostViewOptions = options.collapsedThreads ? { collapsedFor: options.userId } : {};
  // Replies are counted only if whole threads are not included anyway.
  const counts = options.collapsedThreads || options.skipFetchThreads !== false;
  const posts: Record<string, unknown> = {};
  for (const post of [...order, ...context])
    posts[post.id] ??= { ...postView(core, post, view), ...(counts ? {} : { reply_count: 0 }) };
  return {
    order: order.map((post) => post.id),
    posts,
    next_post_id: '',
    prev_post_id: '',
    first_inaccessible_post_time: 0,
    ...extra,
  };
};

/** Posts of a channel in ascending order among which a page is cut. */
const rows = (core: Core, channelId: string, options: PostListOptions): readonly Post[] => {
  const index = core.state.postsOf(channelId);
  if (options.includeDeleted)
    return index
      .changedSince(-1)
      .filter((post) => !options.collapsedThreads || post.root_id === '')
      .sort((one, other) => one.create_at - other.create_at || (one.id < other.id ? -1 : 1));
  return options.collapsedThreads ? index.liveRoots : index.live;
};

/** The posts outside of `order`: the roots of replies, and unless skipped the whole threads (of roots too, around a post). */
const contextOf = (
  core: Core,
  page: readonly Post[],
  options: PostListOptions,
  ofRootsToo: boolean,
): Post[] => {
  if (options.collapsedThreads) return [];
  const context: Post[] = [];
  const rootIds = new Set(page.flatMap((post) => post.root_id || (ofRootsToo ? post.id : [])));
  for (const id of rootIds) {
    const root = core.state.posts.get(id);
    if (root?.delete_at === 0) context.push(root);
    if (!options.skipFetchThreads) context.push(...core.state.repliesTo(id));
  }
  return context;
};

const idBefore = (posts: readonly Post[], time: number): string =>
  posts[lowerBound(posts, (post) => post.create_at >= time) - 1]?.id ?? '';

const idAfter = (posts: readonly Post[], time: number): string =>
  posts[lowerBound(posts, (post) => post.create_at > time)]?.id ?? '';

/** `prev_post_id` (older) and `next_post_id` (newer) beside a page, newest first. */
const cursors = (
  core: Core,
  channelId: string,
  page: readonly Post[],
  options: PostListOptions,
): { next: string; previous: string } => {
  const index = core.state.postsOf(channelId);
  const posts = options.collapsedThreads ? index.liveRoots : index.live;
  const newest = page[0];
  const oldest = page.at(-1);
  return {
    next: newest ? idAfter(posts, newest.create_at) : '',
    previous: oldest ? idBefore(posts, oldest.create_at) : '',
  };
};

/** A page, newest first. */
export const postPage = (core: Core, channelId: string, options: PostListOptions): PostList => {
  const posts = rows(core, channelId, options);
  const end = Math.max(0, posts.length - options.page * options.perPage);
  const page = posts.slice(Math.max(0, end - options.perPage), end).reverse();
  const { next, previous } = cursors(core, channelId, page, options);
  return listOf(core, page, contextOf(core, page, options, false), options, {
    next_post_id: next,
    prev_post_id: previous,
  });
};

/** A page of posts older (`before`) or newer (`after`) than a post, by create_at alone: others of the same millisecond are passed over. */
export const postsAround = (
  core: Core,
  channelId: string,
  side: 'before' | 'after',
  postId: string,
  options: PostListOptions,
): PostList => {
  const pivot = core.state.posts.get(postId) ?? postOf(core, postId);
  const posts = rows(core, channelId, options);
  const offset = options.page * options.perPage;
  let page: Post[];
  if (side === 'before') {
    const end = Math.max(0, lowerBound(posts, (post) => post.create_at >= pivot.create_at) - offset);
    page = posts.slice(Math.max(0, end - options.perPage), end).reverse();
  } else {
    const start = lowerBound(posts, (post) => post.create_at > pivot.create_at) + offset;
    page = posts.slice(start, start + options.perPage).reverse();
  }
  const found = cursors(core, channelId, page, options);
  const short = page.length < options.perPage;
  const first = options.page === 0;
  const next = side === 'after' ? (short ? '' : found.next) : first ? postId : found.next;
  const previous = side === 'before' ? (short ? '' : found.previous) : first ? postId : found.previous;
  return listOf(core, page, contextOf(core, page, options, true), options, {
    next_post_id: next,
    prev_post_id: previous,
  });
};

/** A fixed order that is neither the order of creation nor of change, like a LIMIT without ORDER BY. */
const anyOrder = (post: Post): string => post.id;

/**
 * Everything whose `update_at` is later than `since`: deleted and edited posts, copies that edits left, posts whose reactions or replies
 * changed. Cut at 1,000 with no marker, any 1,000 of them; then newest first, roots of replies along outside `order`.
 */
export const postsSince = (
  core: Core,
  channelId: string,
  since: number,
  options: Pick<PostListOptions, 'userId' | 'collapsedThreads'>,
): PostList => {
  const byCreation = (one: Post, other: Post): number =>
    other.create_at - one.create_at || (one.id < other.id ? 1 : -1);
  let changed = core.state.postsOf(channelId).changedSince(since);
  if (options.collapsedThreads) {
    changed = changed
      .filter((post) => post.root_id === '')
      .sort(byCreation)
      .slice(0, 1000);
    return listOf(core, changed, [], options);
  }
  if (changed.length > 1000)
    changed = changed.sort((one, other) => (anyOrder(one) < anyOrder(other) ? -1 : 1)).slice(0, 1000);
  const order = new Set(changed);
  const context: Post[] = [];
  for (const post of changed) {
    const root = core.state.posts.get(post.root_id);
    if (!root || order.has(root)) continue;
    if (root.update_at > since) order.add(root);
    else context.push(root);
  }
  return listOf(core, [...order].sort(byCreation), context, options);
};

export interface ThreadOptions {
  readonly userId: string;
  readonly perPage: number;
  readonly fromCreateAt: number;
  readonly fromPost: string;
  readonly fromUpdateAt: number;
  readonly updatesOnly: boolean;
  readonly direction: '' | 'up' | 'down';
  readonly collapsedThreads: boolean;
  readonly skipFetchThreads: boolean;
}

/** A thread: the asked-for post first, then the others in `direction`, from a post or time on; `has_next` says whether more follow. */
export const threadPage = (core: Core, post: Post, options: ThreadOptions): PostList => {
  const rootId = post.root_id === '' ? post.id : post.root_id;
  const root = core.state.posts.get(rootId);
  let others = [...(root?.delete_at === 0 ? [root] : []), ...core.state.repliesTo(rootId)];
  if (options.skipFetchThreads) others = [];
  if (options.direction === 'up') others.reverse();
  const from = options.updatesOnly ? options.fromUpdateAt : options.fromCreateAt;
  if (from !== 0) {
    const time = (row: Post): number => (options.updatesOnly ? row.update_at : row.create_at);
    const down = options.direction === 'down';
    others = others.filter((row) => {
      if (time(row) === from && options.fromPost !== '')
        return down ? row.id > options.fromPost : row.id < options.fromPost;
      return down ? time(row) > from : time(row) < from;
    });
  }
  const hasNext = options.perPage > 0 && others.length > options.perPage;
  if (options.perPage > 0) others = others.slice(0, options.perPage);
  const order = [post, ...others.filter((row) => row.id !== post.id)];
  const { userId, collapsedThreads } = options;
  return listOf(core, order, [], { userId, collapsedThreads }, { has_next: hasNext });
};
