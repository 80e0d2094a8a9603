/**
 * What live events leave behind for a while: conversations that are pulled once more, so that their cursor follows and any loss is
 * healed, and messages that are gone although an answer still under way may hold them.
 */
import type { World } from '../../../connectors/world.ts';
import type { ConversationId, MessageId } from '../../../model/index.ts';

/** How long after the first event, ms. */
const settleAfter = 300_000;

export class RecentEvents {
  readonly gone = new Map<MessageId, number>();
  readonly #settling = new Set<ConversationId>();

  /** `settle` is told each conversation once per `settleAfter`, however many events touched it. */
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
