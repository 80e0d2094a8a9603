/** The engine: one mirror per account, started and stopped as accounts come and go, the machine sleeps, or the user pauses. */
import { liveQuery, type Subscription } from 'dexie';
import type { SubscribingCapability } from '../connectors/subscribing.ts';
import {
  caughtEvent,
  type AccountId,
  type CarryPause,
  type ConversationId,
  type LimitUsed,
} from '../model/index.ts';
import {
  readAccountIds,
  readAccountRow,
  readAttentionRow,
  readIntents,
  startEngineRow,
  type IntentRow,
  type InviteState,
} from '../store/index.ts';
import type { SharesHeld } from './bridge/memory/carrier-leases.ts';
import { CarryingControl } from './carrying-control.ts';
import { handNewsOn } from './engine-news.ts';
import type { EngineOptions } from './engine-options.ts';
import { createEngineParts, type EngineParts, restParts } from './engine-parts.ts';
import { EngineRest } from './engine-rest.ts';
import { runIntents } from './intents/intent-runners.ts';
import type { UserPresence } from './mirror/pull/cadence.ts';
import type { EngineAccount } from './mirrors.ts';
import { fillTwins } from './people/twins-table.ts';
import type { AuthorCounts } from './relay/away/author-watch.ts';
import { RelayDuties } from './relay/relay-duties.ts';

export class Engine {
  readonly #parts: EngineParts;
  readonly #carrying: CarryingControl;
  readonly #duties: RelayDuties;
  readonly #rest: EngineRest;
  readonly #subscriptions: Subscription[] = [];
  #serial: Promise<void> = Promise.resolve();

  constructor(private readonly options: EngineOptions) {
    const { world, database } = options;
    this.#carrying = new CarryingControl(options, () => this.#parts);
    this.#parts = createEngineParts(options, {
      isPaused: () => this.#rest.pausedBy !== null,
      carrying: () => this.#carrying.now,
      pauseCarrying: (pause) => this.#carrying.setPause(pause),
      onNews: (news) =>
        handNewsOn(news, {
          parts: this.#parts,
          duties: this.#duties,
          carrying: this.#carrying.now,
          onDiskFull: () => this.#rest.diskFull(),
        }),
    });
    const { inviting, answering } = options;
    this.#duties = new RelayDuties({
      ...{ world, database, ...(inviting ? { inviting } : {}), ...(answering ? { answering } : {}) },
      connectors: () => this.#parts.mirrors.connectors,
      mayWrite: () => this.#rest.pausedBy === null && this.shares?.held.includes(0) === true,
      isCarryPaused: () => this.#carrying.isPaused,
    });
    this.#rest = new EngineRest({
      ...{ world, database, carrying: this.#carrying },
      parts: () => this.#parts,
      duties: () => this.#duties,
      inOrder: (work) => this.#inOrder(work),
      goOn: async () => {
        await this.#startCarrying();
        await this.#carryOutIntents(await readIntents(database));
      },
    });
  }

  /** Starts a mirror for each account that is signed in. The database must be open. */
  async start(): Promise<void> {
    const { database, world } = this.options;
    await this.#carrying.begin(await startEngineRow(database, world.now()));
    await fillTwins(database);
    await this.#parts.notifier.start();
    await this.#parts.commands.start();
    await this.accountsChanged();
    this.#subscribe(
      () => readAttentionRow(database),
      (row) => this.#parts.attention.attend(row),
    );
    this.#subscribe(
      () => readIntents(database),
      (rows) => void this.#inOrder(() => this.#carryOutIntents(rows)),
    );
  }

  /** Whether somebody looks at Isthmus, as far as the engine knows. This decides how often it asks services that push nothing. */
  get presence(): UserPresence {
    return this.#parts.attention.looking.presence;
  }

  /** How many answers 429 our own pace has caused since the start. */
  get refusals(): number {
    return this.#parts.mirrors.refusals;
  }

  /** How much of each limit of the services is used now. */
  get limitsUsed(): readonly LimitUsed[] {
    return this.#parts.mirrors.used;
  }

  /** Over which links this computer carries now; null while there is nothing between which to carry. */
  get shares(): SharesHeld | null {
    return this.#carrying.now?.shares ?? null;
  }

  /** Whether this computer is the one that carries over a link now. */
  carriesOver(linkId: string): boolean {
    return this.#carrying.now?.holds(linkId) === true;
  }

  /** How many connected authors are away, and so on; null where a relay carries for none of them. */
  get authors(): AuthorCounts | null {
    return this.#carrying.now?.authors ?? null;
  }

  /** How inviting stands; null where nobody is invited. */
  invitations(): Promise<InviteState | null> {
    return this.#duties.invitations();
  }

  /** Starts mirrors for new accounts, ends those whose account is gone, and removes what these had mirrored. */
  accountsChanged(): Promise<void> {
    return this.#inOrder(async () => {
      const accounts = await this.options.accounts();
      const present = new Set(accounts.map(({ identity }) => identity.id));
      for (const id of await readAccountIds(this.options.database))
        if (!present.has(id)) await this.#remove(id);
      for (const account of accounts) await this.#open(account);
      await this.#startCarrying();
    });
  }

  /** The user signed this account out: its mirror leaves the machine. */
  signedOut(id: AccountId): Promise<void> {
    return this.#inOrder(() => this.#remove(id));
  }

  setPaused(paused: boolean): Promise<void> {
    return this.#inOrder(() => this.#rest.pause(paused ? 'user' : null));
  }

  /** The machine sleeps or wakes. */
  setAsleep(asleep: boolean): Promise<void> {
    return this.#inOrder(() => this.#rest.setAsleep(asleep));
  }

  /** Told when the screen is locked or the user is idle: then services are not asked just because time has passed. */
  setUserAway(away: boolean): void {
    this.#parts.attention.setAway(away);
  }

  networkCameBack(): void {
    if (this.#rest.pausedBy !== null) return;
    this.#parts.mirrors.tryNow();
    this.#parts.sender.hurry();
  }

  /**
   * Somebody outside says that a conversation changed (an event hub, a relay). It is only a hint: the conversation is pulled soon, within the
   * account's budget and at most once in two seconds. What is not in the mirror is left alone.
   */
  pullSoon(account: AccountId, conversation: ConversationId): void {
    this.#parts.mirrors.of(account)?.pullSoon(conversation);
  }

  /**
   * From now on hints are expected for these conversations of the account, and for no others. As long as hints come they are asked only every
   * five minutes besides; where none came for a message, they are asked as often as without hints.
   */
  expectHints(account: AccountId, conversations: Iterable<ConversationId>): void {
    this.#parts.mirrors.of(account)?.expectHints(conversations);
  }

  /** How change notifications of an account are asked for; null where its service has none, or the account is not there. */
  subscribing(account: AccountId): SubscribingCapability | null {
    return this.#parts.mirrors.connectorOf(account)?.subscribing ?? null;
  }

  /** Told when the user wants something written, or wants it otherwise than before (sending/wanting.ts). */
  wakeSending(): void {
    this.#parts.sender.wake();
  }

  /** The user pauses carrying alone, or ends the pause. Reading, writing and notifications go on. */
  pauseCarrying(pause: CarryPause): Promise<void> {
    return this.#inOrder(() => this.#carrying.setPause(pause));
  }

  /** The user wants to be told of no message until then, ms on this machine's clock; 0: they want to be told. */
  pauseNotices(until: number): void {
    this.#parts.notifier.pauseUntil(until);
  }

  /**
   * Ends what is being carried, and lets another computer of the user carry at once; `within`: how long that may take, ms. Call `stop`
   * afterwards.
   */
  handOver(within: number): Promise<void> {
    return this.#carrying.now?.handOver(within) ?? Promise.resolve();
  }

  /** Ends everything. Nothing touches the database afterwards. */
  async stop(): Promise<void> {
    for (const subscription of this.#subscriptions.splice(0)) subscription.unsubscribe();
    this.#parts.attention.stop();
    this.#parts.typing?.stop();
    this.#carrying.stopWaiting();
    this.#rest.stop();
    await this.#inOrder(async () => {
      await restParts(this.#parts, this.#duties);
      await this.#carrying.stop();
      await this.#parts.mirrors.stop();
      await this.#parts.notifier.stop();
    });
  }

  #subscribe<Value>(query: () => Promise<Value>, next: (value: Value) => void): void {
    this.#subscriptions.push(
      liveQuery(query).subscribe({
        next,
        error: (error: unknown) => this.options.world.log(caughtEvent('engine-live-query', error)),
      }),
    );
  }

  /** Changes of accounts, pauses and intents run one after the other, so that none sees another half done. */
  #inOrder(work: () => Promise<void>): Promise<void> {
    const done = this.#serial.then(work);
    this.#serial = done.catch((error: unknown) => this.options.world.log(caughtEvent('engine-step', error)));
    return done;
  }

  async #open(account: EngineAccount): Promise<void> {
    const { id, lacks = [] } = account.identity;
    const { pausedBy } = this.#rest;
    const isNew = this.#parts.mirrors.of(id) === undefined;
    const lackedBefore = (await readAccountRow(this.options.database, id))?.lacks ?? [];
    await this.#parts.mirrors.open(account, pausedBy && { kind: 'paused', by: pausedBy });
    if (lackedBefore.some((feature) => !lacks.includes(feature))) await this.#parts.ownPresence.granted(id);
    if (isNew) this.#parts.attention.tell();
  }

  async #remove(id: AccountId): Promise<void> {
    await this.#parts.choices.rest();
    await this.#duties.stop();
    await this.#parts.sender.stop();
    await this.#carrying.end();
    await this.#parts.mirrors.end(id);
    await this.#parts.store.removeAccount(id);
    this.options.onRemoved(id);
    if (this.#rest.pausedBy !== null) return;
    this.#parts.sender.start();
    this.#parts.choices.start();
  }

  async #startCarrying(): Promise<void> {
    if (this.#rest.pausedBy !== null) return;
    this.#parts.sender.start();
    this.#parts.choices.start();
    await this.#carrying.start();
  }

  async #carryOutIntents(rows: readonly IntentRow[]): Promise<void> {
    await runIntents(this.options.database, rows, this.#parts.runners);
  }
}
