/** The posts of one channel, indexed so that a page, `before`/`after` and `since` never look at the whole channel. */
import type { Post } from './model.ts';

/** First position at which `test` holds, in an array in which it holds from some point on. */
export const lowerBound = <Item>(items: readonly Item[], test: (item: Item) => boolean): number => {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && test(item)) high = middle;
    else low = middle + 1;
  }
  return low;
};

const isAfter = (post: Post, other: Post): boolean =>
  post.create_at > other.create_at || (post.create_at === other.create_at && post.id > other.id);

/** Inserts keeping the order by create_at (then id); nearly always an append. */
export const insertByCreation = (posts: Post[], post: Post): void => {
  const last = posts.at(-1);
  if (last === undefined || isAfter(post, last)) posts.push(post);
  else
    posts.splice(
      lowerBound(posts, (other) => isAfter(other, post)),
      0,
      post,
    );
};

const remove = (posts: Post[], post: Post): void => {
  const at = lowerBound(posts, (other) => other === post || isAfter(other, post));
  if (posts[at] === post) posts.splice(at, 1);
};

interface Change {
  readonly at: number;
  readonly post: Post;
}

export class ChannelPosts {
  /** Not deleted, by create_at ascending. */
  readonly live: Post[] = [];
  /** Of those, the ones that answer nothing. */
  readonly liveRoots: Post[] = [];
  /** Every row with its update_at, ascending; rows whose update_at moved on leave stale entries behind. */
  #changes: Change[] = [];
  #stale = 0;

  /** A new row: a post, or the copy an edit leaves behind. */
  add(post: Post): void {
    if (post.delete_at === 0) {
      insertByCreation(this.live, post);
      if (post.root_id === '') insertByCreation(this.liveRoots, post);
    }
    this.#log(post);
  }

  /** After `update_at` (and perhaps `delete_at`) of a row moved. */
  touched(post: Post, wasLive: boolean): void {
    if (wasLive && post.delete_at !== 0) {
      remove(this.live, post);
      if (post.root_id === '') remove(this.liveRoots, post);
    }
    this.#stale += 1;
    this.#log(post);
    if (this.#stale > 1000 && this.#stale > this.#changes.length / 2) this.#compact();
  }

  /** A row that is gone for good. */
  remove(post: Post): void {
    remove(this.live, post);
    remove(this.liveRoots, post);
    this.#changes = this.#changes.filter((change) => change.post !== post);
  }

  /** Rows with `update_at > since` (exclusive), oldest change first. */
  changedSince(since: number): Post[] {
    const found = new Set<Post>();
    for (
      let at = lowerBound(this.#changes, (change) => change.at > since);
      at < this.#changes.length;
      at += 1
    ) {
      const change = this.#changes[at];
      if (change && change.at === change.post.update_at) found.add(change.post);
    }
    return [...found];
  }

  /** The newest update_at in the channel, 0 when there is none; the posts' ETag. */
  lastChange(): number {
    return this.#changes.at(-1)?.at ?? 0;
  }

  #log(post: Post): void {
    const change = { at: post.update_at, post };
    const last = this.#changes.at(-1);
    if (last === undefined || last.at <= change.at) this.#changes.push(change);
    else
      this.#changes.splice(
        lowerBound(this.#changes, (other) => other.at > change.at),
        0,
        change,
      );
  }

  #compact(): void {
    this.#changes = this.#changes.filter((change) => change.at === change.post.update_at);
    this.#stale = 0;
  }
}
