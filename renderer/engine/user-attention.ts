/**
 * What the user looks at, and whether somebody looks at all. It is kept from what pages and the system say, and told whenever it may have
 * changed.
 */
import type { World } from '../connectors/world.ts';
import type { ConversationId } from '../model/index.ts';
import type { AttentionRow } from '../store/index.ts';
import { type Looking, lookingOf } from './presence.ts';

export class UserAttention {
  #row: AttentionRow | undefined;
  #isAway = false;
  #looking: Looking = lookingOf(undefined, false, 0);
  #cancel: () => void = () => undefined;

  constructor(
    private readonly world: Pick<World, 'now' | 'after'>,
    private readonly hear: (looking: Looking) => void,
  ) {}

  get looking(): Looking {
    return this.#looking;
  }

  /** Whether the user looks at this conversation now. */
  isLookedAt(conversation: ConversationId): boolean {
    const { presence, attention } = this.#looking;
    return presence === 'focused' && attention.conversationId === conversation;
  }

  /** What the app page says; undefined if there is no page. */
  attend(row: AttentionRow | undefined): void {
    this.#row = row;
    this.tell();
  }

  /** Whether the screen is locked or the user idle. */
  setAway(isAway: boolean): void {
    this.#isAway = isAway;
    this.tell();
  }

  /** Tells the present state, and tells it again when a page that has gone silent counts as gone. */
  tell(): void {
    this.stop();
    this.#looking = lookingOf(this.#row, this.#isAway, this.world.now());
    const { lasts } = this.#looking;
    if (lasts !== null) this.#cancel = this.world.after(lasts, () => this.tell());
    this.hear(this.#looking);
  }

  stop(): void {
    this.#cancel();
  }
}
