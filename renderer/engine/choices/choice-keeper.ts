/**
 * Keeps what the user chose in Isthmus the same on all their computers, through their own preferences on Mattermost. Every choice has a time,
 * and of one kind for one conversation the latest holds everywhere (`laterChoice`). A computer takes what is later there, and writes what it
 * knows better. So two that write over each other agree as soon as both have heard of it: the one that knows the later choice writes again.
 *
 * Each account of Mattermost is a memory. All hold the choices for their own conversations. What belongs to none of them (Teams, settings
 * for all conversations) is begun in the one with the smallest account id, which every computer finds by itself; where another one holds such a
 * choice, because a computer has that account only or an earlier version chose otherwise, it is read there and kept up to date.
 */
import type { Connector } from '../../connectors/connector.ts';
import type { World } from '../../connectors/world.ts';
import {
  caughtEvent,
  conversationOfKey,
  isSharedSetting,
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
  readOwnSettings,
  takeOwnChoices,
  takeOwnSettings,
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
  /** Of the accounts that are open, in any order. */
  readonly connectors: () => readonly Connector[];
}

/** Choices come in bursts, ms. */
const settle = 500;
/** After how long it is tried again where the database refused, ms. */
const againAfter = 30_000;

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
      this.#run().catch((error: unknown) => {
        options.world.log(caughtEvent('choice-keeper', error));
        if (this.#abort !== null) this.#errand.want(againAfter);
      }),
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

  /** An account is up to date. Its memory may have come with it, or may have failed when it was to be read. */
  becameCurrent(): void {
    const { connectors } = this.options;
    if (connectors().some(({ accountId, memory }) => memory && !this.#kept.has(accountId))) this.want();
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
      .flatMap(({ accountId, memory }) => (memory ? [{ accountId, memory }] : []))
      // The smallest id comes last: it gets what the others hold.
      .sort((one, other) => (one.accountId < other.accountId ? 1 : -1));
    for (const [at, { accountId, memory }] of memories.entries()) {
      if (signal === undefined || isAborted(signal)) return;
      const rest = this.#rests.get(accountId);
      const left = (rest?.until ?? 0) - this.options.world.now();
      if (left > 0) {
        this.#errand.want(left);
        continue;
      }
      const failure = await this.#agree(accountId, memory, at === memories.length - 1, signal);
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

  /** `isHome`: what belongs to no account of Mattermost is begun in this memory. */
  async #agree(
    accountId: AccountId,
    memory: SharedMemoryCapability,
    isHome: boolean,
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
    const held = await heldBy(database, [...kept.values()], accountId);
    const settings = [...kept.values()].filter(isSharedSetting);
    const hasTaken = [
      held.length > 0 && (await takeOwnChoices(database, held)),
      settings.length > 0 && (await takeOwnSettings(database, settings)),
    ].includes(true);
    // The memories before this one may hold it, too, and are asked for nothing if they do not.
    if (hasTaken) this.want();
    const known = kept;
    const better = (await ownOf(database, accountId)).filter((choice) => {
      const there = known.get(keyOf(choice));
      return there === undefined ? isHome || isOfMattermost(choice) : isBetter(choice, there);
    });
    if (better.length === 0 || isAborted(signal)) return null;
    const written = await memory.writeOwnChoices(better, signal);
    if (!written.ok) return written.failure;
    keep(new Map([...known, ...better.map((choice) => [keyOf(choice), choice] as const)]));
    return null;
  }
}

/** Whether a choice is for a conversation of Mattermost: each account keeps its own. */
const isOfMattermost = (choice: SharedChoice): boolean =>
  !isSharedSetting(choice) && choice.service === 'mattermost';

const keyOf = (choice: SharedChoice): string =>
  isSharedSetting(choice) ? choice.kind : `${choice.kind} ${choice.service} ${choice.conversation}`;

const isSameChoice = (one: SharedChoice, other: SharedChoice): boolean =>
  one.at === other.at && JSON.stringify(one.value) === JSON.stringify(other.value);

/** Whether the first is to replace the second. */
const isBetter = (one: SharedChoice, other: SharedChoice): boolean =>
  laterChoice<SharedChoice>(one, other) === one && !isSameChoice(one, other);

/** The latest choice for each conversation and kind. */
const latestOf = (choices: readonly SharedChoice[]): ReadonlyMap<string, SharedChoice> => {
  const latest = new Map<string, SharedChoice>();
  for (const choice of choices) {
    const key = keyOf(choice);
    const before = latest.get(key);
    latest.set(key, before ? laterChoice<SharedChoice>(before, choice) : choice);
  }
  return latest;
};

/** What a memory keeps for conversations, as rows of those that are in this mirror. */
const heldBy = async (
  database: IsthmusDatabase,
  choices: readonly SharedChoice[],
  mattermost: AccountId,
): Promise<readonly OwnChoiceRow[]> => {
  const teams = (await readAccounts(database)).filter(({ service }) => service === 'teams');
  const rows = choices.flatMap((shared): OwnChoiceRow[] => {
    if (isSharedSetting(shared)) return [];
    const { service, conversation, ...choice } = shared;
    const accounts = service === 'mattermost' ? [mattermost] : teams.map(({ id }) => id);
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

/** What is chosen here, as this memory would keep it: for its own conversations, for those of Teams, and for all. */
const ownOf = async (database: IsthmusDatabase, mattermost: AccountId): Promise<readonly SharedChoice[]> => {
  const services = new Map((await readAccounts(database)).map(({ id, service }) => [id, service]));
  const rows = (await readOwnChoiceRows(database)).flatMap(({ accountId, conversationId, ...choice }) => {
    const service = services.get(accountId);
    return service === 'teams' || accountId === mattermost
      ? [{ ...choice, service: service ?? 'mattermost', conversation: sharedKeyOf(conversationId) }]
      : [];
  });
  return [...latestOf([...rows, ...(await readOwnSettings(database))]).values()];
};

/** Whether the service was not reached: it is back as soon as the account is, and no longer pause helps it. */
const isUnanswered = ({ kind }: ServiceFailure): boolean =>
  kind === 'offline' || kind === 'sign-in-needed' || kind === 'cancelled';

/** Asked anew after each wait. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;
