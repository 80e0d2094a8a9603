/**
 * Tells the services how far the user has read here, and from where on they want a conversation unread. The mirror knows it at once, the
 * service as soon as it can be reached.
 */
import type { Connector } from '../../connectors/connector.ts';
import type { WritingCapability } from '../../connectors/writing.ts';
import type { World } from '../../connectors/world.ts';
import {
  caughtEvent,
  type AccountId,
  type Change,
  type ConversationId,
  type Result,
  type ServiceFailure,
} from '../../model/index.ts';
import {
  endIntents,
  readConversationRow,
  readIntentsOf,
  refuseChoiceIntent,
  type IntentRow,
  type IsthmusDatabase,
} from '../../store/index.ts';
import { choiceFailureOf } from '../choices/choice-failure.ts';
import { longestPause } from '../mirror/setbacks/pauses.ts';

export type ReadIntent = Extract<IntentRow, { readonly kind: 'read' | 'unread' }>;

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
  /** Up to where a conversation was read before a wish for unread that is not yet decided, ms. After a restart the next overview tells it. */
  readonly #before = new Map<ConversationId, number>();
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

  async #tell(id: ConversationId): Promise<void> {
    const { database, connectorOf, store } = this.options;
    const { signal } = this.#abort;
    const wanted = (await readIntentsOf(database, 'read', 'unread')).filter(
      (row) => (row.kind === 'read' || row.failure === undefined) && row.conversationId === id,
    );
    const next = nextOf(wanted);
    const conversation = await readConversationRow(database, id);
    // `stop` has forgotten what was busy: what is busy now is another run's.
    if (signal.aborted) return;
    if (next === null) {
      this.#busy.delete(id);
      return;
    }
    const { intent, settles, shows } = next;
    const { accountId } = intent;
    if (conversation && intent.kind === 'unread' && !this.#before.has(id))
      this.#before.set(id, conversation.readAt);
    if (conversation && (intent.kind === 'unread' || shows > conversation.readAt))
      await store(accountId, [{ kind: 'read', conversationId: id, readAt: shows }]);
    let settled = settles;
    const writing = connectorOf(accountId)?.writing;
    // While it waited, the user may have read further on another computer: Microsoft Graph would take that back.
    const isBehind =
      intent.kind === 'read' && conversation !== undefined && conversation.readAt > intent.readAt;
    if (conversation?.readKeptBy === 'service' && writing && !isBehind) {
      const answer = await told(writing, intent, signal);
      if (isAborted(signal)) return;
      if (answer.ok) await store(accountId, answer.value);
      else if (answer.failure.kind === 'throttled') {
        this.#again(id, answer.failure.retryAfterMs);
        return;
      } else if (answer.failure.kind === 'not-let-in') {
        this.#again(id, longestPause);
        return;
      } else if (isUnanswered(answer.failure)) {
        this.#again(id, triedAgainAfter);
        return;
      } else if (intent.kind === 'unread' && intent.id !== undefined) {
        const judged = choiceFailureOf(answer.failure);
        if (judged.kind === 'refused') {
          await refuseChoiceIntent(database, intent.id, judged.failure);
          // What was read before it is told all the same.
          settled = settles.filter((row) => row.kind === 'unread' && row !== intent);
          await this.#showAgain(id, accountId);
        }
      }
    }
    await endIntents(database, settled);
    this.#before.delete(id);
    this.#busy.delete(id);
    this.take(wanted.filter((row) => row !== intent && !settled.includes(row)));
  }

  /** Shows a conversation as read up to where it was before a wish that the service refused. */
  async #showAgain(id: ConversationId, accountId: AccountId): Promise<void> {
    const readAt = this.#before.get(id) ?? 0;
    const now = await readConversationRow(this.options.database, id);
    if (now && now.readAt < readAt)
      await this.options.store(accountId, [{ kind: 'read', conversationId: id, readAt }]);
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

/** Whether the service has not judged it: the intent stays. */
const isUnanswered = ({ kind }: ServiceFailure): boolean =>
  kind === 'offline' || kind === 'sign-in-needed' || kind === 'cancelled';

/** Asked anew after each wait. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;

interface NextToTell {
  readonly intent: ReadIntent;
  readonly settles: readonly ReadIntent[];
  /** Up to where it is read once all of them are told, ms: the mirror shows that meanwhile. */
  readonly shows: number;
}

/**
 * What is to be told next, and which intents that settles. The last wish for unread settles everything before it; of what was read after it,
 * the furthest counts.
 */
const nextOf = (rows: readonly ReadIntent[]): NextToTell | null => {
  const at = rows.findLastIndex(({ kind }) => kind === 'unread');
  const unread = rows[at];
  if (unread) {
    const shows = Math.max(...rows.slice(at).map(({ readAt }) => readAt));
    return { intent: unread, settles: rows.slice(0, at + 1), shows };
  }
  const [first, ...others] = rows;
  if (!first) return null;
  const intent = others.reduce((best, row) => (row.readAt > best.readAt ? row : best), first);
  return { intent, settles: rows, shows: intent.readAt };
};

const told = (
  writing: WritingCapability,
  intent: ReadIntent,
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> =>
  intent.kind === 'unread'
    ? writing.markUnread(intent.messageId, intent.readAt, signal)
    : writing.markRead(intent.conversationId, intent.readAt, signal);
