/**
 * The user's own posts as the websocket told them last, in memory only. As long as no event is missed, these posts are up to date. The
 * server replaces props whole, so a post must be known before its props are written (facts, "Posts"); a post that is kept here need not be
 * read again for that.
 */
import { textOf, type Payload } from '../rest/reading.ts';

/** Enough for many posts at once: a post is marked soon after its event, or else is read again. */
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

  /** The connection is lost, so later changes of these posts are missed. */
  forgetAll(): void {
    this.#posts.clear();
  }

  /** The post's present form; null if it is not known. */
  latest(postId: string): Payload | null {
    return this.#posts.get(postId) ?? null;
  }
}
