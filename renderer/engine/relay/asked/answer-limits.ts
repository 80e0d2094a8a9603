/** How many answers one person gets: each costs the relay a message of its own, and so a part of a limit that all its links share. */
import type { ConversationId, Message, MessageId } from '../../../model/index.ts';

/** How many answers a direct conversation gets within `within`: one each half a minute, which is more than somebody asks who reads the answers. */
export const mostAnswers = 20;
/** ms. */
const within = 600_000;

/** In memory only: after a restart each person begins anew. */
export class AnswerLimits {
  readonly #answeredAt = new Map<ConversationId, readonly number[]>();
  /** The questions that get no answer, and when that was decided. */
  readonly #dropped = new Map<MessageId, number>();

  constructor(private readonly now: () => number) {}

  /**
   * What is to be done with a question. `drop`: it was asked too soon after many others, and gets no answer, now or later; this is said once.
   * `dropped`: that was said before.
   */
  decide({ id, conversationId }: Pick<Message, 'id' | 'conversationId'>): 'answer' | 'drop' | 'dropped' {
    const now = this.now();
    this.#forget(now - within);
    if (this.#dropped.has(id)) return 'dropped';
    const answered = this.#answeredAt.get(conversationId) ?? [];
    if (answered.length >= mostAnswers) {
      this.#dropped.set(id, now);
      return 'drop';
    }
    this.#answeredAt.set(conversationId, [...answered, now]);
    return 'answer';
  }

  /** Forgets what is older. A clock that was put back keeps what it had: nobody gets more answers by it. */
  #forget(before: number): void {
    for (const [id, at] of this.#dropped) if (at < before) this.#dropped.delete(id);
    for (const [conversation, times] of this.#answeredAt) {
      const young = times.filter((at) => at >= before);
      if (young.length > 0) this.#answeredAt.set(conversation, young);
      else this.#answeredAt.delete(conversation);
    }
  }
}
