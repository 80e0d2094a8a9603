/** The answer of every `/posts` route: `{order: [ids newest first], posts: {id: post}, prev_post_id}` as changes. */
import type { Change, DiscardReason } from '../../../model/index.ts';
import type { MappingContext } from '../context.ts';
import { isServiceId } from '../ids.ts';
import { changeOfPost } from '../message/posts.ts';
import { isPayload, listOf, payloadOf, stampOf, textOf } from '../rest/reading.ts';

/** A post of the page itself (not a root that came along for context). */
export interface ListedPost {
  readonly id: string;
  readonly createdAt: number;
}

export interface PostList {
  /** Posts of the page, newest first, then roots that only came along for context. */
  readonly changes: readonly Change[];
  readonly listed: readonly ListedPost[];
  /** How many posts the server listed, whether they could be read or not. */
  readonly listedCount: number;
  /** The largest update_at among all of them, 0 when there are none. */
  readonly largestStamp: number;
  /** Whether a post of it could not be read. Such a page must not count as complete. */
  readonly flawed: boolean;
  /** Whether the server says that older posts exist. */
  readonly hasOlder: boolean;
}

/** Posts that were read, and are no messages. */
const harmless: ReadonlySet<DiscardReason> = new Set(['edit-history-copy', 'author-register']);

/** Reads a post list; null if the payload is no post list. */
export const readPostList = (raw: unknown, context: MappingContext): PostList | null => {
  if (!isPayload(raw) || !('order' in raw) || !('posts' in raw)) return null;
  const posts = payloadOf(raw.posts);
  const order = listOf(raw.order);
  const changes: Change[] = [];
  const listed: ListedPost[] = [];
  const seen = new Set<string>();
  let largestStamp = 0;
  let flawed = false;
  const take = (post: unknown): void => {
    const change = changeOfPost(post, context);
    // Left out, so that a channel with nothing but registers counts as empty and not as one that cannot be read.
    if (change.kind !== 'discarded' || change.reason !== 'author-register') changes.push(change);
    if (change.kind === 'discarded' && !harmless.has(change.reason)) flawed = true;
    const { update_at } = payloadOf(post);
    largestStamp = Math.max(largestStamp, stampOf(update_at) ?? 0);
  };
  for (const id of order) {
    if (typeof id !== 'string' || seen.has(id)) continue;
    seen.add(id);
    const post = Object.hasOwn(posts, id) ? posts[id] : undefined;
    take(post);
    const createdAt = stampOf(payloadOf(post).create_at);
    if (isServiceId(id) && createdAt !== null) listed.push({ id, createdAt });
  }
  for (const [id, post] of Object.entries(posts)) if (!seen.has(id)) take(post);
  context.directory.highestStamp = Math.max(context.directory.highestStamp, largestStamp);
  return {
    changes,
    listed,
    listedCount: order.length,
    largestStamp,
    flawed,
    hasOlder: textOf(raw.prev_post_id) !== '',
  };
};
