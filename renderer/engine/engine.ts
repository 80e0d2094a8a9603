/** The engine: one mirror per account, started and stopped as accounts come and go, the machine sleeps, or the user pauses. */
import { liveQuery, type Subscription } from 'dexie';
import { caughtEvent, type AccountId, type AccountState, type Change } from '../model/index.ts';
import {
  readAccountIds,
  readAccountRow,
  readAttentionRow,
  readIntents,
  startEngineRow,
  writeEngineState,
  type IntentRow,
  type TypingChannel,
} from '../store/index.ts';
import { Carrying } from './bridge/run/carrying.ts';
import { isCopy } from './bridge/run/recheck.ts';
import { ChoiceKeeper } from './choices/choice-keeper.ts';
import { Choosing } from './choices/choosing.ts';
import type { BatchSource, MirrorNews } from './follower.ts';
import { followers } from './followers.ts';
import { type IntentRunners, runIntents } from './intent-runners.ts';
import type { UserPresence } from './mirror/pull/cadence.ts';
import { countedElsewhere } from './mirror/follow/call-followers.ts';
import { bareBatch } from './mirror/store/batch.ts';
import { MirrorStore } from './mirror/store/mirror-store.ts';
import { type EngineAccount, Mirrors, type MirrorsOptions } from './mirrors.ts';
import { fillTwins } from './people/twins-table.ts';
import { ReadIntents } from './read-intents.ts';
import type { NoticeBoard } from './notify/notice.ts';
import { Notifier } from './notify/notifier.ts';
import { localTimeOf } from './notify/rules.ts';
import { runnersOf } from './runners.ts';
import type { SendingSide } from './sending/outcome.ts';
import { Sender } from './sending/sender.ts';
import { OwnPresence } from './own-presence.ts';
import { Typing } from './typing.ts';
import { StartIntents } from './starting/start-intents.ts';
import { UserAttention } from './user-attention.ts';

export interface EngineOptions extends Omit<MirrorsOptions, 'store'> {
  /** The accounts that are signed in now. */
  readonly accounts: () => Promise<readonly EngineAccount[]>;
  /** The account's mirror has left the database. */
  readonly onRemoved: (id: AccountId) => void;
  /** What shows the user notices; null where nothing does. */
  readonly noticeBoard: NoticeBoard | null;
  /** By which pages tell each other who types; absent where nobody writes. */
  readonly typing?: TypingChannel;
}

const diskRetry = 60_000;

export class Engine {
  readonly #store: MirrorStore;
  readonly #mirrors: Mirrors;
  readonly #attention: UserAttention;
  readonly #reads: ReadIntents;
  readonly #choosing: Choosing;
  readonly #choices: ChoiceKeeper;
  readonly #starts: StartIntents;
  readonly #sender: Sender;
  readonly #notifier: Notifier;
  readonly #typing: Typing | null;
  readonly #ownPresence: OwnPresence;
  readonly #runners: IntentRunners;
  #carrying: Carrying | null = null;
  readonly #subscriptions: Subscription[] = [];
  #paused: 'user' | 'sleep' | null = null;
  #diskFull = false;
  #serial: Promise<void> = Promise.resolve();

  constructor(private readonly options: EngineOptions) {
    const { world, database } = options;
    this.#store = new MirrorStore({ database, followers, onNews: (news) => this.#hear(news) });
    this.#mirrors = new Mirrors({ ...options, store: this.#store });
    this.#attention = new UserAttention(world, (looking) => this.#mirrors.look(looking));
    this.#reads = new ReadIntents({
      world,
      database,
      connectorOf: (account) => this.#mirrors.connectorOf(account),
      store: (account, changes) => this.#keep(account, changes),
    });
    this.#choices = new ChoiceKeeper({ world, database, connectors: () => this.#mirrors.connectors });
    this.#choosing = new Choosing({
      world,
      database,
      connectorOf: (account) => this.#mirrors.connectorOf(account),
      mayAsk: () => this.#paused === null,
      store: (account, changes) => this.#keep(account, changes),
      onOwnChoice: () => this.#choices.want(),
    });
    this.#starts = new StartIntents({
      world,
      database,
      connectorOf: (account) => this.#mirrors.connectorOf(account),
      store: (account, changes) => this.#keep(account, changes),
    });
    this.#sender = new Sender({
      world,
      database,
      sideOf: (account) => this.#sideOf(account),
      store: (account, changes, source) => this.#keep(account, changes, source),
      storesInto: this.#store.tables,
      isTaken: (message) => isCopy(database, message),
      onSent: (account, target) => this.#mirrors.of(account)?.sentInto(target),
    });
    this.#notifier = new Notifier({
      world,
      database,
      board: options.noticeBoard,
      looking: () => this.#attention.looking,
      countedElsewhere: (tables, conversation, unread) =>
        countedElsewhere(tables, followers, conversation, unread),
      localTimeOf,
    });
    this.#typing = options.typing
      ? new Typing({
          world,
          channel: options.typing,
          connectorOf: (account) => this.#mirrors.connectorOf(account),
          isPaused: () => this.#paused !== null,
        })
      : null;
    this.#ownPresence = new OwnPresence({
      world,
      connectorOf: (account) => this.#mirrors.connectorOf(account),
      store: (account, changes) => this.#keep(account, changes),
    });
    this.#runners = runnersOf({
      database,
      mirrors: this.#mirrors,
      reads: this.#reads,
      choosing: this.#choosing,
      ownChoiceMade: () => this.#choices.want(),
      ownPresence: this.#ownPresence,
      starts: this.#starts,
      isPaused: () => this.#paused !== null,
      carrying: () => this.#carrying,
      wakeSending: () => this.wakeSending(),
    });
  }

  /** Starts a mirror for each account that is signed in. The database must be open. */
  async start(): Promise<void> {
    const { database, world } = this.options;
    await startEngineRow(database, world.now());
    await fillTwins(database);
    await this.#notifier.start();
    await this.accountsChanged();
    this.#subscribe(
      () => readAttentionRow(database),
      (row) => this.#attention.attend(row),
    );
    this.#subscribe(
      () => readIntents(database),
      (rows) => void this.#inOrder(() => this.#carryOutIntents(rows)),
    );
  }

  /** Whether somebody looks at Isthmus, as far as the engine knows. This decides how often it asks services that push nothing. */
  get presence(): UserPresence {
    return this.#attention.looking.presence;
  }

  /** How many answers 429 our own pace has caused since the start. */
  get refusals(): number {
    return this.#mirrors.refusals;
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
    return this.#inOrder(() => this.#pause(paused ? 'user' : null));
  }

  /** The machine sleeps or wakes. */
  setAsleep(asleep: boolean): Promise<void> {
    return this.#inOrder(async () => {
      if (asleep) return this.#pause(this.#paused ?? 'sleep');
      if (this.#paused === 'sleep') await this.#pause(null);
      else this.#mirrors.tryNow();
    });
  }

  /** Told when the screen is locked or the user is idle: then services are not asked just because time has passed. */
  setUserAway(away: boolean): void {
    this.#attention.setAway(away);
  }

  networkCameBack(): void {
    if (this.#paused) return;
    this.#mirrors.tryNow();
    this.#sender.hurry();
  }

  /** Told when the user wants something written, or wants it otherwise than before (sending/wanting.ts). */
  wakeSending(): void {
    this.#sender.wake();
  }

  /** The user wants to be told of no message until then, ms on this machine's clock; 0: they want to be told. */
  pauseNotices(until: number): void {
    this.#notifier.pauseUntil(until);
  }

  /** Ends everything. Nothing touches the database afterwards. */
  async stop(): Promise<void> {
    for (const subscription of this.#subscriptions.splice(0)) subscription.unsubscribe();
    this.#attention.stop();
    this.#typing?.stop();
    await this.#inOrder(async () => {
      this.#reads.stop();
      this.#choosing.stop();
      await this.#choices.rest();
      this.#ownPresence.stop();
      this.#starts.stop();
      await this.#sender.stop();
      await this.#endCarrying();
      await this.#mirrors.stop();
      await this.#notifier.stop();
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
    const isNew = this.#mirrors.of(account.identity.id) === undefined;
    await this.#mirrors.open(account, this.#paused && { kind: 'paused', by: this.#paused });
    if (isNew) this.#attention.tell();
  }

  async #remove(id: AccountId): Promise<void> {
    await this.#choices.rest();
    await this.#sender.stop();
    await this.#endCarrying();
    await this.#mirrors.end(id);
    await this.#store.removeAccount(id);
    this.options.onRemoved(id);
    if (this.#paused) return;
    this.#sender.start();
    this.#choices.start();
  }

  async #pause(by: 'user' | 'sleep' | null): Promise<void> {
    this.#paused = by;
    const { database } = this.options;
    await writeEngineState(database, by ? { kind: 'paused', by } : { kind: 'running' });
    const state: AccountState | null = by && { kind: 'paused', by };
    if (state) {
      this.#reads.stop();
      this.#choosing.stop();
      await this.#choices.rest();
      this.#starts.stop();
      await this.#sender.stop();
      await this.#carrying?.rest();
      await this.#mirrors.pause(state);
      return;
    }
    this.#mirrors.resume();
    await this.#startCarrying();
    await this.#carryOutIntents(await readIntents(database));
  }

  /**
   * The disk is full. The engine stops asking, because answers could not be kept, says so, and looks again every minute. Cursors stay where
   * they were.
   */
  #onDiskFull(): void {
    if (this.#diskFull) return;
    this.#diskFull = true;
    const { world, database } = this.options;
    world.log('disk-full');
    void this.#inOrder(async () => {
      const state: AccountState = { kind: 'failed', reason: 'disk-full' };
      this.#choosing.stop();
      await this.#choices.rest();
      await this.#sender.stop();
      await this.#carrying?.rest();
      await this.#mirrors.pause(state);
      // Harmless: the disk is full, which has just been logged, and each account's state says so too.
      await writeEngineState(database, { kind: 'disk-full' }).catch(() => undefined);
    });
    world.after(diskRetry, () => {
      this.#diskFull = false;
      void this.#inOrder(() => this.#pause(this.#paused));
    });
  }

  async #startCarrying(): Promise<void> {
    if (this.#paused) return;
    this.#sender.start();
    this.#choices.start();
    const { database, world } = this.options;
    this.#carrying ??= await Carrying.between({
      world,
      database,
      connectors: this.#mirrors.connectors,
      mayHaveGap: (account, id) => this.#mirrors.of(account)?.mayHaveGap(id) ?? false,
      store: (account, changes, source) => this.#keep(account, changes, source),
      storesInto: this.#store.tables,
    });
    await this.#carrying?.start();
  }

  /** The account to write with; null while it is not there, or while its user is not known yet. */
  async #sideOf(id: AccountId): Promise<SendingSide | null> {
    const connector = this.#mirrors.connectorOf(id);
    const me = (await readAccountRow(this.options.database, id))?.me ?? null;
    if (!connector?.writing || me === null) return null;
    const { writing, memory } = connector;
    return {
      connector,
      writing,
      me,
      ...(memory ? { deletedSince: (...given) => memory.deletedSince(...given) } : {}),
    };
  }

  async #endCarrying(): Promise<void> {
    await this.#carrying?.rest();
    this.#carrying = null;
  }

  /** Hands on the news of a mirror or of one of its followers. */
  #hear(news: MirrorNews): void {
    switch (news.kind) {
      case 'disk-full':
        return this.#onDiskFull();
      case 'typing': {
        const { account: accountId, conversationId, threadId, personId } = news;
        return this.#typing?.heard({ accountId, conversationId, threadId }, personId);
      }
      case 'notices-pending':
        return this.#notifier.wake();
      case 'notices-changed':
        return this.#notifier.changed(news.messages);
      case 'current':
        this.#choices.want();
        this.#choosing.again();
        return this.#carrying?.hear(news);
      case 'choices-stale':
        this.#choices.heard();
        return this.#carrying?.hear(news);
      case 'read-moved':
        this.#notifier.wake();
        return this.#carrying?.hear(news);
      default:
        return this.#carrying?.hear(news);
    }
  }

  /** Stores the results of the user's own acts, as the mirror stores what services tell. */
  async #keep(accountId: AccountId, changes: readonly Change[], source: BatchSource = 'own'): Promise<void> {
    await this.#store.write(bareBatch(accountId, source, changes));
  }

  async #carryOutIntents(rows: readonly IntentRow[]): Promise<void> {
    await runIntents(this.options.database, rows, this.#runners);
  }
}
