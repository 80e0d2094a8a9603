/**
 * Carries what the user wrote to the other side of its link, in order and once. Each direction of a link has one chain. A chain takes the
 * oldest row of the outbox, decides what to do, writes down what it is about to do, does it, and asks again until both sides agree.
 */
import { caughtEvent, type ConversationId, type PersonId, type Service } from '../../../model/index.ts';
import { isCarrierNeeded, type LinkRow } from '../../../store/index.ts';
import { Errand } from '../../errand.ts';
import type { AwayBridge, CarriedFrom } from '../away.ts';
import type { BridgeOptions } from '../context.ts';
import { CarrierLeases, type SharesHeld } from '../memory/carrier-leases.ts';
import { LeftAuthors } from '../memory/left-authors.ts';
import { TakenAuthors } from '../memory/taken-authors.ts';
import { ReadsMoved, readSettles } from '../reads/reads-moved.ts';
import { CarriedElsewhere } from './carried-elsewhere.ts';
import { CarrierOfStart } from './carrier-of-start.ts';
import { Chains } from './chains.ts';
import { KnownLinks } from './known-links.ts';
import { LaneRunner } from './lane-runner.ts';
import { askedAgain, LinkRound } from './link-round.ts';

/** When a relay asks again whether it may carry for an author that it has taken, ms. */
const owedAgain = 5_000;
/** How long this computer waits for what is being sent before it gives up a share of the links, ms. */
const leavesWithin = 15_000;

const services: readonly Service[] = ['mattermost', 'teams'];

export class Bridge implements AwayBridge {
  readonly #leases: CarrierLeases;
  readonly #chains: Chains;
  readonly #current = new Set<Service>();
  readonly #pumping: Errand;
  #abort: AbortController | null = null;
  #isHandingOver = false;
  readonly #reads: ReadsMoved;
  readonly #carrier: CarrierOfStart;
  /** Whether a row could not go because the mirror was behind. */
  #behind = false;
  readonly #taken: TakenAuthors;
  readonly #left: LeftAuthors;
  readonly #known: KnownLinks;
  readonly #elsewhere: CarriedElsewhere;
  readonly #round: LinkRound;

  constructor(private readonly options: BridgeOptions) {
    this.#pumping = new Errand(options.world, 0, () =>
      this.#pump().catch((error: unknown) => options.world.log(caughtEvent('bridge-pump', error))),
    );
    const { world, memory, computer, shares } = options;
    this.#reads = new ReadsMoved(world);
    this.#taken = new TakenAuthors(options.away);
    this.#known = new KnownLinks(options.database);
    this.#left = new LeftAuthors({
      ...{ world, database: options.database },
      holds: (linkId) => this.#leases.holds(linkId),
    });
    this.#carrier = new CarrierOfStart(options, this.#taken, (linkId) => this.#mayGoOn(linkId));
    this.#chains = new Chains({ world, again: () => this.wake() });
    const onBehind = (): void => {
      this.#behind = true;
    };
    const lanes = new LaneRunner({
      world,
      database: options.database,
      mayHaveGap: options.mayHaveGap,
      pullWanted: options.turns.pullWanted,
      mayCarry: (linkId) => this.#mayGoOn(linkId),
      wake: (after) => this.wake(after),
      onBehind,
    });
    this.#elsewhere = new CarriedElsewhere({
      ...{ world, database: options.database },
      isCurrent: () => this.#isCurrent(),
      mayCarry: (linkId) => this.#mayCarry(linkId),
      wake: (after) => this.wake(after),
    });
    this.#round = new LinkRound({
      ...{ world, database: options.database, chains: this.#chains, lanes, known: this.#known },
      ...{ reads: this.#reads, elsewhere: this.#elsewhere, hold: options.hold },
      ...{ turns: options.turns, onBehind },
      holds: (linkId) => this.#leases.holds(linkId),
      mayCarry: (link) => this.#mayCarry(link.id) && this.#isHeld(link),
      wake: (after) => this.wake(after),
    });
    this.#leases = new CarrierLeases({
      ...{ world, memory, computer, shares },
      // Another computer may have carried: before anything is sent, messages that already belong together must be joined.
      beforeClaim: (isOfShare) => this.#known.forget(isOfShare),
      mayWait: () => this.#isCurrent() && !options.isPaused(),
      finish: (isOfShare) => this.#chains.endWithin(leavesWithin, isOfShare),
      onHeld: () => {
        options.observe?.({ kind: 'lease-taken' });
        options.hold?.leaseHeld();
        this.#left.lookAgain();
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

  /** Begins if there is a link to carry over, or one of which a relay has to be told. Without one, no service is asked for anything. */
  async start(): Promise<void> {
    if (this.#abort !== null) return;
    this.#isHandingOver = false;
    this.#abort = new AbortController();
    this.#carrier.begin(this.#abort.signal);
    this.#left.begin();
    await this.#leaseIfLinked();
  }

  async #leaseIfLinked(): Promise<void> {
    const isNeeded = await isCarrierNeeded(this.options.database);
    // What is being handed over gives the lease up itself.
    if (this.#abort === null || this.#isHandingOver) return;
    if (isNeeded && !this.options.isHandedOver()) this.#leases.start();
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
    this.#carrier.end();
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
    if (await this.#chains.endWithin(within)) await this.#leases.release();
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
    this.#left.lookAgain();
    this.wake();
  }

  /** People have disconnected, at whose messages a relay has to look once more. */
  authorsLeft(): void {
    this.#left.lookAgain();
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

  async #pump(): Promise<void> {
    // A computer that is paused keeps the lease, so that no other one of the user carries instead. It looks again when the pause ends.
    if (!this.#isCurrent() || this.options.isPaused()) return;
    const { held, of } = this.#leases.standing;
    if (!this.#ready() || held.length < of) await this.#elsewhere.settle(this.#carrier);
    if (!this.#ready()) return;
    if (!(await this.#left.look(() => this.#lookAtLeft()))) this.wake(askedAgain);
    if (held.length === 0) return;
    if (this.#taken.hasOwed()) {
      await (await this.#carrier.now())?.lookAtTaken();
      if (this.#taken.hasOwed()) this.wake(owedAgain);
    }
    await this.#round.run(this.#carrier);
  }

  /** False if it has to be tried again. */
  async #lookAtLeft(): Promise<boolean> {
    const carrier = await this.#carrier.now();
    return (await carrier?.lookAtLeft((linkId) => this.#leases.holds(linkId))) ?? false;
  }
}
