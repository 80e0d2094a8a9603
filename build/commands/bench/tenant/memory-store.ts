/**
 * The mirror's store without its ingestion: what desktops write for every page would take most of the benchmark's time, and decides nothing about when Graph is
 * asked. Cursors and the time of the last activity are kept, and the newest message, because the mirror reads them
 * after each overview.
 */
import type { ConversationId, LastMessage, Message, Service } from '../../../../renderer/model/index.ts';
import type { CursorRow, IsthmusDatabase } from '../../../../renderer/store/index.ts';
import type { Batch, Ingested } from '../../../../renderer/engine/mirror/store/batch.ts';
import { MirrorStore } from '../../../../renderer/engine/mirror/store/mirror-store.ts';

export interface MemoryStoreOptions {
  readonly database: IsthmusDatabase;
  readonly now: () => number;
  readonly kept: readonly ConversationId[];
  readonly onMessages: (messages: readonly Message[]) => void;
}

/** A newest message as a conversation's row has it. */
export const lastMessageOf = ({
  id,
  authorId,
  createdAt,
}: Pick<Message, 'id' | 'authorId' | 'createdAt'>): LastMessage => ({
  ...{ id, authorId, createdAt },
  authorName: null,
  plain: '',
  deleted: false,
});

export class MemoryStore extends MirrorStore {
  readonly #cursors = new Map<ConversationId, CursorRow>();
  readonly #newest = new Map<ConversationId, Message>();
  readonly #pulledAt = new Map<ConversationId, number>();

  constructor(private readonly memory: MemoryStoreOptions) {
    super({ database: memory.database, followers: [], onNews: () => undefined, now: memory.now });
  }

  override async write({ changes, cursor }: Batch): Promise<Ingested> {
    if (cursor !== null) {
      this.#cursors.set(cursor.conversationId, cursor);
      this.#pulledAt.set(cursor.conversationId, cursor.pulledAt);
    }
    const messages = changes.flatMap((change) => (change.kind === 'message' ? [change.message] : []));
    for (const message of messages)
      if (message.createdAt > (this.#newest.get(message.conversationId)?.createdAt ?? 0))
        this.#newest.set(message.conversationId, message);
    // The mirror reads its cursors again after an overview.
    const listed = changes.flatMap((change) => (change.kind === 'conversation' ? [change.conversation] : []));
    if (listed.length > 0) {
      const { database } = this.memory;
      await database.cursors.bulkPut([...this.#cursors.values()]);
      this.#cursors.clear();
      await database.conversations.bulkUpdate(
        listed
          .filter(({ lastActivityAt }) => lastActivityAt > 0)
          .map(({ id, lastActivityAt }) => ({
            key: id,
            changes: { sortAt: lastActivityAt, lastActivityAt },
          })),
      );
      await database.conversations.bulkUpdate(
        [...this.#newest].map(([key, newest]) => ({ key, changes: { lastMessage: lastMessageOf(newest) } })),
      );
      this.#newest.clear();
    }
    if (messages.length > 0) this.memory.onMessages(messages);
    return { added: 0, changed: 0, people: new Set(), messages, news: [] };
  }

  /** When the last pull of a conversation ended, ms; -Infinity if there was none. */
  pulledAt(id: ConversationId): number {
    return this.#pulledAt.get(id) ?? -Infinity;
  }

  override keptCurrent(service: Service): Promise<readonly ConversationId[]> {
    return Promise.resolve(service === 'teams' ? this.memory.kept : []);
  }
}
