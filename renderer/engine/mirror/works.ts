/** The mirror's memory of its conversations: one `Work` each, kept in step with the database's cursors. */
import type { Change, ConversationId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../../store/index.ts';
import type { AccountId } from '../../model/index.ts';
import type { Work } from './schedule.ts';

export class Works {
  readonly #byId = new Map<ConversationId, Work>();

  /** Reads all cursors of an account. Everything counts as stale: while we were away anything may have happened. */
  async load(database: IsthmusDatabase, accountId: AccountId): Promise<void> {
    const [cursors, conversations] = await Promise.all([
      database.cursors.where('accountId').equals(accountId).toArray(),
      database.conversations.where('accountId').equals(accountId).toArray(),
    ]);
    const activity = new Map(conversations.map(({ id, sortAt }) => [id, sortAt]));
    const loaded = new Set<ConversationId>();
    for (const cursor of cursors) {
      loaded.add(cursor.conversationId);
      const held = this.#byId.get(cursor.conversationId);
      if (held) {
        if (!held.busy) held.cursor = cursor;
        held.lastActivityAt = activity.get(cursor.conversationId) ?? held.lastActivityAt;
        continue;
      }
      this.#byId.set(cursor.conversationId, {
        id: cursor.conversationId,
        lastActivityAt: activity.get(cursor.conversationId) ?? 0,
        // What was refused before gets another chance at each start: rights and consent change.
        cursor: cursor.history.kind === 'refused' ? { ...cursor, history: { kind: 'unstarted' } } : cursor,
        stale: cursor.changes !== null,
        behind: cursor.changes !== null,
        blockedUntil: 0,
        servedAt: 0,
        busy: false,
        failures: 0,
      });
    }
    for (const id of this.#byId.keys()) if (!loaded.has(id)) this.#byId.delete(id);
  }

  get(id: ConversationId): Work | undefined {
    return this.#byId.get(id);
  }

  remove(id: ConversationId): void {
    this.#byId.delete(id);
  }

  all(): IterableIterator<Work> {
    return this.#byId.values();
  }

  /** We were away, or lost what was pushed: anything may have happened anywhere. */
  wereAway(): void {
    this.markStale(this.#byId.keys());
    for (const work of this.#byId.values()) work.behind = work.stale;
  }

  markStale(ids: Iterable<ConversationId>): void {
    for (const id of ids) {
      const work = this.#byId.get(id);
      if (work && work.cursor.changes !== null) work.stale = true;
    }
  }

  /** The conversation whose changes were pulled longest ago, of those that are settled; for the sweep. */
  longestUnasked(): Work | null {
    let longest: Work | null = null;
    for (const work of this.#byId.values()) {
      if (work.stale || work.busy || work.cursor.changes === null || work.cursor.history.kind === 'refused')
        continue;
      if (!longest || work.cursor.pulledAt < longest.cursor.pulledAt) longest = work;
    }
    return longest;
  }
}

/** The conversations that these changes speak of. */
export const conversationsOf = (changes: readonly Change[]): Set<ConversationId> => {
  const ids = new Set<ConversationId>();
  for (const change of changes) {
    if (change.kind === 'message') ids.add(change.message.conversationId);
    else if (change.kind === 'message-gone') ids.add(change.conversationId);
  }
  return ids;
};
