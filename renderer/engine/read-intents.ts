/** Tells the services how far the user has read here. The mirror knows it at once, the service as soon as it can be reached. */
import type { Connector } from '../connectors/connector.ts';
import type { World } from '../connectors/world.ts';
import { caughtEvent, type AccountId, type Change, type ConversationId } from '../model/index.ts';
import {
  endIntents,
  readConversationRow,
  readIntents,
  type IntentRow,
  type IsthmusDatabase,
} from '../store/index.ts';
import { longestPause } from './mirror/setbacks/pauses.ts';

export type ReadIntent = Extract<IntentRow, { readonly kind: 'read' }>;

export interface ReadIntentsOptions {
  readonly world: World;
  readonly database: IsthmusDatabase;
  readonly connectorOf: (account: AccountId) => Connector | undefined;
  /** Stores the result, as the mirror does. */
  readonly store: (account: AccountId, changes: readonly Change[]) => Promise<void>;
}

const triedAgainAfter = 30_000;

export class ReadIntents {
  /** Conversations for which a request is under way, or must wait until a time. */
  readonly #busy = new Set<ConversationId>();
  #abort = new AbortController();

  constructor(private readonly options: ReadIntentsOptions) {}

  /** Carries out these intents. Those of which a service could not be told stay, and are tried again. */
  take(intents: readonly ReadIntent[]): void {
    for (const id of new Set(intents.map(({ conversationId }) => conversationId)))
      if (!this.#busy.has(id)) {
        this.#busy.add(id);
        this.#try(id);
      }
  }

  stop(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#busy.clear();
  }

  /** Only the newest intent of a conversation matters; it settles those before it. */
  async #tell(id: ConversationId): Promise<void> {
    const { database, connectorOf, store } = this.options;
    const { signal } = this.#abort;
    const rows = (await readIntents(database)).filter(
      (row) => row.kind === 'read' && row.conversationId === id,
    ) as ReadIntent[];
    const newest = rows.reduce<ReadIntent | null>(
      (best, row) => (best === null || row.readAt > best.readAt ? row : best),
      null,
    );
    const conversation = await readConversationRow(database, id);
    if (newest === null || signal.aborted) {
      this.#busy.delete(id);
      return;
    }
    const { accountId, readAt } = newest;
    if (conversation && readAt > conversation.readAt)
      await store(accountId, [{ kind: 'read', conversationId: id, readAt }]);
    const writing = connectorOf(accountId)?.writing;
    if (conversation?.readKeptBy === 'service' && writing) {
      const answer = await writing.markRead(id, readAt, signal);
      if (isAborted(signal)) return;
      if (answer.ok) await store(accountId, answer.value);
      else if (answer.failure.kind === 'throttled') {
        this.#again(id, answer.failure.retryAfterMs);
        return;
      } else if (answer.failure.kind === 'not-let-in') {
        this.#again(id, longestPause);
        return;
      } else if (answer.failure.kind === 'offline' || answer.failure.kind === 'sign-in-needed') {
        this.#again(id, triedAgainAfter);
        return;
      }
    }
    await endIntents(database, rows);
    this.#busy.delete(id);
  }

  #again(id: ConversationId, after: number): void {
    const { signal } = this.#abort;
    this.options.world.after(after, () => {
      if (signal.aborted) return;
      this.#try(id);
    });
  }

  #try(id: ConversationId): void {
    this.#tell(id).catch((error: unknown) => {
      this.options.world.log(caughtEvent('read-intent', error));
      this.#again(id, triedAgainAfter);
    });
  }
}

/** Asked anew after each wait. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;
