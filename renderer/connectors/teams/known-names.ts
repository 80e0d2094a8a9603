/** What people and conversations are called, as far as they were told of: a mention wants the name, and nobody else keeps it here. */
import { hasName, type Change, type ConversationId, type PersonId } from '../../model/index.ts';

export interface KnownConversation {
  readonly name: string | null;
  readonly webUrl: string | null;
}

export class KnownNames {
  readonly #people = new Map<PersonId, string>();
  /** Those whom the directory names: what messages call them counts for nothing. */
  readonly #named = new Set<PersonId>();
  readonly #conversations = new Map<ConversationId, KnownConversation>();

  /** Remembers what changes tell. */
  note(changes: readonly Change[]): void {
    for (const change of changes)
      if (change.kind === 'person') {
        const { id, displayName } = change.person;
        if (displayName !== '') this.#people.set(id, displayName);
        if (hasName(change.person)) this.#named.add(id);
      } else if (change.kind === 'name') {
        if (!this.#named.has(change.personId)) this.#people.set(change.personId, change.name);
      } else if (change.kind === 'conversation') {
        const { id, name, webUrl } = change.conversation;
        this.#conversations.set(id, { name, webUrl });
      }
  }

  /** Changes without the names of people whom the directory names: nearly every message tells one. */
  withoutKnown(changes: readonly Change[]): readonly Change[] {
    return changes.filter((change) => change.kind !== 'name' || !this.#named.has(change.personId));
  }

  person(id: PersonId): string | null {
    return this.#people.get(id) ?? null;
  }

  conversation(id: ConversationId): KnownConversation | null {
    return this.#conversations.get(id) ?? null;
  }
}
