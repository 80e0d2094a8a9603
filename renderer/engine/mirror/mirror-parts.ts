/**
 * Makes the parts of a mirror, and tells each part what the others know. `MirrorOrder` decides what this means for the mirror as a whole.
 */
import type { Connector } from '../../connectors/connector.ts';
import type { World } from '../../connectors/world.ts';
import type { ConversationId, ServiceFailure } from '../../model/index.ts';
import { readConversationRows } from '../../store/index.ts';
import { AccountNews } from './account-news.ts';
import type { Observe } from '../observing/observation.ts';
import type { AccountIdentity } from './store/account-row.ts';
import { BeatTimers } from './pull/beat-timers.ts';
import { FailureJudge } from './setbacks/failure-judge.ts';
import type { CadenceTable } from './pull/cadence.ts';
import { cadenceAmong } from './pull/crowd.ts';
import { Companions } from './companions/companions.ts';
import type { Ingested } from './store/batch.ts';
import type { MirrorStore } from './store/mirror-store.ts';
import { Hints } from './pull/hints.ts';
import { IndexLook } from './pull/index-look.ts';
import { SlotTaker } from './pull/slot-taker.ts';
import { LiveFeed } from './live-feed.ts';
import { readUnmovedChats } from './pull/moved-chats.ts';
import { notFollowed } from './pull/overview-parts.ts';
import { OverviewTaker, type TakenOverview } from './pull/overview-taker.ts';
import { carryOutPull } from './pull/pull.ts';
import { afterPullFailure } from './setbacks/pull-failure.ts';
import { PullPool } from './pull/pull-pool.ts';
import { Rounds } from './pull/rounds.ts';
import { MirrorRun } from './run.ts';
import { type PullAttention, isWellAgain, type Pull, trackOf } from './pull/schedule.ts';
import { SetbackBook } from './setbacks/book.ts';
import { ChangeStore } from './store/change-store.ts';
import { Trouble } from './trouble.ts';
import { VitalCheck } from './vital-check.ts';
import { WorkList } from './pull/work-list.ts';

export interface MirrorOptions {
  readonly world: World;
  readonly mirror: MirrorStore;
  readonly connector: Connector;
  readonly identity: AccountIdentity;
  readonly cadence: CadenceTable;
  /** How many conversations are pulled at once. */
  readonly workers: number;
  /** How far back history is read, in days; null for all of it. */
  readonly days: number | null;
  /** Absent where nobody measures. */
  readonly observe?: Observe | undefined;
}

/** What happens to one part and concerns the mirror as a whole. */
export interface MirrorOrder {
  /** What the user looks at now. */
  readonly attention: () => PullAttention;
  /** Whether the user looks at Isthmus. */
  readonly isLookedAt: () => boolean;
  /** The account as a whole may have failed. */
  readonly meet: (failure: ServiceFailure) => void;
  /** It is time to try again what is in the way. */
  readonly retry: () => void;
  /** Nothing that is under way can succeed any more. */
  readonly letGo: () => void;
  /** An overview is stored: the account can be served. */
  readonly serve: (taken: TakenOverview) => Promise<void>;
  /** The service pushes. `complete`: no event was lost since it last did. */
  readonly liveConnected: (complete: boolean) => void;
  /** The service pushes no more, or refuses to. */
  readonly liveLost: () => void;
}

/** For each desktop of many, ms between two chats of which it reads after a start what happened before: who opens one does not wait. */
const readApart = 500;

export class MirrorParts {
  readonly run = new MirrorRun();
  readonly book: SetbackBook;
  readonly works: WorkList;
  readonly judge: FailureJudge;
  readonly trouble: Trouble;
  readonly changes: ChangeStore;
  readonly pool: PullPool;
  readonly overview: OverviewTaker;
  readonly news: AccountNews;
  readonly vital: VitalCheck;
  readonly companions: Companions;
  /** Null if the service pushes nothing. */
  readonly live: LiveFeed | null;
  readonly hints: Hints;
  readonly slots: SlotTaker;
  readonly rounds: Rounds;
  readonly timers: BeatTimers;
  #cadence: CadenceTable;
  #desktops: number | null = null;

  constructor(
    private readonly options: MirrorOptions,
    order: MirrorOrder,
  ) {
    this.#cadence = options.cadence;
    const { world, connector, mirror, observe } = options;
    const { service } = options.identity;
    const { database } = mirror;
    this.book = new SetbackBook(world, database, options.identity.id);
    this.works = new WorkList(this.book);
    this.judge = new FailureJudge({
      world,
      connector,
      signal: () => this.run.signal,
      onAccountFailed: (failure) => order.meet(failure),
    });
    this.trouble = new Trouble({
      world,
      onRetry: () => order.retry(),
      onSignInRefused: () => {
        observe?.({ kind: 'sign-in-refused', service });
        order.letGo();
      },
      onChange: () => this.news.want(),
    });
    this.changes = new ChangeStore({
      world,
      mirror,
      accountId: options.identity.id,
      days: options.days,
      works: this.works,
      follow: (ingested) => this.companions.follow(ingested),
      membersMoved: (ids) => this.companions.readMembersOf(ids),
      onSettle: () => this.pool.pump(),
    });
    this.pool = new PullPool({
      world,
      works: this.works,
      workers: options.workers,
      attention: () => order.attention(),
      ready: () => this.run.isOn() && this.overview.isTaken && !this.trouble.holds,
      pull: (pull) =>
        carryOutPull(
          {
            store: mirror,
            connector,
            now: () => world.now(),
            notBefore: this.changes.notBefore(),
            gone: this.changes.gone,
            signal: this.run.signal,
          },
          pull,
        ),
      onPulled: (pull, ingested) => this.pulled(pull, ingested),
      onFailure: (pull, failure) =>
        afterPullFailure(
          {
            world,
            store: mirror,
            accountId: options.identity.id,
            book: this.book,
            judge: this.judge,
            lookAgain: (id) => this.overview.deny(id),
          },
          pull,
          failure,
        ),
      onBroken: (place, work, error) => this.changes.broken(place, work, error),
      onProgress: () => this.news.want(),
    });
    this.overview = new OverviewTaker({
      world,
      mirror,
      connector,
      identity: options.identity,
      run: this.run,
      store: (changes) => this.changes.store(changes),
      isAmongMany: () => this.desktops !== null,
      onStored: (listed) => this.overviewStored(listed),
      onTaken: (taken) => order.serve(taken),
      onFailed: (failure) => order.meet(failure),
      onBroken: (place, error) => this.changes.broken(place, null, error),
      onEnd: () => this.pool.pump(),
    });
    this.news = new AccountNews({
      world,
      mirror,
      identity: options.identity,
      works: this.works,
      held: () => this.trouble.state ?? (this.overview.isTaken ? null : { kind: 'connecting' }),
      notFollowed: () => notFollowed(this.overview.notRead),
      push: () => this.live?.standing ?? null,
      catchingUp: () => this.companions.catchingUp,
      onBroken: (place, error) => this.changes.broken(place, null, error),
    });
    this.vital = new VitalCheck({
      world,
      connector,
      run: this.run,
      isWanted: () => !this.trouble.holds && this.live?.standing.kind === 'lost',
      onFailed: (failure) => order.meet(failure),
    });
    this.companions = new Companions({
      world,
      database,
      connector,
      book: this.book,
      judge: this.judge,
      signal: () => this.run.signal,
      ready: () => this.run.isOn() && !this.trouble.holds,
      store: (changes, source) => this.changes.store(changes, source),
      onProgress: () => this.news.want(),
    });
    this.live = connector.live
      ? new LiveFeed(world, connector.live, {
          store: async (changes) => {
            await this.changes.storeLive(changes);
            this.news.want();
          },
          refresh: (ids) => this.companions.refresh(ids),
          overviewStale: (toldToMany) => (toldToMany ? this.overview.wantAmongMany() : this.overview.want()),
          membersStale: (id) => this.companions.readMembersOf([id]),
          choicesStale: () => mirror.tell({ kind: 'choices-stale' }),
          leaseFree: () => mirror.tell({ kind: 'lease-free' }),
          customEmoji: (emoji) => this.companions.customEmoji.tell(emoji),
          registerWritten: (conversationId) =>
            mirror.tell({ kind: 'register-written', account: options.identity.id, conversationId }),
          typing: (event) => mirror.tell({ ...event, account: options.identity.id }),
          onlyForUser: (message) => mirror.tell({ kind: 'only-for-user', message }),
          connected: (complete) => {
            observe?.({ kind: 'live-connected', service, complete });
            order.liveConnected(complete);
          },
          lost: () => {
            observe?.({ kind: 'live-lost', service });
            order.liveLost();
          },
        })
      : null;
    this.hints = new Hints({
      world,
      works: this.works,
      besides: () => this.cadence.hinted,
      onStale: () => this.pool.pump(),
    });
    this.slots = new SlotTaker({ connector, works: this.works, onTaken: () => this.pool.pump() });
    this.rounds = new Rounds({
      world,
      isDue: (id) => this.hints.isDue(id),
      isFresh: (id) => this.isFresh(id),
      isTold: (id) => this.hints.isTold(id),
      isDueToOpen: (id) => this.hints.isDueToOpen(id),
      mirror,
      connector,
      works: this.works,
      index: new IndexLook({
        connector,
        book: this.book,
        judge: this.judge,
        signal: () => this.run.signal,
        store: (changes) => this.changes.store(changes),
        moved: (ids) => this.works.markStale(ids),
        toPull: (ids, isFirst) => this.toPull(ids, isFirst),
        unknown: (id) => this.works.get(id) === undefined,
        overviewStale: () => this.overview.want(),
        instead: () => this.rounds.sweep(),
      }),
      attended: () => order.attention().conversationId,
      ready: () => this.run.isOn() && !this.trouble.holds,
      onStale: () => this.pool.pump(),
    });
    this.timers = new BeatTimers(world, options.cadence, {
      index: () => void this.rounds.index(),
      attended: () => this.rounds.attended(),
      sweep: () => this.rounds.sweep(),
      kept: () => void this.rounds.keptCurrent(),
      overview: () => this.overview.want(),
      presence: () => this.companions.wantPresence(order.isLookedAt() ? 'everybody' : 'own'),
    });
  }

  /** How often the service is asked. */
  get cadence(): CadenceTable {
    return this.#cadence;
  }

  /** How many desktops share the service's limits; null for few, and where the service pushes. */
  get desktops(): number | null {
    return this.#desktops;
  }

  /** From now on so many desktops share the service's limits; null: few. */
  shareAmong(desktops: number | null): void {
    if (desktops === this.#desktops) return;
    this.#desktops = desktops;
    const { cadence } = this.options;
    this.#cadence = desktops === null ? cadence : cadenceAmong(desktops, cadence);
    this.works.takesTurns = desktops !== null;
    this.timers.follow(this.#cadence);
    this.slots.areMany = desktops !== null;
    // Whose turn is when is read from the database; before the first time the start reads it.
    if (!this.works.isLoaded) return;
    this.works
      .load(this.options.mirror.database, this.options.identity.id)
      .then(() => this.pool.pump())
      .catch((error: unknown) => this.changes.broken('turns', null, error));
  }

  /** From now on somebody tells what changes in these conversations, and in no others. */
  expectHints(ids: readonly ConversationId[]): void {
    this.hints.expect(ids);
    this.slots.expected = ids;
  }

  /** Among many desktops, what was asked since the open conversation would be asked again, and has not moved since. */
  private isFresh(id: ConversationId): boolean {
    const work = this.works.get(id);
    if (this.#desktops === null || work === undefined || work.stale) return false;
    const age = this.options.world.now() - work.servedAt;
    return age >= 0 && age < (this.#cadence.focused.attended ?? 0);
  }

  private async overviewStored(listed: readonly ConversationId[]): Promise<void> {
    const { mirror, identity } = this.options;
    await this.works.load(mirror.database, identity.id);
    if (this.#desktops === null) return;
    const unmoved = new Set(await readUnmovedChats(mirror.database, identity.id, listed));
    const kept = new Set(await mirror.keptCurrent(identity.service));
    for (const id of kept) unmoved.delete(id);
    this.works.leaveOut(unmoved);
    const { world } = this.options;
    this.works.spaceOut(kept, readApart * this.#desktops, world);
  }

  /**
   * At the start every conversation is to be pulled anyway, unless many desktops share the limits. Then a chat is not pulled either of which the mirror has
   * everything, because the user wrote the newest message here.
   */
  private async toPull(ids: readonly ConversationId[], isFirst: boolean): Promise<readonly ConversationId[]> {
    if (this.#desktops === null) return isFirst ? [] : ids;
    const { mirror, identity } = this.options;
    const unmoved = await readUnmovedChats(mirror.database, identity.id, ids);
    const rows = await readConversationRows(mirror.database, ids);
    // What was put off since the start keeps its time, unless something happened there again.
    const waits = new Set(
      rows.flatMap((row) => (row && this.works.isSpaced(row.id, row.sortAt) ? [row.id] : [])),
    );
    return ids.filter((id) => !unmoved.has(id) && !waits.has(id));
  }

  private pulled(pull: Pull, ingested: Ingested): void {
    const { work } = pull;
    const track = trackOf(pull);
    if (isWellAgain(pull)) {
      this.book.succeeded(track, work.id);
      work.rests[track] = null;
    }
    this.companions.follow(ingested);
    if (pull.kind !== 'changes') return;
    this.hints.pulled(work.id, ingested.messages);
    this.changes.followMembers(ingested);
  }
}
