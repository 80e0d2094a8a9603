/**
 * The mirror of one account: takes an overview, makes every conversation readable, catches up, fills history, then keeps current by
 * live events or by considerate pulls. Decisions are in the pure modules beside it; this one keeps the state and the order.
 */
import type { Connector } from '../../connectors/connector.ts';
import type { World } from '../../connectors/world.ts';
import type {
  AccountState,
  Change,
  ConversationId,
  MessageId,
  ServiceFailure,
  SystemEventKind,
} from '../../model/index.ts';
import type { IsthmusDatabase } from '../../store/index.ts';
import { type AccountIdentity, openAccountRow, writeAccountNews, writeMe } from './account-row.ts';
import { Beats } from './beats.ts';
import { type CadenceTable, type Presence } from './cadence.ts';
import { Companions } from './companions.ts';
import { Errand } from './errand.ts';
import { ingest, type Ingested } from './ingest.ts';
import { LiveFeed } from './live-feed.ts';
import { carryOutPull } from './pull.ts';
import { type Attention, fillOf, nextPull, nextUnblocked, type Pull, type Work } from './schedule.ts';
import { setbackOf } from './setbacks.ts';
import { isQuotaExceeded } from './storage-errors.ts';
import { Trouble } from './trouble.ts';
import { conversationsOf, Works } from './works.ts';

export interface MirrorOptions {
  readonly world: World;
  readonly database: IsthmusDatabase;
  readonly connector: Connector;
  readonly identity: AccountIdentity;
  readonly cadence: CadenceTable;
  /** How many conversations are pulled at once. */
  readonly workers: number;
  /** How far back, in days; null for everything. */
  readonly days: number | null;
  /** The database refused to store for want of room; the mirror has stopped until `resume`. */
  readonly onDiskFull: () => void;
}

const day = 86_400_000;
/** A conversation that events touched is pulled again after this, so that its cursor follows and any loss is healed, ms. */
const settleAfterEvents = 300_000;

const memberEvents: ReadonlySet<SystemEventKind> = new Set([
  'members-added',
  'members-removed',
  'members-joined',
  'members-left',
]);

type Phase = { readonly kind: 'stopped' } | { readonly kind: 'running'; readonly abort: AbortController };

export class AccountMirror {
  readonly #works = new Works();
  readonly #gone = new Map<MessageId, number>();
  readonly #overview: Errand;
  readonly #news: Errand;
  readonly #companions: Companions;
  readonly #live: LiveFeed | null;
  readonly #beats: Beats;
  readonly #trouble: Trouble;
  #phase: Phase = { kind: 'stopped' };
  #attention: Attention = { conversationId: null, wantsOlder: false };
  #overviewTaken = false;
  #membersRead = false;
  #inFlight = 0;
  #wake: (() => void) | null = null;
  #currentAt: number | null = null;
  #idle: (() => void)[] = [];

  constructor(private readonly options: MirrorOptions) {
    const { world, connector } = options;
    this.#trouble = new Trouble({
      world,
      accountId: options.identity.id,
      service: connector.service,
      onRetry: () => this.#retry(),
      onHalt: (state) => this.#halt(state),
      onChange: () => this.#news.want(),
    });
    this.#overview = new Errand(world, 300, () => this.#takeOverview());
    this.#news = new Errand(world, 100, () => this.#writeNews());
    this.#companions = new Companions({
      world,
      database: options.database,
      connector,
      signal: () => this.#signal(),
      store: (changes) => this.#store(changes),
      onFailure: (failure) => this.#meet(failure),
      onProgress: () => this.#news.want(),
    });
    this.#live = connector.live
      ? new LiveFeed(world, connector.live, {
          store: (changes) => this.#storeLive(changes),
          refresh: (ids) => this.#companions.refresh(ids),
          overviewStale: () => this.#overview.want(),
          membersStale: (id) => this.#companions.readMembersOf([id]),
          connected: (complete) => this.#onLiveConnected(complete),
          signInNeeded: () => this.#meet({ kind: 'sign-in-needed', reason: 'revoked' }),
        })
      : null;
    this.#beats = new Beats(world, options.cadence, {
      index: () => void this.#lookAtIndex(),
      attended: () => this.#pullAttended(),
      sweep: () => this.#sweepOne(),
      overview: () => this.#overview.want(),
      presence: () => this.#companions.wantPresence(),
    });
  }

  /** Opens the account's row and begins. */
  async start(): Promise<void> {
    const row = await openAccountRow(this.options.database, this.options.identity);
    this.#currentAt = row.currentAt;
    await this.#works.load(this.options.database, this.options.identity.id);
    await this.#companions.load();
    this.resume();
  }

  /** Goes on after `pause` or `start`. Whatever happened meanwhile is caught up with. */
  resume(): void {
    if (this.#phase.kind === 'running') return;
    this.#phase = { kind: 'running', abort: new AbortController() };
    this.#trouble.stand(null);
    this.#overviewTaken = false;
    this.#membersRead = false;
    this.#works.markStale(this.#works.ids());
    this.#live?.open();
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
  }

  setAttention(attention: Attention, presence: Presence): void {
    const opened = attention.conversationId !== this.#attention.conversationId;
    this.#attention = attention;
    this.#beats.setPresence(presence);
    if (opened && !this.#live) this.#pullAttended();
    this.#pump();
  }

  /** The network came back, or the machine woke: do not wait for the back-off. */
  tryNow(): void {
    if (this.#phase.kind !== 'running' || this.#trouble.state?.kind === 'sign-in-needed') return;
    this.#works.markStale(this.#works.ids());
    this.#live?.reconnect();
    this.#trouble.stand(null);
    this.#overview.want(0);
  }

  /** Fetches a picture the page asked for. */
  wantPicture(messageId: MessageId, fileId: string): void {
    this.#companions.wantPicture(messageId, fileId);
  }

  #signal(): AbortSignal {
    return this.#phase.kind === 'running' ? this.#phase.abort.signal : AbortSignal.abort();
  }

  #halt(state: AccountState | null): void {
    if (this.#phase.kind === 'running') this.#phase.abort.abort();
    this.#phase = { kind: 'stopped' };
    this.#live?.close();
    this.#beats.stop();
    this.#overview.cancel();
    this.#companions.cancel();
    this.#wake?.();
    this.#wake = null;
    this.#trouble.stand(state);
  }

  async #settled(): Promise<void> {
    await Promise.all([this.#overview.idle(), this.#companions.idle(), this.#pullsEnded()]);
  }

  #pullsEnded(): Promise<void> {
    return this.#inFlight === 0 ? Promise.resolve() : new Promise((resolve) => this.#idle.push(resolve));
  }

  async #takeOverview(): Promise<void> {
    if (this.#phase.kind !== 'running') return;
    const { connector, database, identity } = this.options;
    const answer = await this.#guard(() => connector.overview(this.#signal()));
    if (!answer.ok) {
      this.#meet(answer.failure);
    } else {
      const { me, changes, conversationIds, teamIds } = answer.value;
      await writeMe(database, identity.id, me);
      const left = await this.#leftBehind(new Set(conversationIds), new Set(teamIds));
      if (await this.#store([...changes, ...left])) {
        await this.#works.load(database, identity.id);
        this.#overviewTaken = true;
        this.#trouble.succeeded();
        this.#trouble.stand(null);
        this.#companions.wantPresence();
        // Who is in a channel costs a request each: once per start, for new channels, and whenever something tells of a change.
        this.#companions.readMembersOf(await this.#channelsToCount(changes));
        this.#beats.start();
      }
    }
    this.#pump();
  }

  /** Channels whose members have to be read: at the first overview all, later those that the mirror knows no members of. */
  async #channelsToCount(changes: readonly Change[]): Promise<readonly ConversationId[]> {
    const channels = channelsWithoutMembers(changes);
    const first = !this.#membersRead;
    this.#membersRead = true;
    if (first) return channels;
    const known = await this.options.database.members.bulkGet(channels);
    return channels.filter((_id, at) => known[at] === undefined);
  }

  /** What the mirror holds and the overview does not: left, removed, deleted. */
  async #leftBehind(
    conversations: ReadonlySet<ConversationId>,
    teams: ReadonlySet<string>,
  ): Promise<Change[]> {
    const { database, identity } = this.options;
    const held = await database.conversations.where('accountId').equals(identity.id).primaryKeys();
    const heldTeams = await database.teams.where('accountId').equals(identity.id).primaryKeys();
    return [
      ...held
        .filter((id) => !conversations.has(id))
        .map((id) => ({ kind: 'conversation-gone', id }) as const),
      ...heldTeams.filter((id) => !teams.has(id)).map((id) => ({ kind: 'team-gone', id }) as const),
    ];
  }

  /** Starts pulls while there are free workers and something to pull. */
  #pump(): void {
    this.#wake?.();
    this.#wake = null;
    while (
      this.#phase.kind === 'running' &&
      this.#overviewTaken &&
      !this.#trouble.state &&
      this.#inFlight < this.options.workers
    ) {
      const pull = nextPull(this.#works.all(), this.#attention, this.options.world.now());
      if (!pull) break;
      void this.#carryOut(pull);
    }
    if (this.#phase.kind === 'running' && this.#inFlight < this.options.workers) this.#wakeForBlocked();
    this.#news.want();
    if (this.#inFlight === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }

  #wakeForBlocked(): void {
    const now = this.options.world.now();
    const at = nextUnblocked(this.#works.all(), now);
    if (at !== null) this.#wake = this.options.world.after(at - now, () => this.#pump());
  }

  async #carryOut(pull: Pull): Promise<void> {
    const { work } = pull;
    const { world, connector, database, days } = this.options;
    work.busy = true;
    work.servedAt = world.now();
    this.#inFlight += 1;
    const wasStale = work.stale;
    work.stale = false;
    try {
      const pulled = await carryOutPull(
        {
          database,
          connector,
          now: () => world.now(),
          notBefore: days === null ? null : world.now() - days * day,
          gone: this.#gone,
          signal: this.#signal(),
        },
        pull,
      );
      if (pulled.ok) {
        work.cursor = pulled.cursor;
        work.failures = 0;
        this.#trouble.succeeded();
        if (pull.kind === 'changes' ? pulled.more : wasStale) work.stale = true;
        this.#companions.follow(pulled.ingested);
        if (pull.kind === 'changes') this.#followMembers(pulled.ingested);
      } else {
        work.stale ||= wasStale;
        await this.#onPullFailure(work, pulled.failure);
      }
    } catch (error) {
      work.stale ||= wasStale;
      this.#onBroken(work, error);
    } finally {
      work.busy = false;
      this.#inFlight -= 1;
      this.#pump();
    }
  }

  async #onPullFailure(work: Work, failure: ServiceFailure): Promise<void> {
    const { world, database, identity } = this.options;
    const setback = setbackOf(failure, work.failures, world.random());
    work.failures += 1;
    switch (setback.kind) {
      case 'this-waits':
        work.blockedUntil = world.now() + setback.ms;
        return;
      case 'walk-again':
        work.cursor = { ...work.cursor, history: { kind: 'unstarted' }, changes: null };
        await database.cursors.put(work.cursor);
        world.log('mirror-walks-again');
        return;
      case 'set-aside':
        work.cursor = { ...work.cursor, history: { kind: 'refused', code: setback.code } };
        work.stale = false;
        await ingest(database, {
          accountId: identity.id,
          changes: [{ kind: 'discarded', reason: 'forbidden-conversation' }],
          cursor: null,
          covers: null,
          notBefore: null,
          gone: this.#gone,
        });
        await database.cursors.put(work.cursor);
        return;
      case 'look-again':
        work.blockedUntil = world.now() + 60_000;
        this.#overview.want();
        return;
      case 'ignore':
        return;
      case 'account-waits':
      case 'sign-in':
        this.#meet(failure);
    }
  }

  #meet(failure: ServiceFailure): void {
    if (this.#phase.kind === 'running') this.#trouble.meet(failure);
  }

  #retry(): void {
    if (this.#phase.kind !== 'running') return;
    // Without push nothing tells what happened meanwhile.
    if (!this.#live) this.#works.markStale(this.#works.ids());
    this.#overview.want(0);
  }

  /** The database refused, or the code is wrong: the conversation waits, the rest goes on, nothing is marked as stored. */
  #onBroken(work: Work | null, error: unknown): void {
    if (isQuotaExceeded(error)) {
      this.options.onDiskFull();
      return;
    }
    this.options.world.log('mirror-broken', { failures: work?.failures ?? 0 });
    if (!work) return;
    work.failures += 1;
    work.blockedUntil = this.options.world.now() + 1_000 * 2 ** Math.min(work.failures, 8);
  }

  /** A connector must not throw; if one does all the same it counts as a broken answer. */
  async #guard<Value>(
    ask: () => Promise<Value>,
  ): Promise<Value | { readonly ok: false; readonly failure: ServiceFailure }> {
    try {
      return await ask();
    } catch {
      this.options.world.log('connector-threw');
      return { ok: false, failure: { kind: 'offline', reason: 'broken-answer', status: null } };
    }
  }

  /** Stores changes that no cursor stands for. False when the database refused. */
  async #store(changes: readonly Change[]): Promise<boolean> {
    if (changes.length === 0) return true;
    try {
      const ingested = await this.#ingest(changes);
      this.#companions.follow(ingested);
      this.#followMembers(ingested);
      return true;
    } catch (error) {
      this.#onBroken(null, error);
      return false;
    }
  }

  /** Somebody came or went: the service says so in a system message, and who is there now has to be read again. */
  #followMembers({ messages }: Ingested): void {
    const moved = messages.filter(({ system }) => system !== null && memberEvents.has(system.kind));
    if (moved.length > 0)
      this.#companions.readMembersOf(new Set(moved.map(({ conversationId }) => conversationId)));
  }

  #ingest(changes: readonly Change[]): Promise<Ingested> {
    const { database, identity, days, world } = this.options;
    return ingest(database, {
      accountId: identity.id,
      changes,
      cursor: null,
      covers: null,
      notBefore: days === null ? null : world.now() - days * day,
      gone: this.#gone,
    });
  }

  async #storeLive(changes: readonly Change[]): Promise<void> {
    const { world } = this.options;
    for (const change of changes) {
      if (change.kind === 'message-gone') this.#rememberGone(change.id, change.at);
      if (change.kind === 'conversation-gone') this.#works.remove(change.id);
    }
    const stored = await this.#store(changes);
    const touched = conversationsOf(changes);
    if (!stored) this.#works.markStale(touched);
    else
      world.after(settleAfterEvents, () => {
        this.#works.markStale(touched);
        this.#pump();
      });
    this.#news.want();
  }

  #rememberGone(id: MessageId, at: number): void {
    this.#gone.set(id, at);
    this.options.world.after(settleAfterEvents, () => void this.#gone.delete(id));
  }

  #onLiveConnected(complete: boolean): void {
    if (complete) return;
    this.#works.markStale(this.#works.ids());
    if (this.#overviewTaken) this.#overview.want();
    this.#pump();
  }

  #pullAttended(): void {
    if (this.#attention.conversationId) this.#works.markStale([this.#attention.conversationId]);
    this.#pump();
  }

  #sweepOne(): void {
    const work = this.#works.longestUnasked();
    if (work) this.#works.markStale([work.id]);
    this.#pump();
  }

  #indexSince: string | null = null;
  async #lookAtIndex(): Promise<void> {
    const { index } = this.options.connector;
    if (!index || this.#phase.kind !== 'running' || this.#trouble.state) return;
    const answer = await this.#guard(() => index.moved(this.#indexSince, this.#signal()));
    if (!answer.ok) {
      this.#meet(answer.failure);
      return;
    }
    const page = answer.value;
    if (!(await this.#store(page.changes))) return;
    const first = this.#indexSince === null;
    this.#indexSince = page.since;
    if (page.moved.some((id) => !this.#works.get(id))) this.#overview.want();
    if (!first) this.#works.markStale(page.moved);
    this.#pump();
  }

  async #writeNews(): Promise<void> {
    const fill = fillOf(this.#works.all());
    const state = this.#trouble.state ?? this.#stateOf(fill);
    if (state.kind === 'live') this.#currentAt = this.options.world.now();
    try {
      await writeAccountNews(this.options.database, this.options.identity.id, {
        state,
        conversations: { total: fill.total, readable: fill.readable, complete: fill.complete },
        currentAt: state.kind === 'live' ? this.#currentAt : null,
      });
    } catch (error) {
      this.#onBroken(null, error);
    }
  }

  #stateOf(fill: ReturnType<typeof fillOf>): AccountState {
    if (!this.#overviewTaken) return { kind: 'connecting' };
    const behind = fill.stale > 0 || fill.readable < fill.total || this.#companions.catchingUp;
    return behind ? { kind: 'catching-up' } : { kind: 'live' };
  }
}

/** Channels that these changes name without saying who is in them. */
const channelsWithoutMembers = (changes: readonly Change[]): ConversationId[] => {
  const told = new Set(
    changes.flatMap((change) => (change.kind === 'members' ? [change.membership.conversationId] : [])),
  );
  return changes.flatMap((change) =>
    change.kind === 'conversation' &&
    change.conversation.participants.length === 0 &&
    !told.has(change.conversation.id)
      ? [change.conversation.id]
      : [],
  );
};
