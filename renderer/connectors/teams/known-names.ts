/** What people and conversations are called, as far as they were told of: a mention wants the name, and nobody else keeps it here. */
import type { Change, ConversationId, PersonId } from '../../model/index.ts';

export interface KnownConversation {
  readonly name: string | null;
  readonly webUrl: string | null;
}

export class KnownNames {
  readonly #people = new Map<PersonId, string>();
  readonly #conversations = new Map<ConversationId, KnownConversation>();

  /** Remembers what changes tell. */
  note(changes: readonly Change[]): void {
    for (const change of changes)
      if (change.kind === 'person') {
        const { id, displayName } = change.person;
        if (displayName !== '') this.#people.set(id, displayName);
      } else if (change.kind === 'conversation') {
        const { id, name, webUrl } = change.conversation;
        this.#conversations.set(id, { name, webUrl });
      }
  }

  person(id: PersonId): string | null {
    return this.#people.get(id) ?? null;
  }

  conversation(id: ConversationId): KnownConversation | null {
    return this.#conversations.get(id) ?? null;
  }
}
