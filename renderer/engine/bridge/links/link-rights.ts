/** Who may link what. Each right is looked up once, until it is time to look again. */
import type { SharedMemoryCapability } from '../../../connectors/writing.ts';
import type { ConversationId, PersonId, ServiceFailure } from '../../../model/index.ts';
import { rightOf } from './facts.ts';

export class LinkRights {
  readonly #known = new Map<string, boolean>();
  /** Rights that were looked up since the last `expire`, with or without an answer. */
  readonly #asked = new Set<string>();

  constructor(private readonly memory: Pick<SharedMemoryCapability, 'mayLink'>) {}

  /** By `rightOf`. */
  get known(): ReadonlyMap<string, boolean> {
    return this.#known;
  }

  /** Known rights stay known until the next answer. */
  expire(): void {
    this.#asked.clear();
  }

  /** Takes a right that is known without a question: the service has just allowed it, or told it. */
  learn(conversation: ConversationId, person: PersonId, may: boolean): void {
    this.#known.set(rightOf(conversation, person), may);
    this.#asked.add(rightOf(conversation, person));
  }

  /** Looks a right up if that was not done. Returns a failure only if trying again may help; else the right stays as it was, or unknown. */
  async lookUp(
    conversation: ConversationId,
    person: PersonId,
    signal: AbortSignal,
  ): Promise<ServiceFailure | null> {
    const name = rightOf(conversation, person);
    if (this.#asked.has(name)) return null;
    const answer = await this.memory.mayLink(conversation, person, signal);
    if (answer.ok) {
      this.learn(conversation, person, answer.value);
      return null;
    }
    switch (answer.failure.kind) {
      case 'offline':
      case 'stands-still':
      case 'throttled':
      case 'sign-in-needed':
      case 'cancelled':
        return answer.failure;
      case 'not-let-in':
      case 'forbidden':
      case 'not-found':
      case 'refused':
      case 'cursor-gone':
        this.#asked.add(name);
        return null;
    }
  }
}
