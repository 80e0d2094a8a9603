/**
 * The user's own posts as the websocket told them last, in memory only: while its events come without a gap, that is how they are. So a
 * post need not be read again before its props are written, which are replaced whole (facts, "Posts").
 */
import { textOf, type Payload } from '../rest/reading.ts';

/** A burst's worth: a post is marked soon after it was heard of, or read again. */
const remembered = 1_000;

export class HeardPosts {
  readonly #posts = new Map<string, Payload>();

  /** An event holds this post, whole. */
  hear(post: Payload): void {
    const id = textOf(post.id);
    this.#posts.delete(id);
    this.#posts.set(id, post);
    if (this.#posts.size <= remembered) return;
    const [oldest] = this.#posts.keys();
    if (oldest !== undefined) this.#posts.delete(oldest);
  }

  forget(postId: string): void {
    this.#posts.delete(postId);
  }

  /** The connection is lost: what happens from now on is not heard. */
  forgetAll(): void {
    this.#posts.clear();
  }

  /** The post as it is; null when that is not known. */
  latest(postId: string): Payload | null {
    return this.#posts.get(postId) ?? null;
  }
}
