/**
 * The mirror of one account. It takes an overview, makes every conversation readable, catches up with what happened meanwhile, fills in
 * history, and then stays current by live events or by considerate pulls. The pure modules beside it decide; this class keeps the state and
 * the order.
 */
import {
  caughtEvent,
  type Account,
  type AccountState,
  type ConversationId,
  type MessageId,
  type PersonId,
  type ServiceFailure,
} from '../../model/index.ts';
import { openAccountRow, writeDesktops } from './store/account-row.ts';
import { type UserPresence, withoutPushCadence } from './pull/cadence.ts';
import type { TakenOverview } from './pull/overview-taker.ts';
import { isAskedInTurn, isSetBack, type PullAttention } from './pull/schedule.ts';
import { type MirrorOptions, MirrorParts } from './mirror-parts.ts';

/** The number of desktops is written again after this time, ms. */
const writtenAgain = 86_400_000;
/** A smaller number counts when a larger one was not told for so long, ms: several relays may not know of the same people. */
const smallerAfter = 3_600_000;
/** What a relay said of the number of desktops holds so long, ms. */
const forgottenAfter = 7 * writtenAgain;

export class AccountMirror {
  readonly #parts: MirrorParts;
  #attention: PullAttention = { conversationId: null, wantsOlder: false };
  #presence: UserPresence = 'unfocused';
  /** Where the user has sent something, and nothing was pulled since. */
  readonly #sent = new Set<ConversationId>();
  /** How many desktops there are, as a relay told. `toldAt`: when it was told last; `writtenAt`: when it was written, ms. */
  #told: (NonNullable<Account['desktops']> & { readonly writtenAt: number }) | null = null;

  constructor(private readonly options: MirrorOptions) {
    this.#parts = new MirrorParts(options, {
      attention: () => this.#attention,
      isLookedAt: () => this.#presence === 'focused',
      meet: (failure) => this.#meet(failure),
      retry: () => this.#retry(),
      letGo: () => this.#letGo(),
      serve: (taken) => this.#serve(taken),
      liveConnected: (complete) => this.#onLiveConnected(complete),
      liveLost: () => this.#onLiveLost(),
    });
  }

  /** Opens the account's row and begins. */
  async start(): Promise<void> {
    this.options.connector.heedSignIn((failure) => this.#meet(failure));
    const { desktops } = await openAccountRow(this.options.mirror.database, this.options.identity);
    if (desktops && Math.abs(this.options.world.now() - desktops.toldAt) < forgottenAfter) {
      this.#told = { ...desktops, writtenAt: desktops.toldAt };
      this.#shareAmong(desktops.count);
    }
    await this.#parts.book.load();
    await this.#parts.works.load(this.options.mirror.database, this.options.identity.id);
    await this.#parts.companions.load();
    this.resume();
  }

  /** Goes on after `pause` or `start`, or with a new sign-in, and catches up with whatever happened meanwhile. */
  resume(): void {
    if (this.#parts.run.isOn()) {
      if (this.#parts.trouble.isSignInNeeded) this.tryNow();
      return;
    }
    this.#parts.run.begin();
    this.#parts.trouble.stand(null);
    this.#parts.overview.restart();
    this.#parts.book.release();
    this.#parts.works.followRests();
    this.#parts.works.wereAway();
    if (!this.#parts.trouble.isSignInNeeded) this.#parts.live?.open();
    this.#parts.overview.want(0);
    this.#parts.news.want();
  }

  /** Stops asking and ends what is under way; resolves when nothing of this account is being stored any more. */
  async pause(state: AccountState): Promise<void> {
    this.#halt(state);
    await this.#settled();
  }

  /** Like `pause`, and then says nothing more about the account, because it is being signed out or the engine ends. */
  async stop(): Promise<void> {
    this.#halt(null);
    await this.#settled();
    this.#parts.news.cancel();
    await this.#parts.news.idle();
    await this.#parts.book.written();
  }

  setAttention(attention: PullAttention, presence: UserPresence): void {
    const opened = attention.conversationId !== this.#attention.conversationId;
    const looksUp = presence === 'focused' && this.#presence !== 'focused';
    this.#attention = attention;
    this.#presence = presence;
    this.#parts.timers.setPresence(presence);
    if (this.#parts.run.isOn() && (looksUp || (opened && presence === 'focused')))
      this.#parts.trouble.lookedAt();
    if (opened && attention.conversationId !== null) this.#releaseOpened(attention.conversationId);
    if (opened && this.#parts.live?.standing.kind !== 'connected') this.#parts.rounds.opened();
    this.#parts.pool.pump();
  }

  /** Tries again at once, because the network came back, the machine woke, the user wants it, or the user has signed in again. */
  tryNow(): void {
    if (!this.#parts.run.isOn()) return;
    this.#afterOutage();
    this.#parts.works.wereAway();
    this.#parts.live?.reconnect();
    this.#parts.trouble.tries();
    this.#parts.overview.want(0);
  }

  /**
   * A message of the user was stored as the service's answer: what was written there before may not be here yet. Its changes are pulled now.
   */
  sentInto(id: ConversationId): void {
    const work = this.#parts.works.get(id);
    if (!work) return;
    work.cursor = { ...work.cursor, walking: work.cursor.changes !== null };
    this.#parts.works.markStale([id]);
    this.#sent.add(id);
    if (this.#parts.run.isOn()) this.#parts.pool.pump();
  }

  /**
   * Whether something newer was stored than what is still to be pulled: events go on at once after a lost connection, and so do answers to
   * what the user sends. All else comes by pulls, and the cursor tells.
   */
  mayHaveGap(id: ConversationId): boolean {
    const work = this.#parts.works.get(id);
    const isBehind = work !== undefined && (work.stale || work.busy);
    if (!isBehind) this.#sent.delete(id);
    return isBehind && (this.#parts.live !== null || this.#sent.has(id));
  }

  /**
   * Whether a relay tells what changes there, so that it is asked in turn among many desktops, and what happened while Isthmus was away may not be
   * stored yet, though the account counts as current. Nothing waits for what fails by itself for long.
   */
  isLate(id: ConversationId): boolean {
    const work = this.#parts.works.get(id);
    return work !== undefined && work.behind && isAskedInTurn(work) && !isSetBack(work);
  }

  /** Whether a relay tells what changes there, so that it is asked in turn among many desktops. */
  isAskedInTurn(id: ConversationId): boolean {
    const work = this.#parts.works.get(id);
    return work !== undefined && isAskedInTurn(work);
  }

  /** Something waits for what is still to be pulled of the conversation: that does not wait for its turn. */
  pullWanted(id: ConversationId): void {
    if (this.#parts.works.get(id)?.stale !== true) return;
    this.#parts.works.markUrgent(id);
    this.#parts.pool.pump();
  }

  /** Somebody outside says that the conversation changed: it is pulled soon, at most once in two seconds. */
  pullSoon(id: ConversationId): void {
    this.#parts.hints.heard(id);
  }

  /** The same of a conversation at which the user looks. They do not wait for it, because it is on the other side too. */
  pullWhileLooking(id: ConversationId): void {
    this.#parts.hints.heardWhileLooking(id);
  }

  /** Such a hint came, and the conversation need not be pulled for it. */
  hintCame(id: ConversationId): void {
    this.#parts.hints.came(id);
  }

  /** From now on such hints are expected for these conversations alone, which are asked seldom besides. */
  expectHints(ids: Iterable<ConversationId>): void {
    this.#parts.expectHints([...ids]);
  }

  /** This is the relay, and so many desktops ask for these conversations that each has slots of its own. */
  askedByMany(ids: Iterable<ConversationId>): void {
    this.#parts.slots.askedByMany = ids;
  }

  /** How long from a time (ms) until anything may be asked of what the narrowest limit calls `resource`, ms. */
  untilAsked(resource: string, from: number): number {
    return this.#parts.slots.untilAsked(resource, from);
  }

  /**
   * A relay says that so many desktops of the organisation share the service's limits: it is asked more seldom, and in turns. It is remembered, because
   * all of them start at the same time in the morning.
   */
  desktopsAre(count: number): void {
    const { world, mirror, identity } = this.options;
    const now = world.now();
    const told = this.#told;
    if (told !== null && count < told.count && Math.abs(now - told.toldAt) < smallerAfter) return;
    const isWritten = told?.count === count && Math.abs(now - told.writtenAt) < writtenAgain;
    this.#told = { count, toldAt: now, writtenAt: isWritten ? told.writtenAt : now };
    this.#shareAmong(count);
    if (isWritten) return;
    writeDesktops(mirror.database, identity.id, { count, toldAt: now }).catch((error: unknown) =>
      world.log(caughtEvent('desktops', error)),
    );
  }

  /** Fetches a picture the page asked for. */
  wantPicture(messageId: MessageId, fileId: string): void {
    this.#parts.companions.wantPicture(messageId, fileId);
  }

  /** Fetches the photos of people whom the page shows. */
  wantPhotos(ids: readonly PersonId[]): Promise<void> {
    return this.#parts.companions.wantPhotos(ids);
  }

  /** Asks for these custom emoji, where they are not known, or too old, and reads their pictures. */
  wantCustomEmoji(names: readonly string[]): Promise<void> {
    return this.#parts.companions.customEmoji.want(names);
  }

  /** Asks which custom emoji have `part` in their names; for the next page of all of them where it is ''. */
  findCustomEmoji(part: string): void {
    this.#parts.companions.customEmoji.find(part);
  }

  /** Nobody has told it for long: perhaps there is no relay any more. */
  #forgetDesktops(): void {
    if (this.#told === null || Math.abs(this.options.world.now() - this.#told.toldAt) < forgottenAfter)
      return;
    this.#told = null;
    this.#shareAmong(null);
  }

  /** A service that pushes is not asked regularly. */
  #shareAmong(count: number | null): void {
    if (this.options.connector.live === undefined) this.#parts.shareAmong(count);
  }

  #halt(state: AccountState | null): void {
    this.#letGo();
    this.#parts.run.end();
    this.#parts.trouble.stand(state);
  }

  /** Ends what is under way and what comes by itself. Nothing of a running mirror is left but the next try. */
  #letGo(): void {
    this.#parts.run.letGo();
    this.#parts.live?.close();
    this.#parts.timers.stop();
    this.#parts.overview.cancel();
    this.#parts.vital.cancel();
    this.#parts.companions.cancel();
    this.#parts.hints.cancel();
    this.#parts.pool.cancelWake();
  }

  /** What failed by itself may have failed because of the outage: each is tried once, at once. */
  #afterOutage(): void {
    this.#parts.book.release();
    this.#parts.works.followRests();
  }

  /** The user opens a conversation: what rests of it is tried again now. */
  #releaseOpened(id: ConversationId): void {
    if (!this.#parts.book.releaseOf(id)) return;
    this.#parts.works.followRests(id);
    this.#parts.companions.goOn();
  }

  async #settled(): Promise<void> {
    await Promise.all([
      this.#parts.overview.idle(),
      this.#parts.vital.idle(),
      this.#parts.companions.idle(),
      this.#parts.pool.ended(),
      this.#parts.live?.drained(),
    ]);
  }

  /** The account can be served. Reads what its overview left to be read, and starts what comes by itself. */
  async #serve({ uncounted, again, participants }: TakenOverview): Promise<void> {
    this.#forgetDesktops();
    this.#backFrom(this.#parts.trouble.state);
    this.#parts.companions.wantPresence('everybody');
    this.#parts.companions.readMembersOf(uncounted);
    if (again !== null) this.#readMembersInTurn(again);
    // This comes before any wait, because the mirror may be paused during one.
    this.#parts.timers.start();
    await this.#parts.companions.meet(participants);
    this.#parts.companions.goOn();
  }

  /** The members of a channel count as one of its requests. */
  #readMembersInTurn(id: ConversationId): void {
    const { world } = this.options;
    const { signal } = this.#parts.run;
    world.after(this.#parts.works.untilTurn(id, world.now()), () => {
      if (!signal.aborted) this.#parts.companions.readMembersOf([id]);
    });
  }

  /** The account's trouble has ended. `trouble`: what it was until now, null for none. */
  #backFrom(trouble: AccountState | null): void {
    const signedIn = this.#parts.trouble.isSignInNeeded;
    this.#parts.trouble.succeeded();
    if (signedIn) {
      this.#parts.works.wereAway();
      this.#parts.live?.open();
    }
    if (trouble !== null && trouble.kind !== 'waiting') this.#afterOutage();
  }

  #meet(failure: ServiceFailure): void {
    if (this.#parts.run.isOn()) this.#parts.trouble.meet(failure);
  }

  #retry(): void {
    if (!this.#parts.run.isOn()) return;
    // Without push, nothing tells what happened meanwhile.
    if (!this.#parts.live) this.#parts.works.wereAway();
    this.#parts.overview.want(0);
  }

  /** Tells the lost connection at once, and asks meanwhile: the vital call shows whether the service is there and still knows the user. */
  #onLiveLost(): void {
    this.#parts.timers.follow(withoutPushCadence);
    this.#parts.news.want(0);
    this.#parts.vital.want();
  }

  #onLiveConnected(complete: boolean): void {
    this.#parts.timers.follow(this.options.cadence);
    this.#parts.news.want(0);
    // The service is there again: nobody has to wait for the next try.
    if (this.#parts.trouble.state?.kind === 'offline') this.#parts.overview.want(0);
    if (complete) return;
    this.options.mirror.tell({ kind: 'choices-stale' });
    this.#parts.works.wereAway();
    if (this.#parts.overview.isTaken) this.#parts.overview.want();
    this.#parts.pool.pump();
  }
}
