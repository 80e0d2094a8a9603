/** Keeps the posts of links pinned. The pinned posts of each channel are read once, and a post that somebody unpinned is pinned again. */
import type { ConversationId, MessageId, ServiceFailure } from '../../../model/index.ts';
import {
  readConversationRowsOf,
  readPinsReadIds,
  writePinsReadRow,
  type LinkPostRow,
  type LinkRow,
} from '../../../store/index.ts';
import type { LinkDesk } from './desk.ts';
import { type LinkFacts, rightOf } from './facts.ts';

/** How often a post is pinned again at most, ms. Isthmus does not fight somebody who unpins it again and again. */
const pinsEvery = 3_600_000;

export class Pins {
  readonly #pinnedAt = new Map<MessageId, number>();
  /** Channels whose pinned posts the service refuses; they are asked again after the next start. */
  readonly #refused = new Set<ConversationId>();
  #queue: readonly ConversationId[] = [];
  #queueStale = true;

  constructor(private readonly desk: LinkDesk) {}

  /**
   * Pins each post of a link that stands, is not pinned, and the user may pin. Returns the failure that ended it, if trying again may help.
   */
  async pinAgain(
    facts: LinkFacts,
    links: readonly LinkRow[],
    signal: AbortSignal,
  ): Promise<ServiceFailure | null> {
    const { world, memory, rights, store } = this.desk;
    const me = facts.me.mattermost;
    for (const post of unpinned(facts.posts, links)) {
      const since = world.now() - (this.#pinnedAt.get(post.id) ?? -Infinity);
      // A clock that was put back must not forbid it for ever.
      if (since >= 0 && since < pinsEvery) continue;
      const failure = await rights.lookUp(post.conversationId, me, signal);
      if (failure !== null) return failure;
      if (rights.known.get(rightOf(post.conversationId, me)) !== true) continue;
      this.#pinnedAt.set(post.id, world.now());
      const pinned = await memory.pin(post.id, signal);
      if (pinned.ok) await store(pinned.value);
      else if (pinned.failure.kind === 'cancelled') return pinned.failure;
    }
    return null;
  }

  /** Conversations came or went: the channels to read are looked for again. */
  lookAgain(): void {
    this.#queueStale = true;
  }

  /** Reads the pinned posts of the next channel that was not read. Returns null if none is left, else the result. */
  async readNext(signal: AbortSignal): Promise<'read' | ServiceFailure | null> {
    const { database, memory, store, accounts } = this.desk;
    if (this.#queueStale) {
      this.#queueStale = false;
      this.#queue = await this.#unread();
    }
    const conversationId = this.#queue.at(-1);
    if (conversationId === undefined) return null;
    const answer = await memory.linkPosts(conversationId, signal);
    if (!answer.ok) {
      switch (answer.failure.kind) {
        case 'offline':
        case 'stands-still':
        case 'throttled':
        case 'sign-in-needed':
        case 'cancelled':
          // A channel that fails must not keep the others from being read: it comes last.
          this.#queue = [conversationId, ...this.#queue.filter((id) => id !== conversationId)];
          return answer.failure;
        case 'not-let-in':
        case 'forbidden':
        case 'not-found':
        case 'refused':
        case 'cursor-gone':
          this.#refused.add(conversationId);
      }
    } else {
      await store(answer.value);
      await writePinsReadRow(database, { conversationId, accountId: accounts.mattermost });
    }
    this.#queue = this.#queue.filter((id) => id !== conversationId);
    return 'read';
  }

  /** The channel with the latest activity stands last. */
  async #unread(): Promise<ConversationId[]> {
    const { database, accounts } = this.desk;
    const conversations = await readConversationRowsOf(database, accounts.mattermost);
    const read = new Set(await readPinsReadIds(database));
    return conversations
      .filter(
        ({ id, kind, archived }) => kind !== 'direct' && !archived && !read.has(id) && !this.#refused.has(id),
      )
      .sort((one, other) => one.sortAt - other.sortAt)
      .map(({ id }) => id);
  }
}

/** The posts of links that stand and that are not pinned. */
const unpinned = (posts: readonly LinkPostRow[], links: readonly LinkRow[]): readonly LinkPostRow[] => {
  const standing = new Set(
    links.flatMap(({ source, standing: { kind } }) =>
      source.kind === 'post' && kind === 'good' ? [source.messageId] : [],
    ),
  );
  return posts.filter(({ id, pinned }) => standing.has(id) && !pinned);
};
