/**
 * Carries out what the user chooses for conversations. The mirror shows the wish at once; a service that keeps the choice is told as soon as
 * it can be reached. What it refuses is taken back, and its intent stays with the reason until the user has seen it.
 */
import type { Connector } from '../../connectors/connector.ts';
import type { World } from '../../connectors/world.ts';
import {
  caughtEvent,
  type AccountId,
  type Change,
  type Conversation,
  type ConversationId,
  type Result,
} from '../../model/index.ts';
import {
  chooseForConversation,
  endIntents,
  readConversationRow,
  readChoiceIntents,
  readOwnChoicesOf,
  refuseChoiceIntent,
  type ChoiceIntent,
  type ChoiceIntentFailure,
  type IsthmusDatabase,
} from '../../store/index.ts';
import { NewestWorks, type Wait } from './newest-works.ts';
import { choiceFailureOf, choiceWaits, shortWait } from './choice-failure.ts';
import { planChoice } from './plan-choice.ts';

export interface ChoosingOptions {
  readonly world: World;
  readonly database: IsthmusDatabase;
  readonly connectorOf: (account: AccountId) => Connector | undefined;
  /** False while the engine is paused: services are not asked, and the intents stay. */
  readonly mayAsk: () => boolean;
  /** Stores what is wished, and the service's answer, as the mirror does. */
  readonly store: (account: AccountId, changes: readonly Change[]) => Promise<void>;
  /** Something that Isthmus keeps was chosen. */
  readonly onOwnChoice: () => void;
}

/** What is to be shown, told, and shown again if it is refused. */
interface Telling {
  readonly wish: Change;
  readonly before: Change;
  readonly tell: (
    writing: NonNullable<Connector['writing']>,
    signal: AbortSignal,
  ) => Promise<Result<readonly Change[]>>;
}

type ChoiceKey = `${ChoiceIntent['kind']} ${ConversationId}`;

const keyOf = ({ kind, conversationId }: ChoiceIntent): ChoiceKey => `${kind} ${conversationId}`;
const idOf = ({ id }: ChoiceIntent): number => id ?? 0;

export class Choosing {
  readonly #works: NewestWorks<ChoiceKey>;
  /** What was shown before a wish that is not yet decided. After a restart it is not known: the next overview tells it. */
  readonly #before = new Map<ChoiceKey, Change>();
  /** The intents of which Isthmus has kept its own part. It is kept once: when a hide is tried again, newer messages must not be hidden too. */
  readonly #ownKept = new Map<ChoiceKey, number>();

  constructor(private readonly options: ChoosingOptions) {
    this.#works = new NewestWorks({
      world: options.world,
      carryOut: (key, signal) =>
        this.#carryOut(key, signal).catch((error: unknown) => {
          options.world.log(caughtEvent('choosing', error));
          return shortWait(choiceWaits.fault);
        }),
    });
  }

  /** Carries out these intents. Those of which a service could not be told stay, and are tried again. */
  take(intents: readonly ChoiceIntent[]): void {
    for (const intent of intents) if (intent.failure === null) this.#works.want(keyOf(intent), idOf(intent));
  }

  /** Tries at once what waits: a service can be reached again, or has told anew how things are there. */
  again(): void {
    this.#works.again();
  }

  stop(): void {
    this.#works.stop();
  }

  /** Only the newest intent of a kind and conversation matters, and settles those before it. Returns the wait before the next try; null when settled. */
  async #carryOut(key: ChoiceKey, signal: AbortSignal): Promise<Wait | null> {
    const { database } = this.options;
    const rows = (await readChoiceIntents(database)).filter(
      (row) => row.failure === null && keyOf(row) === key,
    );
    const intent = rows.at(-1);
    if (!intent || signal.aborted) return null;
    const conversation = await readConversationRow(database, intent.conversationId);
    const told = conversation ? await this.#choose(intent, conversation, signal) : { kind: 'done' as const };
    if (isAborted(signal)) return null;
    switch (told.kind) {
      case 'waits':
        return told;
      case 'paused':
        return null;
      case 'refused':
        await refuseChoiceIntent(database, idOf(intent), told.failure);
        await endIntents(database, rows.slice(0, -1));
        break;
      case 'done':
        await endIntents(database, rows);
    }
    this.#before.delete(key);
    this.#ownKept.delete(key);
    return null;
  }

  async #choose(
    intent: ChoiceIntent,
    conversation: Conversation,
    signal: AbortSignal,
  ): Promise<
    | { readonly kind: 'done' | 'paused' }
    | ({ readonly kind: 'waits' } & Wait)
    | { readonly kind: 'refused'; readonly failure: ChoiceIntentFailure }
  > {
    const { connectorOf, mayAsk, store } = this.options;
    const { accountId } = intent;
    const telling = await this.#plan(intent, conversation);
    if (telling === null) return { kind: 'done' };
    const key = keyOf(intent);
    if (!this.#before.has(key)) this.#before.set(key, telling.before);
    await store(accountId, [telling.wish]);
    if (!mayAsk()) return { kind: 'paused' };
    const writing = connectorOf(accountId)?.writing;
    if (!writing) return { kind: 'waits', ...shortWait(choiceWaits.noAccount) };
    const answer = await telling.tell(writing, signal);
    if (isAborted(signal)) return { kind: 'paused' };
    if (answer.ok) {
      await store(accountId, answer.value);
      return { kind: 'done' };
    }
    const judged = choiceFailureOf(answer.failure);
    if (judged.kind === 'refused') await store(accountId, [this.#before.get(key) ?? telling.before]);
    return judged;
  }

  /** Keeps what Isthmus keeps; returns what the service has to be told, null for nothing. */
  async #plan(intent: ChoiceIntent, conversation: Conversation): Promise<Telling | null> {
    const { database, onOwnChoice } = this.options;
    const { id: conversationId, accountId } = conversation;
    const own = (await readOwnChoicesOf(database, [conversationId])).get(conversationId);
    const plan = planChoice(intent, conversation, own);
    const key = keyOf(intent);
    if (plan.own !== null && this.#ownKept.get(key) !== idOf(intent)) {
      await chooseForConversation(database, { conversationId, accountId }, plan.own, intent.at);
      this.#ownKept.set(key, idOf(intent));
      onOwnChoice();
    }
    const choice = plan.service;
    if (choice === null) return null;
    const before = { ...choice, value: conversation[choice.kind] ?? false };
    return {
      wish: { kind: 'chosen', conversationId, choice },
      before: { kind: 'chosen', conversationId, choice: before },
      tell: (writing, signal) => writing.choose(conversation, choice, signal),
    };
  }
}

/** Asked anew after each wait. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;
