/** What people do in their own Isthmuses, at random from a seed: look at a conversation, read it, try again, go away, close the page. */
import type { Conversation } from '../../../../renderer/model/index.ts';
import type { SimulatedIsthmus } from '../../simulated.ts';
import type { CarryWorld } from '../world.ts';

export type UserDeed = 'looks' | 'reads' | 'wants-older' | 'leaves' | 'retries' | 'closes' | 'opens';

export class Users {
  readonly counts: Partial<Record<UserDeed, number>> = {};

  /** `random` is the users' own: what happens on the services stays the same whatever they do. */
  constructor(
    private readonly world: CarryWorld,
    private readonly random: () => number,
  ) {}

  /** Somebody does something. */
  async act(): Promise<void> {
    const { computers } = this.world;
    const isthmus = computers[Math.floor(this.random() * computers.length)];
    if (!isthmus) return;
    if (!isthmus.hasPage) {
      isthmus.openPage();
      this.#did('opens');
      return;
    }
    const what = this.random();
    if (what < 0.6) await this.#look(isthmus);
    else if (what < 0.8) {
      isthmus.page.leave();
      this.#did('leaves');
    } else if (what < 0.95) await this.#retry(isthmus);
    else {
      isthmus.closePage();
      this.#did('closes');
    }
  }

  /** Everybody is back, with the window behind others. */
  end(): void {
    for (const isthmus of this.world.computers) {
      if (!isthmus.hasPage) isthmus.openPage();
      isthmus.page.leave();
    }
  }

  /** As the page does: what is looked at is read up to its newest message. */
  async #look(isthmus: SimulatedIsthmus): Promise<void> {
    const all = await isthmus.database.conversations.toArray();
    const conversation = all[Math.floor(this.random() * all.length)];
    if (!conversation) return;
    const older = this.random() < 0.2;
    isthmus.page.look(conversation.id, older);
    this.#did(older ? 'wants-older' : 'looks');
    if (this.random() < 0.5) await this.#read(isthmus, conversation);
  }

  async #read(
    isthmus: SimulatedIsthmus,
    { id, accountId, lastMessage, readAt }: Conversation,
  ): Promise<void> {
    if (lastMessage === null || lastMessage.createdAt <= readAt) return;
    await isthmus.database.intents.add({
      kind: 'read',
      accountId,
      conversationId: id,
      readAt: lastMessage.createdAt,
      at: this.world.time.now(),
    });
    this.#did('reads');
  }

  /** What failed is tried again, as with the button beside it. */
  async #retry({ database }: SimulatedIsthmus): Promise<void> {
    const failed = await database.outbox.filter(({ state }) => state.kind === 'failed').first();
    const message = failed && (await database.messages.get(failed.messageId));
    if (!message) return;
    const { id, accountId, conversationId } = message;
    await database.intents.add({
      kind: 'retry',
      messageId: id,
      accountId,
      conversationId,
      at: this.world.time.now(),
    });
    this.#did('retries');
  }

  #did(deed: UserDeed): void {
    this.counts[deed] = (this.counts[deed] ?? 0) + 1;
  }
}
