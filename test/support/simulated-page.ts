/** The app page of a simulated Isthmus, as far as the engine can tell: what is looked at, and that it lives. */
import { createAttention, renewEvery, type Attention } from '../../renderer/app/attention/attention.ts';
import type { World } from '../../renderer/connectors/world.ts';
import type { ConversationId } from '../../renderer/model/index.ts';
import type { IsthmusDatabase } from '../../renderer/store/index.ts';

export class SimulatedPage {
  readonly #attention: Attention;
  #cancel: () => void = () => undefined;

  /** Opens behind other windows, with nothing chosen. */
  constructor(
    private readonly world: Pick<World, 'now' | 'after'>,
    database: IsthmusDatabase,
  ) {
    this.#attention = createAttention(database, world.now, () => () => undefined);
    this.#renew();
  }

  /** The user comes to the window and looks at a conversation; null where none is open. */
  look(conversationId: ConversationId | null, wantsOlder = false): void {
    this.#attention.set({ conversationId, wantsOlder, focused: true });
  }

  /** The user goes to another window. */
  leave(): void {
    this.#attention.set({ focused: false });
  }

  /** It dies without a word. */
  die(): void {
    this.#cancel();
  }

  #renew(): void {
    this.#attention.renew();
    this.#cancel = this.world.after(renewEvery, () => this.#renew());
  }
}
