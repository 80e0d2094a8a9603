/**
 * The mirror of one account: takes an overview, makes every conversation readable, catches up, fills history, then keeps current by
 * live events or by considerate pulls. Decisions are in the pure modules beside it; this one keeps the state and the order.
 */
import type { Connector, ListNotRead, Overview } from '../../connectors/connector.ts';
import type { World } from '../../connectors/world.ts';
import {
  caughtEvent,
  type AccountState,
  type Change,
  type ConversationId,
  type MessageId,
  type ServiceFailure,
} from '../../model/index.ts';
import { AccountNews } from './account-news.ts';
import { type AccountIdentity, openAccountRow, writeMe, writeOrganisationName } from './store/account-row.ts';
import { BeatTimers } from './pull/beat-timers.ts';
import { FailureJudge } from './setbacks/failure-judge.ts';
import { type CadenceTable, type Presence, withoutPushCadence } from './pull/cadence.ts';
import { Companions } from './companions/companions.ts';
import { Errand } from '../errand.ts';
import type { Ingested } from './store/batch.ts';
import type { MirrorStore } from './store/mirror-store.ts';
import { IndexLook } from './pull/index-look.ts';
import { LiveFeed } from './live-feed.ts';
import { Departures, lookedAtAgain } from './pull/departures.ts';
import {
  askAgainAfter,
  heldOf,
  notFollowed,
  participantsIn,
  withoutKnownMembers,
  withoutMembers,
} from './pull/overview-parts.ts';
import { carryOutPull } from './pull/pull.ts';
import { afterPullFailure } from './setbacks/pull-failure.ts';
import { PullPool } from './pull/pull-pool.ts';
import { type Attention, isWellAgain, type Pull, trackOf } from './pull/schedule.ts';
import { SetbackBook } from './setbacks/book.ts';
import { ChangeStore } from './store/change-store.ts';
import { Trouble } from './trouble.ts';
import { WorkList } from './pull/work-list.ts';

export interface MirrorOptions {
  readonly world: World;
  readonly mirror: MirrorStore;
  readonly connector: Connector;
  readonly identity: AccountIdentity;
  readonly cadence: CadenceTable;
  /** How many conversations are pulled at once. */
  readonly workers: number;
  /** How far back, in days; null for everything. */
  readonly days: number | null;
}

type Phase = { readonly kind: 'stopped' } | { readonly kind: 'running'; readonly abort: AbortController };

/** A service that went away took everybody's connection: they do not all ask within the same moment, ms. */
const askedWithin = 1_000;

/** An overview that could not be stored is taken again after this, ms. */
const notKeptAgain = 10_000;

/** Asked anew after each wait. */
const isRunning = (phase: Phase): boolean => phase.kind === 'running';

export class AccountMirror {
  readonly #book: SetbackBook;
  readonly #judge: FailureJudge;
  readonly #works: WorkList;
  readonly #changes: ChangeStore;
  readonly #indexLook: IndexLook;
  readonly #pool: PullPool;
  readonly #overview: Errand;
  readonly #accountNews: AccountNews;
  readonly #news: Errand;
  readonly #vital: Errand;
  readonly #companions: Companions;
  readonly #live: LiveFeed | null;
  readonly #timers: BeatTimers;
  readonly #trouble: Trouble;
  #phase: Phase = { kind: 'stopped' };
  #attention: Attention = { conversationId: null, wantsOlder: false };
  #presence: Presence = 'unfocused';
  readonly #departures = new Departures();
  /** The lists that the last overview could not read, and how many in a row were not whole. */
  #notRead: readonly ListNotRead[] = [];
  #notWhole = 0;
  #overviewTaken = false;
  #organisationAsked = false;
  #membersRead = false;

  constructor(private readonly options: MirrorOptions) {
    const { world, connector, mirror } = options;
    const { database } = mirror;
    this.#book = new SetbackBook(world, database, options.identity.id);
    this.#works = new WorkList(this.#book);
    this.#judge = new FailureJudge({
      world,
      connector,
      signal: () => this.#signal(),
      onAccountFailed: (failure) => this.#meet(failure),
    });
    this.#trouble = new Trouble({
      world,
      onRetry: () => this.#retry(),
      onSignInRefused: () => this.#letGo(),
      onChange: () => this.#news.want(),
    });
    this.#changes = new ChangeStore({
      world,
      mirror,
      accountId: options.identity.id,
      days: options.days,
      works: this.#works,
      follow: (ingested) => this.#companions.follow(ingested),
      membersMoved: (ids) => this.#companions.readMembersOf(ids),
      onSettle: () => this.#pump(),
    });
    this.#pool = new PullPool({
      world,
      works: this.#works,
      workers: options.workers,
      attention: () => this.#attention,
      ready: () => this.#phase.kind === 'running' && this.#overviewTaken && !this.#trouble.holds,
      pull: (pull) =>
        carryOutPull(
          {
            store: mirror,
            connector,
            now: () => world.now(),
            notBefore: this.#changes.notBefore(),
            gone: this.#changes.gone,
            signal: this.#signal(),
          },
          pull,
        ),
      onPulled: (pull, ingested) => this.#onPulled(pull, ingested),
      onFailure: (pull, failure) =>
        afterPullFailure(
          {
            world,
            store: mirror,
            accountId: options.identity.id,
            book: this.#book,
            judge: this.#judge,
            lookAgain: (id) => {
              this.#departures.deny(id);
              this.#overview.want();
            },
          },
          pull,
          failure,
        ),
      onBroken: (place, work, error) => this.#changes.broken(place, work, error),
      onProgress: () => this.#news.want(),
    });
    this.#overview = new Errand(world, 300, () => this.#takeOverview());
    this.#accountNews = new AccountNews({
      world,
      mirror,
      identity: options.identity,
      works: this.#works,
      held: () => this.#trouble.state ?? (this.#overviewTaken ? null : { kind: 'connecting' }),
      notFollowed: () => notFollowed(this.#notRead),
      push: () => this.#live?.standing ?? null,
      catchingUp: () => this.#companions.catchingUp,
    });
    this.#vital = new Errand(world, askedWithin, () => this.#askVital());
    this.#news = new Errand(world, 100, () => this.#writeNews());
    this.#companions = new Companions({
      world,
      database,
      connector,
      book: this.#book,
      judge: this.#judge,
      signal: () => this.#signal(),
      ready: () => this.#phase.kind === 'running' && !this.#trouble.holds,
      store: (changes, source) => this.#changes.store(changes, source),
      onProgress: () => this.#news.want(),
    });
    this.#live = connector.live
      ? new LiveFeed(world, connector.live, {
          store: async (changes) => {
            await this.#changes.storeLive(changes);
            this.#news.want();
          },
          refresh: (ids) => this.#companions.refresh(ids),
          overviewStale: () => this.#overview.want(),
          membersStale: (id) => this.#companions.readMembersOf([id]),
          choicesStale: () => mirror.tell({ kind: 'choices-stale' }),
          connected: (complete) => this.#onLiveConnected(complete),
          lost: () => this.#onLiveLost(),
        })
      : null;
    this.#indexLook = new IndexLook({
      connector,
      book: this.#book,
      judge: this.#judge,
      signal: () => this.#signal(),
      store: (changes) => this.#store(changes),
      moved: (ids) => this.#works.markStale(ids),
      unknown: (id) => this.#works.get(id) === undefined,
      overviewStale: () => this.#overview.want(),
      instead: () => this.#sweepOne(),
    });
    this.#timers = new BeatTimers(world, options.cadence, {
      index: () => void this.#lookAtIndex(),
      attended: () => this.#pullAttended(),
      sweep: () => this.#sweepOne(),
      linked: () => void this.#pullLinked(),
      overview: () => this.#overview.want(),
      presence: () => this.#companions.wantPresence(),
    });
  }

  /** Opens the account's row and begins. */
  async start(): Promise<void> {
    this.options.connector.heedSignIn((failure) => this.#meet(failure));
    await openAccountRow(this.options.mirror.database, this.options.identity);
    await this.#book.load();
    await this.#works.load(this.options.mirror.database, this.options.identity.id);
    await this.#companions.load();
    this.resume();
  }

  /** Goes on after `pause` or `start`, or with a new sign-in. Whatever happened meanwhile is caught up with. */
  resume(): void {
    if (this.#phase.kind === 'running') {
      if (this.#trouble.isSignInNeeded) this.tryNow();
      return;
    }
    this.#phase = { kind: 'running', abort: new AbortController() };
    this.#trouble.stand(null);
    this.#overviewTaken = false;
    this.#membersRead = false;
    this.#book.release();
    this.#works.followRests();
    this.#works.wereAway();
    if (!this.#trouble.isSignInNeeded) this.#live?.open();
    this.#overview.want(0);
    this.#news.want();
  }

  /** Stops asking and lets go of what is under way; resolves when nothing of this account touches the database any more. */
  async pause(state: AccountState): Promise<void> {
    this.#halt(state);
    await this.#settled();
  }

  /** Like `pause`, and says nothing more about the account: it is being signed out, or the engine ends. */
  async stop(): Promise<void> {
    this.#halt(null);
    await this.#settled();
    await this.#live?.drained();
    this.#news.cancel();
    await this.#news.idle();
    await this.#book.written();
  }

  setAttention(attention: Attention, presence: Presence): void {
    const opened = attention.conversationId !== this.#attention.conversationId;
    const looksUp = presence === 'focused' && this.#presence !== 'focused';
    this.#attention = attention;
    this.#presence = presence;
    this.#timers.setPresence(presence);
    if (this.#phase.kind === 'running' && (looksUp || (opened && presence === 'focused')))
      this.#trouble.lookedAt();
    if (opened && attention.conversationId !== null) this.#releaseOpened(attention.conversationId);
    if (opened && this.#live?.standing.kind !== 'connected') this.#pullAttended();
    this.#pump();
  }

  /** The network came back, the machine woke, the user wants it, or has signed in anew: do not wait for the next try. */
  tryNow(): void {
    if (this.#phase.kind !== 'running') return;
    this.#afterOutage();
    this.#works.wereAway();
    this.#live?.reconnect();
    this.#trouble.tries();
    this.#overview.want(0);
  }

  /**
   * Whether events may have brought something newer than what is still to be asked for: after a connection was lost they go on at once.
   * Without events everything comes by pulls, and their cursor tells.
   */
  mayHaveGap(id: ConversationId): boolean {
    const work = this.#live === null ? undefined : this.#works.get(id);
    return work !== undefined && (work.stale || work.busy);
  }

  /** Fetches a picture the page asked for. */
  wantPicture(messageId: MessageId, fileId: string): void {
    this.#companions.wantPicture(messageId, fileId);
  }

  #signal(): AbortSignal {
    return this.#phase.kind === 'running' ? this.#phase.abort.signal : AbortSignal.abort();
  }

  #halt(state: AccountState | null): void {
    this.#letGo();
    this.#phase = { kind: 'stopped' };
    this.#trouble.stand(state);
  }

  /** Ends what is under way and what comes by itself. Of a running mirror nothing is left but the next try. */
  #letGo(): void {
    if (this.#phase.kind === 'running') {
      this.#phase.abort.abort();
      this.#phase = { kind: 'running', abort: new AbortController() };
    }
    this.#live?.close();
    this.#timers.stop();
    this.#overview.cancel();
    this.#vital.cancel();
    this.#companions.cancel();
    this.#pool.cancelWake();
  }

  /** What fails by itself may have failed of the outage: each is tried once at once. */
  #afterOutage(): void {
    this.#book.release();
    this.#works.followRests();
  }

  /** The user opens a conversation: what of it rests is tried again now. */
  #releaseOpened(id: ConversationId): void {
    if (!this.#book.releaseOf(id)) return;
    this.#works.followRests(id);
    this.#companions.goOn();
  }

  async #settled(): Promise<void> {
    await Promise.all([
      this.#overview.idle(),
      this.#vital.idle(),
      this.#companions.idle(),
      this.#pool.ended(),
    ]);
  }

  async #takeOverview(): Promise<void> {
    if (this.#phase.kind !== 'running') return;
    const answer = await this.#guard(() => this.options.connector.overview(this.#signal()));
    if (!answer.ok) this.#meet(answer.failure);
    // Nothing else may come that asks again: while something is in the way, only a try does.
    else if (!(await this.#keepOverview(answer.value)) && isRunning(this.#phase))
      this.#overview.want(notKeptAgain);
    this.#pump();
    if (answer.ok) await this.#nameOrganisation();
  }

  /** Once per start: its name tells accounts apart, and nothing else, so that no failure of it is anybody's trouble. */
  async #nameOrganisation(): Promise<void> {
    const { connector, mirror, identity } = this.options;
    if (this.#organisationAsked || !isRunning(this.#phase) || connector.organisationName === undefined)
      return;
    this.#organisationAsked = true;
    const ask = connector.organisationName;
    const answer = await this.#guard(() => ask(this.#signal()));
    if (!answer.ok || answer.value === null) return;
    try {
      await writeOrganisationName(mirror.database, identity.id, answer.value);
    } catch (error) {
      this.#changes.broken('organisation', null, error);
    }
  }

  /** False when the database refused. */
  async #keepOverview(overview: Overview): Promise<boolean> {
    const { mirror, identity, world } = this.options;
    const { database } = mirror;
    const { me, changes } = overview;
    try {
      await writeMe(database, identity.id, me);
      const held = await heldOf(database, identity.id);
      const gone = this.#departures.take(overview, held, world.now());
      if (!(await this.#store([...changes, ...gone]))) return false;
      this.#afterOverview(overview);
      await this.#works.load(database, identity.id);
      this.#overviewTaken = true;
      this.#backFrom(this.#trouble.state);
      this.#companions.wantPresence();
      // Who is in a channel costs a request each: once per start, for new channels, and whenever something tells of a change.
      this.#companions.readMembersOf(await this.#toCount(changes));
      await this.#companions.meet(participantsIn(changes));
      this.#companions.goOn();
      this.#timers.start();
      return true;
    } catch (error) {
      this.#changes.broken('overview', null, error);
      return false;
    }
  }

  /** The account can be served; `trouble` was in its way until now, null for none. */
  #backFrom(trouble: AccountState | null): void {
    const signedIn = this.#trouble.isSignInNeeded;
    this.#trouble.succeeded();
    if (signedIn) {
      this.#works.wereAway();
      this.#live?.open();
    }
    if (trouble !== null && trouble.kind !== 'waiting') this.#afterOutage();
  }

  /** Lists that were refused are asked for again, and so are those that lacked something. */
  #afterOverview({ notRead }: Overview): void {
    const again = askAgainAfter(notRead, this.#notWhole);
    this.#notRead = notRead;
    this.#notWhole = again === null ? 0 : this.#notWhole + 1;
    if (again !== null) this.#overview.want(again);
    if (this.#departures.open) this.#overview.want(lookedAtAgain);
  }

  /** Those whose members have to be read: at the first overview all, later those that the mirror knows no members of, and chats. */
  async #toCount(changes: readonly Change[]): Promise<readonly ConversationId[]> {
    const uncounted = withoutMembers(changes);
    const first = !this.#membersRead;
    this.#membersRead = true;
    const some = first ? uncounted : await withoutKnownMembers(this.options.mirror.database, uncounted);
    return some.map(({ id }) => id);
  }

  #pump(): void {
    this.#pool.pump();
  }

  #onPulled(pull: Pull, ingested: Ingested): void {
    const { work } = pull;
    const track = trackOf(pull);
    if (isWellAgain(pull)) {
      this.#book.succeeded(track, work.id);
      work.rests[track] = null;
    }
    this.#companions.follow(ingested);
    if (pull.kind === 'changes') this.#changes.followMembers(ingested);
  }

  #meet(failure: ServiceFailure): void {
    if (this.#phase.kind === 'running') this.#trouble.meet(failure);
  }

  #retry(): void {
    if (this.#phase.kind !== 'running') return;
    // Without push nothing tells what happened meanwhile.
    if (!this.#live) this.#works.wereAway();
    this.#overview.want(0);
  }

  /** A connector must not throw; if one does all the same it counts as a broken answer. */
  async #guard<Value>(
    ask: () => Promise<Value>,
  ): Promise<Value | { readonly ok: false; readonly failure: ServiceFailure }> {
    try {
      return await ask();
    } catch (error) {
      this.options.world.log(caughtEvent('connector-call', error));
      return { ok: false, failure: { kind: 'offline', reason: 'broken-answer', status: null } };
    }
  }

  #store(changes: readonly Change[]): Promise<boolean> {
    return this.#changes.store(changes);
  }

  /** Said at once, and asked for meanwhile. Whether the service is there at all, and still knows the user, its vital call tells. */
  #onLiveLost(): void {
    this.#timers.follow(withoutPushCadence);
    this.#news.want(0);
    this.#vital.want(this.options.world.random() * askedWithin);
  }

  async #askVital(): Promise<void> {
    if (this.#phase.kind !== 'running' || this.#trouble.holds || this.#live?.standing.kind !== 'lost') return;
    const answer = await this.#guard(() => this.options.connector.vital(this.#signal()));
    if (!answer.ok) this.#meet(answer.failure);
  }

  #onLiveConnected(complete: boolean): void {
    this.#timers.follow(this.options.cadence);
    this.#news.want(0);
    // The service is there again: nobody has to wait for the next try.
    if (this.#trouble.state?.kind === 'offline') this.#overview.want(0);
    if (complete) return;
    this.options.mirror.tell({ kind: 'choices-stale' });
    this.#works.wereAway();
    if (this.#overviewTaken) this.#overview.want();
    this.#pump();
  }

  #pullAttended(): void {
    if (this.#attention.conversationId) this.#works.markStale([this.#attention.conversationId]);
    this.#pump();
  }

  async #pullLinked(): Promise<void> {
    const { mirror, connector } = this.options;
    const kept = await mirror.keptCurrent(connector.service).catch((error: unknown) => {
      this.options.world.log(caughtEvent('kept-current', error));
      return [];
    });
    this.#works.markStale(kept);
    this.#pump();
  }

  #sweepOne(): void {
    const work = this.#works.longestUnasked();
    if (work) this.#works.markStale([work.id]);
    this.#pump();
  }

  async #lookAtIndex(): Promise<void> {
    if (this.#phase.kind !== 'running' || this.#trouble.holds) return;
    await this.#indexLook.look();
    this.#pump();
  }

  async #writeNews(): Promise<void> {
    try {
      await this.#accountNews.tell();
    } catch (error) {
      this.#changes.broken('account-news', null, error);
    }
  }
}
