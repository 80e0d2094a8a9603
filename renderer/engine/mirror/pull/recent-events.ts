/**
 * Remembers live events for a while: conversations that are to be pulled once more, so that their cursor follows and any lost event is
 * repaired; and messages that were deleted although an answer that is under way may still hold them.
 */
import type { World } from '../../../connectors/world.ts';
import type { ConversationId, MessageId } from '../../../model/index.ts';

/** How long after the first event the conversation is pulled, ms. */
const settleAfter = 300_000;

export class RecentEvents {
  readonly gone = new Map<MessageId, number>();
  readonly #settling = new Set<ConversationId>();

  /** `settle` is called once per conversation in `settleAfter` ms, however many events named it. */
  constructor(
    private readonly world: World,
    private readonly settle: (id: ConversationId) => void,
  ) {}

  touched(ids: Iterable<ConversationId>): void {
    for (const id of ids) {
      if (this.#settling.has(id)) continue;
      this.#settling.add(id);
      this.world.after(settleAfter, () => {
        this.#settling.delete(id);
        this.settle(id);
      });
    }
  }

  /** `at`: the deletion's own stamp, ms. */
  rememberGone(id: MessageId, at: number): void {
    this.gone.set(id, at);
    this.world.after(settleAfter, () => void this.gone.delete(id));
  }
}
