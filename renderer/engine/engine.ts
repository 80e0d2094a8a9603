/** The engine: one mirror per account, started and stopped as accounts come and go, the machine sleeps, or the user pauses. */
import { liveQuery, type Subscription } from 'dexie';
import type { Connector } from '../connectors/connector.ts';
import type { World } from '../connectors/world.ts';
import { caughtEvent, type AccountId, type AccountState, type Change } from '../model/index.ts';
import {
  readAccountIds,
  readAccountRow,
  readAttentionRow,
  readIntents,
  startEngineRow,
  writeEngineState,
  type AttentionRow,
  type IntentRow,
  type IsthmusDatabase,
  type LinkIntent,
} from '../store/index.ts';
import { Carrying } from './bridge/run/carrying.ts';
import { discardCarrying, retryCarrying } from './bridge/run/outbox.ts';
import { isCopy } from './bridge/run/recheck.ts';
import type { BatchSource, MirrorNews } from './follower.ts';
import { followers } from './followers.ts';
import { AccountMirror } from './mirror/account-mirror.ts';
import { type AccountIdentity, writeLacks } from './mirror/store/account-row.ts';
import { Budget } from './mirror/pull/budget.ts';
import {
  type CadenceTable,
  type UserPresence,
  pollingCadence,
  pushedCadence,
} from './mirror/pull/cadence.ts';
import { bareBatch } from './mirror/store/batch.ts';
import { MirrorStore } from './mirror/store/mirror-store.ts';
import { type IntentRunners, runIntents } from './intent-runners.ts';
import { fillTwins } from './people/twins-table.ts';
import { type Looking, lookingOf } from './presence.ts';
import { ReadIntents } from './read-intents.ts';
import { Sender } from './sending/sender.ts';
import type { SendingSide } from './sending/move-on.ts';

/** What the engine must know of an account to mirror it. */
export interface EngineAccount {
  readonly identity: AccountIdentity;
  /** Makes the account's connector; its requests go through `world.fetch`, which keeps the connector's limits. `notBefore` in ms. */
  connect(world: World, notBefore: number | null): Connector;
}

export interface EngineOptions {
  readonly world: World;
  readonly database: IsthmusDatabase;
  /** The accounts that are signed in now. */
  readonly accounts: () => Promise<readonly EngineAccount[]>;
  readonly days: number | null;
  /** How many conversations of one account are pulled at once. */
  readonly workers?: number;
  readonly cadence?: (account: AccountIdentity) => CadenceTable;
  /** The account's mirror has left the database. */
  readonly onRemoved: (id: AccountId) => void;
}

const diskRetry = 60_000;

export class Engine {
  readonly #mirrors = new Map<AccountId, AccountMirror>();
  readonly #connectors = new Map<AccountId, Connector>();
  readonly #budgets: Budget[] = [];
  #carrying: Carrying | null = null;
  readonly #subscriptions: Subscription[] = [];
  #attention: AttentionRow | undefined;
  #looking: Looking = lookingOf(undefined, false, 0);
  #cancelLook: () => void = () => undefined;
  #userAway = false;
  #paused: 'user' | 'sleep' | null = null;
  #diskFull = false;
  #serial: Promise<void> = Promise.resolve();

  readonly #store: MirrorStore;
  readonly #reads: ReadIntents;
  readonly #sender: Sender;

  constructor(private readonly options: EngineOptions) {
    const { world, database } = options;
    this.#store = new MirrorStore({ database, followers, onNews: (news) => this.#hear(news) });
    this.#reads = new ReadIntents({
      world,
      database,
      connectorOf: (account) => this.#connectors.get(account),
      store: (account, changes) => this.#keep(account, changes),
    });
    this.#sender = new Sender({
      world,
      database,
      sideOf: (account) => this.#sideOf(account),
      store: (account, changes, source) => this.#keep(account, changes, source),
      storesInto: this.#store.tables,
      isTaken: (message) => isCopy(database, message),
    });
  }

  /** Begins with the accounts there are. The database is open. */
  async start(): Promise<void> {
    const { database, world } = this.options;
    await startEngineRow(database, world.now());
    await fillTwins(database);
    await this.accountsChanged();
    this.#subscribe(
      () => readAttentionRow(database),
      (row) => this.#attend(row),
    );
    this.#subscribe(
      () => readIntents(database),
      (rows) => void this.#inOrder(() => this.#carryOutIntents(rows)),
    );
  }

  /** Whether somebody looks, as far as the engine knows: so often it asks the services that push nothing. */
  get presence(): UserPresence {
    return this.#looking.presence;
  }

  /** Answers of the kind 429 that our own pace caused, since the start. */
  get refusals(): number {
    return this.#budgets.reduce((sum, { refusals }) => sum + refusals, 0);
  }

  /** Starts mirrors for new accounts; those whose account is gone end, and what they mirrored is removed. */
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
      else for (const mirror of this.#mirrors.values()) mirror.tryNow();
    });
  }

  /** Whether the screen is locked or the user idle: nothing is polled for nobody. */
  setUserAway(away: boolean): void {
    this.#userAway = away;
    this.#spreadAttention();
  }

  networkCameBack(): void {
    if (!this.#paused) for (const mirror of this.#mirrors.values()) mirror.tryNow();
  }

  /** Something is to be written, or is wanted otherwise (sending/wanting.ts). */
  wakeSending(): void {
    this.#sender.wake();
  }

  /** Ends everything; nothing touches the database afterwards. */
  async stop(): Promise<void> {
    for (const subscription of this.#subscriptions.splice(0)) subscription.unsubscribe();
    this.#cancelLook();
    await this.#inOrder(async () => {
      this.#reads.stop();
      await this.#sender.stop();
      await this.#endCarrying();
      await Promise.all([...this.#mirrors.values()].map((mirror) => mirror.stop()));
      this.#mirrors.clear();
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

  /** Accounts, pauses and intents one after the other: none sees another half done. */
  #inOrder(work: () => Promise<void>): Promise<void> {
    const done = this.#serial.then(work);
    this.#serial = done.catch((error: unknown) => this.options.world.log(caughtEvent('engine-step', error)));
    return done;
  }

  async #open(account: EngineAccount): Promise<void> {
    const { world, database, days } = this.options;
    const { identity } = account;
    const held = this.#mirrors.get(identity.id);
    // Signed in again: the same mirror goes on with new secrets.
    if (held) {
      if (!this.#paused) held.resume();
      // More, or less, may be asked for than before: what there is is listed anew.
      if ((await writeLacks(database, identity)) && !this.#paused) held.tryNow();
      return;
    }
    const budget = new Budget(world);
    const connector = account.connect(
      { ...world, fetch: budget.fetch },
      days === null ? null : world.now() - days * 86_400_000,
    );
    budget.limits = connector.limits;
    this.#budgets.push(budget);
    const mirror = new AccountMirror({
      world,
      mirror: this.#store,
      connector,
      identity,
      cadence: this.options.cadence?.(identity) ?? (connector.live ? pushedCadence : pollingCadence),
      workers: this.options.workers ?? 8,
      days,
    });
    this.#mirrors.set(identity.id, mirror);
    this.#connectors.set(identity.id, connector);
    await mirror.start();
    if (this.#paused) await mirror.pause({ kind: 'paused', by: this.#paused });
    this.#spreadAttention();
  }

  async #remove(id: AccountId): Promise<void> {
    await this.#sender.stop();
    await this.#endCarrying();
    await this.#mirrors.get(id)?.stop();
    this.#mirrors.delete(id);
    this.#connectors.delete(id);
    await this.#store.removeAccount(id);
    this.options.onRemoved(id);
    if (!this.#paused) this.#sender.start();
  }

  async #pause(by: 'user' | 'sleep' | null): Promise<void> {
    this.#paused = by;
    const { database } = this.options;
    await writeEngineState(database, by ? { kind: 'paused', by } : { kind: 'running' });
    const state: AccountState | null = by && { kind: 'paused', by };
    if (state) {
      this.#reads.stop();
      await this.#sender.stop();
      await this.#carrying?.rest();
      await Promise.all([...this.#mirrors.values()].map((mirror) => mirror.pause(state)));
      return;
    }
    for (const mirror of this.#mirrors.values()) mirror.resume();
    await this.#startCarrying();
    await this.#carryOutIntents(await readIntents(database));
  }

  /** No room: stop asking (answers could not be kept), say so, and look again every minute. Cursors stand where they were. */
  #onDiskFull(): void {
    if (this.#diskFull) return;
    this.#diskFull = true;
    const { world, database } = this.options;
    world.log('disk-full');
    void this.#inOrder(async () => {
      const state: AccountState = { kind: 'failed', reason: 'disk-full' };
      await this.#sender.stop();
      await this.#carrying?.rest();
      await Promise.all([...this.#mirrors.values()].map((mirror) => mirror.pause(state)));
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
    const { database, world } = this.options;
    this.#carrying ??= await Carrying.between({
      world,
      database,
      connectors: [...this.#connectors.values()],
      mayHaveGap: (account, id) => this.#mirrors.get(account)?.mayHaveGap(id) ?? false,
      store: (account, changes, source) => this.#keep(account, changes, source),
      storesInto: this.#store.tables,
    });
    await this.#carrying?.start();
  }

  /** The account that something is to be written with; null while it is not there, or it is not known yet whose it is. */
  async #sideOf(id: AccountId): Promise<SendingSide | null> {
    const connector = this.#connectors.get(id);
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

  /** What a mirror, or a follower of it, has to say. */
  #hear(news: MirrorNews): void {
    if (news.kind === 'disk-full') this.#onDiskFull();
    else this.#carrying?.hear(news);
  }

  /** Stores what came of the user's own acts, as the mirror stores what it is told. */
  async #keep(accountId: AccountId, changes: readonly Change[], source: BatchSource = 'own'): Promise<void> {
    await this.#store.write(bareBatch(accountId, source, changes));
  }

  #attend(row: AttentionRow | undefined): void {
    this.#attention = row;
    this.#spreadAttention();
  }

  #spreadAttention(): void {
    const { world } = this.options;
    this.#cancelLook();
    this.#looking = lookingOf(this.#attention, this.#userAway, world.now());
    const { attention, presence, lasts } = this.#looking;
    if (lasts !== null) this.#cancelLook = world.after(lasts, () => this.#spreadAttention());
    for (const mirror of this.#mirrors.values()) mirror.setAttention(attention, presence);
  }

  async #carryOutIntents(rows: readonly IntentRow[]): Promise<void> {
    await runIntents(this.options.database, rows, this.#runners);
  }

  readonly #runners: IntentRunners = {
    picture: (rows) => {
      for (const { accountId, messageId, fileId } of rows)
        this.#mirrors.get(accountId)?.wantPicture(messageId, fileId);
      return Promise.resolve('done');
    },
    read: (rows) => {
      if (!this.#paused) this.#reads.take(rows);
      return Promise.resolve('stays');
    },
    link: (rows) => this.#wantLinks(rows),
    unlink: (rows) => this.#wantLinks(rows),
    carry: (rows) => this.#wantLinks(rows),
    'try-account': (rows) => {
      // A pause is the user's own wish, too, and stands.
      for (const { accountId } of rows) this.#mirrors.get(accountId)?.tryNow();
      return Promise.resolve('done');
    },
    retry: async (rows) => {
      for (const { messageId } of rows) await retryCarrying(this.options.database, messageId);
      this.#carrying?.wake();
      return 'done';
    },
    discard: async (rows) => {
      for (const { messageId } of rows) await discardCarrying(this.options.database, messageId);
      this.#carrying?.wake();
      return 'done';
    },
  };

  /** The keeper of links does these, and says what came of them. */
  #wantLinks(rows: readonly LinkIntent[]): Promise<'stays'> {
    this.#carrying?.intended(rows);
    return Promise.resolve('stays');
  }
}
