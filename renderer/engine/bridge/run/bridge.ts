/**
 * Carries what the user wrote to the other side of its link, in order and once. Each direction of a link has one chain. A chain takes the
 * oldest row of the outbox, decides what to do, writes down what it is about to do, does it, and asks again until both sides agree.
 */
import type { SharedMemoryCapability } from '../../../connectors/writing.ts';
import type { World } from '../../../connectors/world.ts';
import { caughtEvent, type ConversationId, type PersonId, type Service } from '../../../model/index.ts';
import { hasCarriedLink, readAccountRow, type IsthmusDatabase, type LinkRow } from '../../../store/index.ts';
import { Errand } from '../../errand.ts';
import type { AwayAuthors, AwayBridge, CarriedFrom, OwnHold } from '../away.ts';
import { carriesForOthers } from '../decide/relay.ts';
import { type LinkAtHand, linksAtHand, type HeldConversations } from './at-hand.ts';
import { Carrier } from './carrier.ts';
import { Chains } from './chains.ts';
import { KnownLinks } from './known-links.ts';
import { LaneRunner } from './lane-runner.ts';
import type { BridgeSide, CarryContext } from '../context.ts';
import { AuthorClaims } from '../memory/author-claims.ts';
import { CarrierLeases, type SharesHeld } from '../memory/carrier-leases.ts';
import type { LeaseOptions } from '../memory/lease.ts';
import { type LeftAuthor, LeftAuthors } from '../memory/left-authors.ts';
import { TakenAuthors } from '../memory/taken-authors.ts';
import { nextRows } from './outbox.ts';
import { ReadsMoved, readSettles } from './reads-moved.ts';

export interface BridgeOptions {
  readonly world: World;
  readonly database: IsthmusDatabase;
  readonly sides: Readonly<Record<Service, BridgeSide>>;
  readonly memory: SharedMemoryCapability;
  /** This installation's random id (see ComputerRow). */
  readonly computer: string;
  /** Into how many shares several relays divide the links; 1 where one computer carries over all. */
  readonly shares: number;
  /** Whether a conversation's mirror may miss something older than what it has (see AccountMirror). */
  readonly mayHaveGap: (service: Service, conversationId: ConversationId) => boolean;
  /** Whether the user has paused carrying. Then nothing is written anywhere; what is to be carried waits in the outbox. */
  readonly isPaused: () => boolean;
  /** Whether another computer shall carry. Then this one does not ask for the lease. */
  readonly isHandedOver: () => boolean;
  readonly onStanding?: LeaseOptions['onStanding'];
  /** Stores a service's answer, as the mirror does; rejects if the database refuses. A batch without a source gets `own`. */
  readonly store: CarryContext['store'];
  readonly storesInto: CarryContext['storesInto'];
  readonly observe?: CarryContext['observe'];
  /** On a relay that may carry for authors who have connected. Absent: it never does. */
  readonly away?: AwayAuthors | undefined;
  /** On a desktop beside such a relay. Absent: no relay carries for the user. */
  readonly hold?: OwnHold | undefined;
}

/** When read marks that could not be carried are tried again, ms. */
const readAgain = 30_000;
/** When a question that failed is asked again, ms. */
const askedAgain = 30_000;
/** How often this computer checks whether another one has carried what waits here, ms. */
const settleEvery = 60_000;
/** When a relay asks again whether it may carry for an author that it has taken, ms. */
const owedAgain = 5_000;
/** When a link whose history is still being read is looked at again, ms. */
const walkedAgain = 10_000;
/** How long this computer waits for what is being sent before it gives up a share of the links, ms. */
const leavesWithin = 15_000;

const services: readonly Service[] = ['mattermost', 'teams'];

export class Bridge implements AwayBridge {
  readonly #leases: CarrierLeases;
  readonly #chains: Chains;
  readonly #lanes: LaneRunner;
  readonly #current = new Set<Service>();
  readonly #pumping: Errand;
  #abort: AbortController | null = null;
  #isHandingOver = false;
  readonly #reads: ReadsMoved;
  #carrierNow: Carrier | null = null;
  #settledAt = -Infinity;
  /** Whether a row could not go because the mirror was behind. */
  #behind = false;
  readonly #taken: TakenAuthors;
  readonly #left = new LeftAuthors();
  readonly #known: KnownLinks;

  constructor(private readonly options: BridgeOptions) {
    this.#pumping = new Errand(options.world, 0, () =>
      this.#pump().catch((error: unknown) => options.world.log(caughtEvent('bridge-pump', error))),
    );
    const { world, memory, computer, shares } = options;
    this.#reads = new ReadsMoved(world);
    this.#taken = new TakenAuthors(options.away);
    this.#known = new KnownLinks(options.database);
    this.#chains = new Chains({ again: () => this.wake(), log: (event) => world.log(event) });
    this.#lanes = new LaneRunner({
      world,
      database: options.database,
      mayHaveGap: options.mayHaveGap,
      mayCarry: (linkId) => this.#mayGoOn(linkId),
      wake: (after) => this.wake(after),
      onBehind: () => {
        this.#behind = true;
      },
    });
    this.#leases = new CarrierLeases({
      ...{ world, memory, computer, shares },
      // Another computer may have carried: before anything is sent, messages that already belong together must be joined.
      beforeClaim: (isOfShare) => this.#known.forget(isOfShare),
      mayWait: () => this.#isCurrent() && !options.isPaused(),
      finish: (isOfShare) => this.#chainsEnd(leavesWithin, isOfShare),
      onHeld: () => {
        options.observe?.({ kind: 'lease-taken' });
        options.hold?.leaseHeld();
        this.wake();
      },
      onStanding: options.onStanding,
    });
  }

  /** Which links this computer carries over: all of some shares. */
  get shares(): SharesHeld {
    return this.#leases.standing;
  }

  /** Whether this computer is the one that carries over a link now. */
  holds(linkId: string): boolean {
    return this.#leases.holds(linkId);
  }

  /** Begins if there is a link to carry over. Without one, no service is asked for anything. */
  async start(): Promise<void> {
    if (this.#abort !== null) return;
    this.#isHandingOver = false;
    this.#abort = new AbortController();
    await this.#leaseIfLinked();
  }

  async #leaseIfLinked(): Promise<void> {
    const carried = await hasCarriedLink(this.options.database);
    // What is being handed over gives the lease up itself.
    if (this.#abort === null || this.#isHandingOver) return;
    if (carried && !this.options.isHandedOver()) this.#leases.start();
    else this.#leases.stop();
  }

  /** Ends what is under way. A request that was sent and not answered stays in the outbox as such. */
  async stop(): Promise<void> {
    this.#abort?.abort();
    this.#abort = null;
    this.#leases.stop();
    this.#pumping.cancel();
    this.#current.clear();
    this.#known.clear();
    this.#carrierNow = null;
    await this.#pumping.idle();
    await this.#chains.idle();
  }

  /** The computer that carried has given that up. */
  leaseFree(): void {
    this.#leases.lookNow();
  }

  /**
   * Begins nothing new, waits until what is being sent has its answer, and gives the lease up, so that another computer can take over at once.
   * After `within` ms it waits no longer; then the lease runs out by itself.
   */
  async handOver(within: number): Promise<void> {
    this.#isHandingOver = true;
    if (await this.#chainsEnd(within)) await this.#leases.release();
  }

  /** Waits for what is under way, of all links or of some: false if it has not ended after `within` ms. A chain's name begins with its link's id. */
  async #chainsEnd(within: number, isOf?: (linkId: string) => boolean): Promise<boolean> {
    let cancel = (): void => undefined;
    const late = new Promise<boolean>((resolve) => {
      cancel = this.options.world.after(within, () => resolve(false));
    });
    const ended = this.#chains.idle(isOf).then(() => true);
    const isInTime = await Promise.race([ended, late]);
    cancel();
    return isInTime;
  }

  /** Carries again after `handOver`, as soon as no other computer does. */
  async takeUp(): Promise<void> {
    this.#isHandingOver = false;
    await this.#leaseIfLinked();
    this.wake();
  }

  /** The mirror of this service has caught up. Only after the first time since the start is it known what was carried already. */
  becameCurrent(service: Service): void {
    if (this.#current.has(service) && !this.#behind) return;
    this.#current.add(service);
    this.#behind = false;
    this.wake();
  }

  /** Links were made or ended, or are carried otherwise than before. */
  async linksChanged(): Promise<void> {
    await this.#leaseIfLinked();
    this.wake();
  }

  /** Somebody's claim has left their profile. */
  authorLeft(author: LeftAuthor['author']): void {
    this.#left.leaves(author, this.options.world.now());
    this.wake();
  }

  authorTaken(author: PersonId, from: CarriedFrom): Promise<void> {
    this.#taken.take(author, from);
    this.wake();
    return Promise.resolve();
  }

  async authorReturns(author: PersonId): Promise<void> {
    await this.#taken.release(author);
  }

  async relayMayHaveCarried(): Promise<void> {
    await this.#known.forget(() => true);
    this.wake();
  }

  /** The user has read on in these conversations. The read mark is carried a while later, since people read many messages at once. */
  readMoved(where: ReadonlySet<ConversationId>): void {
    this.#reads.moved(where);
    this.wake(readSettles);
  }

  /** Looks at the outbox, `after` ms from now. */
  wake(after = 0): void {
    if (this.#abort !== null) this.#pumping.want(after);
  }

  #isCurrent(): boolean {
    return this.#abort !== null && this.#current.size === services.length;
  }

  #ready(): boolean {
    return this.#isCurrent() && !this.#isHandingOver && !this.options.isPaused();
  }

  #mayCarry(linkId: string): boolean {
    return this.#ready() && this.#leases.holds(linkId);
  }

  /** Whether this computer may carry over a link of which it knows what was carried before. */
  #mayGoOn(linkId: string): boolean {
    const link = this.#known.get(linkId);
    return link !== undefined && this.#mayCarry(linkId) && this.#isHeld(link);
  }

  #isHeld(link: LinkRow): boolean {
    const { hold } = this.options;
    return link.relay?.kind !== 'other' || hold === undefined || hold.untilMayCarry(link) === 0;
  }

  /** Over the links over which another computer carries: removes rows here whose work that computer has finished. */
  async #settle(): Promise<void> {
    const { database, world } = this.options;
    // Nobody waits for this: rows that this computer shows as waiting disappear a little later.
    const wait = settleEvery - Math.abs(world.now() - this.#settledAt);
    if (wait > 0) {
      this.wake(wait);
      return;
    }
    this.#settledAt = world.now();
    const carrier = await this.#carrier();
    if (carrier === null) return;
    for (const atHand of await linksAtHand(database, new Set()))
      if (!this.#mayCarry(atHand.link.id)) await this.#settleLink(carrier, atHand);
  }

  async #settleLink(carrier: Carrier, { link, walked, due }: LinkAtHand): Promise<void> {
    for (const service of walked ? due : [])
      for (const row of await nextRows(this.options.database, link.id, service)) {
        if (!this.#isCurrent()) return;
        await carrier.settle(row);
      }
  }

  /** The conversations whose read marks are to be compared now; while the user goes on reading, none. */
  #takeReads(): HeldConversations {
    const reads = this.#reads.take();
    if (typeof reads !== 'number') return reads;
    this.wake(reads);
    return new Set();
  }

  async #pump(): Promise<void> {
    // A computer that is paused keeps the lease, so that no other one of the user carries instead. It looks again when the pause ends.
    if (!this.#isCurrent() || this.options.isPaused()) return;
    const { held, of } = this.#leases.standing;
    if (!this.#ready() || held.length < of) await this.#settle();
    if (!this.#ready() || held.length === 0) return;
    if (this.#taken.hasOwed()) {
      await (await this.#carrier())?.lookAtTaken();
      if (this.#taken.hasOwed()) this.wake(owedAgain);
    }
    if (this.#left.hasAny()) {
      await (await this.#carrier())?.lookAtLeft(this.#left, (id) => this.#leases.holds(id));
      if (this.#left.hasAny()) this.wake(askedAgain);
    }
    const forgotten = this.#known.timesForgotten;
    const isStill = (): boolean => forgotten === this.#known.timesForgotten;
    const reads = this.#takeReads();
    const all = await linksAtHand(this.options.database, reads);
    const wanting = all.filter(({ link }) => this.#leases.holds(link.id));
    if (wanting.length === 0) return;
    const carrier = await this.#carrier();
    const later = (ms: number): void => {
      this.#reads.add(reads);
      this.wake(ms);
    };
    if (carrier === null) {
      later(askedAgain);
      return;
    }
    for (const atHand of wanting) {
      const { link, walked, due, known, readMoved } = atHand;
      if (!isStill()) {
        later(0);
        return;
      }
      if (!walked) {
        later(walkedAgain);
        continue;
      }
      const rests = await carrier.untilOwnTurn(link, this.options.hold);
      if (rests !== 0) {
        // Without a claim of the user's, the relay carries for them.
        if (rests === null) await this.#settleLink(carrier, atHand);
        later(Math.min(rests ?? askedAgain, askedAgain));
        continue;
      }
      const mayStill = (): boolean => isStill() && this.#mayCarry(link.id) && this.#isHeld(link);
      if (!known && !(await carrier.adoptWhatWas(link, mayStill))) {
        later(askedAgain);
        continue;
      }
      if (!isStill()) continue;
      this.#known.add(link);
      for (const service of due)
        this.#chains.begin(`${link.id} ${service}`, () => this.#lanes.run(carrier, link, service));
      if (!readMoved || carriesForOthers(link)) continue;
      const where = new Set([link.mattermost, link.teams]);
      const isBegun = this.#chains.begin(`${link.id} reads`, async () => {
        if (await carrier.carryReads(link)) return;
        this.#reads.add(where);
        this.wake(readAgain);
      });
      if (!isBegun) this.#reads.add(where);
    }
  }

  /** The carrier of this start; null while the mirror does not know who the user is. */
  async #carrier(): Promise<Carrier | null> {
    const { world, database, sides, memory, store, storesInto, observe } = this.options;
    if (this.#carrierNow !== null) return this.#carrierNow;
    const me = { teams: await this.#me('teams'), mattermost: await this.#me('mattermost') };
    if (me.teams === null || me.mattermost === null || this.#abort === null) return null;
    const { signal } = this.#abort;
    this.#carrierNow = new Carrier({
      world,
      database,
      sides,
      memory,
      store,
      storesInto,
      me: { teams: me.teams, mattermost: me.mattermost },
      claims: new AuthorClaims(world),
      signal,
      taken: this.#taken,
      mayGoOn: (linkId) => this.#mayGoOn(linkId) && !signal.aborted,
      observe,
    });
    return this.#carrierNow;
  }

  async #me(service: Service): Promise<PersonId | null> {
    const account = await readAccountRow(this.options.database, this.options.sides[service].accountId);
    return account?.me ?? null;
  }
}
