/**
 * Keeps what the user chose in Isthmus the same on all their computers, through their own preferences on Mattermost. Every choice has a time,
 * and of one kind for one conversation the latest holds everywhere (`laterChoice`). A computer takes what is later there, and writes what it
 * knows better. So two that write over each other agree as soon as both have heard of it: the one that knows the later choice writes again.
 */
import type { Connector } from '../../connectors/connector.ts';
import type { World } from '../../connectors/world.ts';
import {
  caughtEvent,
  conversationOfKey,
  laterChoice,
  sharedKeyOf,
  type AccountId,
  type ServiceFailure,
  type SharedChoice,
} from '../../model/index.ts';
import {
  readAccounts,
  readConversationRows,
  readOwnChoiceRows,
  takeOwnChoices,
  type IsthmusDatabase,
  type OwnChoiceRow,
} from '../../store/index.ts';
import type { SharedMemoryCapability } from '../../connectors/writing.ts';
import { Errand } from '../errand.ts';
import { pauseOf } from '../mirror/setbacks/pauses.ts';
import { choiceFailureOf, choiceWaits } from './choice-failure.ts';

export interface ChoiceKeeperOptions {
  readonly world: World;
  readonly database: IsthmusDatabase;
  /** Of the accounts that are open, in the order in which they were opened. */
  readonly connectors: () => readonly Connector[];
}

/** Choices come in bursts, ms. */
const settle = 500;

export class ChoiceKeeper {
  readonly #errand: Errand;
  /** What each memory held when it was last read or written. One that is not here has to be read. */
  readonly #kept = new Map<AccountId, ReadonlyMap<string, SharedChoice>>();
  /** The memories that failed: until when nothing is asked of them, ms, and how often they failed in a row. */
  readonly #rests = new Map<AccountId, { readonly until: number; readonly failures: number }>();
  /** How often `heard` was called. What a request brought that began before the last call may lack what was heard of. */
  #hearings = 0;
  #abort: AbortController | null = null;

  constructor(private readonly options: ChoiceKeeperOptions) {
    this.#errand = new Errand(options.world, settle, () =>
      this.#run().catch((error: unknown) => options.world.log(caughtEvent('choice-keeper', error))),
    );
  }

  /** Begins, or goes on after `rest`: what was chosen elsewhere meanwhile is read. */
  start(): void {
    if (this.#abort !== null) return;
    this.#abort = new AbortController();
    this.#rests.clear();
    this.heard();
  }

  /** The user may have chosen something on another computer. */
  heard(): void {
    this.#hearings += 1;
    this.#kept.clear();
    this.want();
  }

  /** Something was chosen here, or conversations came for which something was chosen elsewhere. Nothing is asked if nothing differs. */
  want(): void {
    if (this.#abort !== null) this.#errand.want();
  }

  /** Resolves when it does nothing any more. */
  async rest(): Promise<void> {
    this.#abort?.abort();
    this.#abort = null;
    this.#errand.cancel();
    await this.#errand.idle();
  }

  async #run(): Promise<void> {
    const signal = this.#abort?.signal;
    const memories = this.options
      .connectors()
      .flatMap(({ accountId, memory }) => (memory ? [{ accountId, memory }] : []));
    for (const [at, { accountId, memory }] of memories.entries()) {
      if (signal === undefined || isAborted(signal)) return;
      const rest = this.#rests.get(accountId);
      const left = (rest?.until ?? 0) - this.options.world.now();
      if (left > 0) {
        this.#errand.want(left);
        continue;
      }
      const failure = await this.#agree(accountId, memory, at === 0, signal);
      if (isAborted(signal)) return;
      if (failure === null) this.#rests.delete(accountId);
      else this.#letRest(accountId, failure, (rest?.failures ?? 0) + 1);
    }
  }

  /** After a failure nothing is asked of this memory for a while, whatever is wanted: longer each time where the service answers. */
  #letRest(accountId: AccountId, failure: ServiceFailure, failures: number): void {
    const { world } = this.options;
    const judged = choiceFailureOf(failure);
    if (judged.kind === 'refused') world.log('choices-not-kept');
    const ms = isUnanswered(failure) ? choiceWaits.noAnswer : pauseOf(failure, failures, world.random());
    this.#rests.set(accountId, { until: world.now() + ms, failures });
    this.#errand.want(ms);
  }

  /** `isFirst`: this memory holds what was chosen for Teams, too. A second account of Mattermost holds only its own. */
  async #agree(
    accountId: AccountId,
    memory: SharedMemoryCapability,
    isFirst: boolean,
    signal: AbortSignal,
  ): Promise<ServiceFailure | null> {
    const { database } = this.options;
    const hearings = this.#hearings;
    const keep = (now: ReadonlyMap<string, SharedChoice>): void => {
      if (this.#hearings === hearings) this.#kept.set(accountId, now);
    };
    let kept = this.#kept.get(accountId);
    if (kept === undefined) {
      const read = await memory.readOwnChoices(signal);
      if (!read.ok) return read.failure;
      kept = latestOf(read.value);
      keep(kept);
    }
    const held = await heldBy(database, [...kept.values()], accountId, isFirst);
    if (held.length > 0) await takeOwnChoices(database, held);
    const known = kept;
    const better = [...(await ownOf(database, accountId, isFirst))].filter(([key, choice]) => {
      const there = known.get(key);
      return there === undefined || (laterChoice(choice, there) === choice && !isSameChoice(choice, there));
    });
    if (better.length === 0 || isAborted(signal)) return null;
    const written = await memory.writeOwnChoices(
      better.map(([, choice]) => choice),
      signal,
    );
    if (!written.ok) return written.failure;
    keep(new Map([...known, ...better]));
    return null;
  }
}

const keyOf = ({ service, conversation, kind }: SharedChoice): string => `${kind} ${service} ${conversation}`;

const isSameChoice = (one: SharedChoice, other: SharedChoice): boolean =>
  one.at === other.at && one.value === other.value;

/** The latest choice for each conversation and kind. */
const latestOf = (choices: readonly SharedChoice[]): ReadonlyMap<string, SharedChoice> => {
  const latest = new Map<string, SharedChoice>();
  for (const choice of choices) {
    const key = keyOf(choice);
    const before = latest.get(key);
    latest.set(key, before ? laterChoice(before, choice) : choice);
  }
  return latest;
};

/** What a memory keeps, as rows of the conversations that are in this mirror. */
const heldBy = async (
  database: IsthmusDatabase,
  choices: readonly SharedChoice[],
  mattermost: AccountId,
  isFirst: boolean,
): Promise<readonly OwnChoiceRow[]> => {
  const teams = (await readAccounts(database)).filter(({ service }) => service === 'teams');
  const rows = choices.flatMap(({ service, conversation, ...choice }): OwnChoiceRow[] => {
    const accounts = service === 'mattermost' ? [mattermost] : isFirst ? teams.map(({ id }) => id) : [];
    return accounts.map((accountId) => ({
      ...choice,
      accountId,
      conversationId: conversationOfKey(accountId, conversation),
    }));
  });
  const conversations = await readConversationRows(
    database,
    rows.map(({ conversationId }) => conversationId),
  );
  return rows.filter((_, at) => conversations[at] !== undefined);
};

/** What is chosen here, as a memory keeps it. */
const ownOf = async (
  database: IsthmusDatabase,
  mattermost: AccountId,
  isFirst: boolean,
): Promise<ReadonlyMap<string, SharedChoice>> => {
  const services = new Map((await readAccounts(database)).map(({ id, service }) => [id, service]));
  return latestOf(
    (await readOwnChoiceRows(database)).flatMap(({ accountId, conversationId, ...choice }) => {
      const service = services.get(accountId);
      const isKeptHere = accountId === mattermost || (isFirst && service === 'teams');
      return service !== undefined && isKeptHere
        ? [{ ...choice, service, conversation: sharedKeyOf(conversationId) }]
        : [];
    }),
  );
};

/** Whether the service was not reached: it is back as soon as the account is, and no longer pause helps it. */
const isUnanswered = ({ kind }: ServiceFailure): boolean =>
  kind === 'offline' || kind === 'sign-in-needed' || kind === 'cancelled';

/** Asked anew after each wait. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;
