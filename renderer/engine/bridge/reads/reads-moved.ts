/** Where the user has read on since the read marks were last compared. People read many messages at once, so the marks wait a while. */
import type { World } from '../../../connectors/world.ts';
import type { ConversationId } from '../../../model/index.ts';
import type { HeldConversations } from '../run/at-hand.ts';

/** How long the bridge waits after the user read something before it carries the read mark, ms. */
export const readSettles = 1_000;

export class ReadsMoved {
  #where: HeldConversations = 'everywhere';
  /** Until when read marks may still move, ms. */
  #settle = 0;

  constructor(private readonly world: Pick<World, 'now'>) {}

  /** The user has read on. The wait counts from the first of them, so that continual reading does not put it off for ever. */
  moved(where: ReadonlySet<ConversationId>): void {
    if (this.#where !== 'everywhere' && this.#where.size === 0) this.#settle = this.world.now() + readSettles;
    this.add(where);
  }

  /** There is to be looked at without a wait. */
  add(where: HeldConversations): void {
    this.#where =
      where === 'everywhere' || this.#where === 'everywhere'
        ? 'everywhere'
        : new Set([...this.#where, ...where]);
  }

  /**
   * Takes the conversations whose read marks are to be compared now; while the user goes on reading it says how long to wait, ms. A clock that
   * was put back must not delay it.
   */
  take(): HeldConversations | number {
    const wait = this.#settle - this.world.now();
    if (wait > 0 && wait <= readSettles) return wait;
    const where = this.#where;
    this.#where = new Set();
    return where;
  }
}
