/** The names of people and conversations that changes have told. Writing a mention needs them. */
import { hasName, type Change, type ConversationId, type PersonId } from '../../model/index.ts';

export interface KnownConversation {
  readonly name: string | null;
  readonly webUrl: string | null;
}

export class KnownNames {
  readonly #people = new Map<PersonId, string>();
  /** People whom the directory names. Names from messages are not used for them. */
  readonly #named = new Set<PersonId>();
  readonly #conversations = new Map<ConversationId, KnownConversation>();

  /** Remembers the names in these changes. */
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

  /** The changes without names of people whom the directory names. Nearly every message holds such a name. */
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
