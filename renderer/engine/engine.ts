/** The engine: one mirror per account, started and stopped as accounts come and go, the machine sleeps, or the user pauses. */
import { liveQuery, type Subscription } from 'dexie';
import type { SubscribingCapability } from '../connectors/subscribing.ts';
import {
  caughtEvent,
  type AccountId,
  type AccountState,
  type CarryPause,
  type ConversationId,
} from '../model/index.ts';
import {
  readAccountIds,
  readAccountRow,
  readAttentionRow,
  readIntents,
  startEngineRow,
  writeCarryPause,
  writeEngineState,
  type IntentRow,
} from '../store/index.ts';
import type { RelayRole } from './bridge/links/facts.ts';
import type { SharesHeld } from './bridge/memory/carrier-leases.ts';
import { CarryPauseClock } from './bridge/run/carry-pause.ts';
import { Carrying } from './bridge/run/carrying.ts';
import { createEngineParts, type EngineParts, type EnginePartsOptions } from './engine-parts.ts';
import type { MirrorNews } from './follower.ts';
import { runIntents } from './intent-runners.ts';
import type { UserPresence } from './mirror/pull/cadence.ts';
import type { EngineAccount, LimitUsed } from './mirrors.ts';
import { fillTwins } from './people/twins-table.ts';
import type { AnswerWords } from './relay/asked/answerer.ts';
import { CarrierRecord } from './relay/carrier-record.ts';
import type { AuthorAway } from './relay/away/author-leases.ts';
import type { AuthorCounts } from './relay/away/author-watch.ts';
import type { Inviting } from './relay/inviter.ts';
import type { InviteState } from './relay/invite-state.ts';
import { RelayDuties } from './relay/relay-duties.ts';

export interface EngineOptions extends EnginePartsOptions {
  /** The accounts that are signed in now. */
  readonly accounts: () => Promise<readonly EngineAccount[]>;
  /** How this Isthmus stands to the organisation's relay. Absent: it carries for its user, and links' posts may name a relay. */
  readonly relay?: RelayRole;
  /** Whom a relay invites to connect, and in which words. Absent: nobody. */
  readonly inviting?: Inviting;
  /** In which words a relay answers who asks for a message's reactions. Absent: it does not. */
  readonly answering?: AnswerWords;
  /** When a relay carries for connected authors whose computers are off. Absent: never. */
  readonly authorAway?: AuthorAway;
  /** The account's mirror has left the database. */
  readonly onRemoved: (id: AccountId) => void;
}

const diskRetry = 60_000;
/** How long what is being sent may take when another relay is to carry, ms. */
const handOverWithin = 15_000;

export class Engine {
  readonly #parts: EngineParts;
  readonly #carryPause: CarryPauseClock;
  #carrying: Carrying | null = null;
  /** Only a relay shows who carries. */
  readonly #carrierRecord: CarrierRecord | null;
  readonly #duties: RelayDuties;
  readonly #subscriptions: Subscription[] = [];
  #paused: 'user' | 'sleep' | null = null;
  #diskFull = false;
  #serial: Promise<void> = Promise.resolve();

  constructor(private readonly options: EngineOptions) {
    const { world, database } = options;
    this.#carryPause = new CarryPauseClock({
      world,
      keep: (pause) => writeCarryPause(database, pause),
      onChanged: () => this.#carrying?.wake(),
    });
    this.#parts = createEngineParts(options, {
      isPaused: () => this.#paused !== null,
      carrying: () => this.#carrying,
      pauseCarrying: (pause) => this.#setCarryPause(pause),
      onNews: (news) => this.#hear(news),
    });
    this.#carrierRecord = options.relay?.kind === 'relay' ? new CarrierRecord(world, database) : null;
    const { inviting, answering } = options;
    this.#duties = new RelayDuties({
      ...{ world, database, ...(inviting ? { inviting } : {}), ...(answering ? { answering } : {}) },
      connectors: () => this.#parts.mirrors.connectors,
      mayWrite: () => this.#paused === null && this.shares?.held.includes(0) === true,
    });
  }

  /** Starts a mirror for each account that is signed in. The database must be open. */
  async start(): Promise<void> {
    const { database, world } = this.options;
    await this.#carryPause.start(await startEngineRow(database, world.now()));
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

  #isLookedAt(conversation: ConversationId): boolean {
    const { presence, attention } = this.#parts.attention.looking;
    return presence === 'focused' && attention.conversationId === conversation;
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
    return this.#carrying?.shares ?? null;
  }

  /** Whether this computer is the one that carries over a link now. */
  carriesOver(linkId: string): boolean {
    return this.#carrying?.holds(linkId) === true;
  }

  /** How many connected authors are away, and so on; null where a relay carries for none of them. */
  get authors(): AuthorCounts | null {
    return this.#carrying?.authors ?? null;
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
    return this.#inOrder(() => this.#pause(paused ? 'user' : null));
  }

  /** The machine sleeps or wakes. */
  setAsleep(asleep: boolean): Promise<void> {
    return this.#inOrder(async () => {
      if (asleep) return this.#pause(this.#paused ?? 'sleep');
      if (this.#paused === 'sleep') await this.#pause(null);
      else this.#parts.mirrors.tryNow();
    });
  }

  /** Told when the screen is locked or the user is idle: then services are not asked just because time has passed. */
  setUserAway(away: boolean): void {
    this.#parts.attention.setAway(away);
  }

  networkCameBack(): void {
    if (this.#paused) return;
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
    return this.#inOrder(() => this.#setCarryPause(pause));
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
    return this.#carrying?.handOver(within) ?? Promise.resolve();
  }

  /** Ends everything. Nothing touches the database afterwards. */
  async stop(): Promise<void> {
    for (const subscription of this.#subscriptions.splice(0)) subscription.unsubscribe();
    this.#parts.attention.stop();
    this.#parts.typing?.stop();
    this.#carryPause.stop();
    await this.#inOrder(async () => {
      this.#parts.reads.stop();
      this.#parts.choosing.stop();
      await this.#parts.choices.rest();
      this.#parts.ownPresence.stop();
      await this.#duties.stop();
      this.#parts.starts.stop();
      await this.#parts.commands.stop();
      await this.#parts.sender.stop();
      await this.#endCarrying();
      await this.#carrierRecord?.idle();
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
    const isNew = this.#parts.mirrors.of(id) === undefined;
    const lackedBefore = (await readAccountRow(this.options.database, id))?.lacks ?? [];
    await this.#parts.mirrors.open(account, this.#paused && { kind: 'paused', by: this.#paused });
    if (lackedBefore.some((feature) => !lacks.includes(feature))) await this.#parts.ownPresence.granted(id);
    if (isNew) this.#parts.attention.tell();
  }

  async #remove(id: AccountId): Promise<void> {
    await this.#parts.choices.rest();
    await this.#duties.stop();
    await this.#parts.sender.stop();
    await this.#endCarrying();
    await this.#parts.mirrors.end(id);
    await this.#parts.store.removeAccount(id);
    this.options.onRemoved(id);
    if (this.#paused) return;
    this.#parts.sender.start();
    this.#parts.choices.start();
  }

  async #pause(by: 'user' | 'sleep' | null): Promise<void> {
    this.#paused = by;
    const { database } = this.options;
    await writeEngineState(database, by ? { kind: 'paused', by } : { kind: 'running' });
    const state: AccountState | null = by && { kind: 'paused', by };
    if (state) {
      this.#parts.reads.stop();
      this.#parts.choosing.stop();
      this.#parts.ownPresence.stop();
      await this.#parts.choices.rest();
      await this.#duties.stop();
      this.#parts.starts.stop();
      await this.#parts.commands.stop();
      await this.#parts.sender.stop();
      await this.#carrying?.rest();
      await this.#parts.mirrors.pause(state);
      return;
    }
    this.#parts.mirrors.resume();
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
      this.#parts.choosing.stop();
      this.#parts.ownPresence.stop();
      await this.#parts.choices.rest();
      await this.#parts.sender.stop();
      await this.#carrying?.rest();
      await this.#parts.mirrors.pause(state);
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
    this.#parts.sender.start();
    this.#parts.choices.start();
    const { database, world } = this.options;
    this.#carrying ??= await Carrying.between({
      world,
      database,
      connectors: this.#parts.mirrors.connectors,
      mayHaveGap: (account, id) => this.#parts.mirrors.of(account)?.mayHaveGap(id) ?? false,
      isPaused: () => this.#carryPause.isPaused,
      isHandedOver: () => this.#carryPause.isHandedOver,
      ...(this.#carrierRecord ? { onStanding: this.#carrierRecord.take } : {}),
      relay: this.options.relay ?? { kind: 'user' },
      authorAway: this.options.authorAway ?? null,
      pullSoon: (account, conversation) => this.pullSoon(account, conversation),
      expectHints: (account, conversations) => this.expectHints(account, conversations),
      hintCame: (account, conversation) => this.#parts.mirrors.of(account)?.hintCame(conversation),
      isLookedAt: (conversation) => this.#isLookedAt(conversation),
      store: this.#parts.keep,
      storesInto: this.#parts.store.tables,
      observe: this.options.observe,
    });
    await this.#carrying?.start();
  }

  async #setCarryPause(pause: CarryPause): Promise<void> {
    const wasHandedOver = this.#carryPause.isHandedOver;
    await this.#carryPause.set(pause);
    if (pause.kind === 'handed-over') await this.handOver(handOverWithin);
    else if (wasHandedOver) await this.#carrying?.takeUp();
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
        if (this.#carrying?.isSign(news)) return;
        return this.#parts.typing?.heard({ accountId, conversationId, threadId }, personId);
      }
      case 'only-for-user':
        return this.#parts.commands.heard(news.message);
      case 'notices-pending':
        this.#duties.messagesCame();
        return this.#parts.notifier.wake();
      case 'notices-changed':
        return this.#parts.notifier.changed(news.messages);
      case 'current':
        this.#parts.choices.want();
        this.#parts.choosing.again();
        this.#parts.ownPresence.again();
        this.#duties.current();
        return this.#carrying?.hear(news);
      case 'choices-stale':
        this.#parts.choices.heard();
        return this.#carrying?.hear(news);
      case 'read-moved':
        this.#parts.notifier.wake();
        return this.#carrying?.hear(news);
      default:
        return this.#carrying?.hear(news);
    }
  }

  async #carryOutIntents(rows: readonly IntentRow[]): Promise<void> {
    await runIntents(this.options.database, rows, this.#parts.runners);
  }
}
