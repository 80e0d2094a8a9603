/** Remembers the chats as they were last told. So the change index need not ask for members again, and tells only news. */
import type { ConversationFacts, ConversationId } from '../../../model/index.ts';

export class KnownChats {
  #facts = new Map<ConversationId, ConversationFacts>();

  /** After an overview, replaces all chats with these. */
  replace(chats: readonly ConversationFacts[]): void {
    this.#facts = new Map(chats.map((chat) => [chat.id, chat]));
  }

  set(chat: ConversationFacts): void {
    this.#facts.set(chat.id, chat);
  }

  get(id: ConversationId): ConversationFacts | undefined {
    return this.#facts.get(id);
  }
}
