/** Who may link what, as far as it was looked up: each once, until it is time to look again. */
import type { SharedMemoryCapability } from '../../../connectors/writing.ts';
import type { ConversationId, PersonId, ServiceFailure } from '../../../model/index.ts';
import { rightOf } from './facts.ts';

export class Rights {
  readonly #known = new Map<string, boolean>();
  /** Looked up since the last `expire`, with or without an answer. */
  readonly #asked = new Set<string>();

  constructor(private readonly memory: Pick<SharedMemoryCapability, 'mayLink'>) {}

  /** By `rightOf`. */
  get known(): ReadonlyMap<string, boolean> {
    return this.#known;
  }

  /** What is known stays so until the next answer. */
  expire(): void {
    this.#asked.clear();
  }

  /** Known without asking: the service has just let them, or told. */
  learn(conversation: ConversationId, person: PersonId, may: boolean): void {
    this.#known.set(rightOf(conversation, person), may);
    this.#asked.add(rightOf(conversation, person));
  }

  /** Looks it up if it was not. A failure only where trying again may help; else it stays as it was, or unknown. */
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
