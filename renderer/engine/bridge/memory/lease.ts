/**
 * Lets one computer of a user carry at a time (design, decision 3), by a lease in the user's own preferences. Clocks of two computers are
 * never compared. The holder raises a number at each beat. A computer that wants the lease watches this number for as long as a lease
 * lasts, on its own clock.
 */
import type { SharedMemoryCapability } from '../../../connectors/writing.ts';
import type { World } from '../../../connectors/world.ts';
import { caughtEvent, type CarrierStanding, type Lease } from '../../../model/index.ts';
import { type LeaseLedger, leaseLasts } from './lease-ledger.ts';

export interface LeaseOptions {
  readonly world: World;
  readonly memory: SharedMemoryCapability;
  /** This installation's own random id. */
  readonly computer: string;
  /** Which share of the links it is for, and into how many they are divided. */
  readonly share: number;
  readonly shares: number;
  /** What is known of all shares; one for all leases of this computer. */
  readonly ledger: LeaseLedger;
  /**
   * Called before a claim is written: other computers may have carried until now. It comes before the request, because the request's answer
   * may get lost, and the computer may end, when the lease is ours already. If it rejects, the claim waits.
   */
  readonly beforeClaim: () => Promise<void>;
  /** Called when the lease is ours. */
  readonly onHeld: () => void;
  /** Is told who carries, whenever that may have changed, and at each renewal; absent where nobody wants to know. */
  readonly onStanding?: ((standing: CarrierStanding) => void) | undefined;
  /** Called after each look at the leases. */
  readonly onLooked?: () => void;
}

const renewEvery = leaseLasts / 3;
/** How long after the beginning of its last renewal a holder stops carrying, ms: well before another computer may take over. */
const trustedFor = leaseLasts * 0.75;
/** How long giving up the lease may take, ms. */
const releaseTakes = 5_000;
/** After how long a claim is read back, ms. By then a rival's claim that was written meanwhile is visible. */
const claimSettles = 10_000;

type State =
  | { readonly kind: 'stopped' }
  /** The beat of another computer, and since when it has not changed, on our clock. */
  | { readonly kind: 'watching'; readonly seen: Lease | null; readonly since: number }
  /** Our claim, to be read back after `settles` ms: the last writer has the lease. */
  | { readonly kind: 'claimed'; readonly lease: Lease; readonly settles: number }
  | { readonly kind: 'held'; readonly lease: Lease; readonly until: number };

export class CarrierLease {
  #state: State = { kind: 'stopped' };
  #cancel: (() => void) | null = null;
  #abort = new AbortController();

  constructor(private readonly options: LeaseOptions) {}

  /** Whether this computer may carry now. */
  get held(): boolean {
    return this.#state.kind === 'held' && this.options.world.now() < this.#state.until;
  }

  start(): void {
    if (this.#state.kind !== 'stopped') return;
    this.#abort = new AbortController();
    this.#become({ kind: 'watching', seen: null, since: Infinity });
    void this.#beat();
  }

  stop(): void {
    this.#abort.abort();
    this.#cancel?.();
    this.#cancel = null;
    this.#become({ kind: 'stopped' });
  }

  /** Looks at once whether the lease is free, instead of at the next beat. */
  lookNow(): void {
    if (this.#state.kind !== 'watching' || this.#cancel === null) return;
    this.#cancel();
    this.#cancel = null;
    void this.#beat();
  }

  /** Gives the lease up, if it is held: a computer that sees this may claim it at once. Afterwards it has stopped. */
  async release(): Promise<void> {
    const { memory, world } = this.options;
    const state = this.#state;
    // After it has run out, another computer may hold it.
    const isOurs = this.held;
    this.stop();
    if (state.kind !== 'held' || !isOurs) return;
    const late = new AbortController();
    const cancel = world.after(releaseTakes, () => late.abort());
    // A failure does no harm: then the lease runs out by itself.
    await memory.writeLease({ ...state.lease, beat: state.lease.beat + 1, lasts: 0 }, late.signal);
    cancel();
  }

  #become(state: State): void {
    this.#state = state;
    this.options.onStanding?.(standingOf(state));
  }

  async #beat(): Promise<void> {
    const { memory } = this.options;
    // While this one asks, none waits that `lookNow` could bring forward: two at once would take the lease without the wait for a rival.
    this.#cancel = null;
    const { signal } = this.#abort;
    const read = await memory.readLeases(signal);
    if (signal.aborted) return;
    // A failed read says nothing: a lease that is held runs out by itself.
    if (read.ok) await this.#look(read.value, signal);
    if (isAborted(signal)) return;
    if (read.ok) this.options.onLooked?.();
    if (!isAborted(signal)) this.#cancel = this.options.world.after(this.#wait(), () => void this.#beat());
  }

  #wait(): number {
    return this.#state.kind === 'claimed'
      ? this.#state.settles
      : renewEvery * (0.8 + 0.4 * this.options.world.random());
  }

  async #look(leases: readonly Lease[], signal: AbortSignal): Promise<void> {
    const { world, computer, share, shares, ledger } = this.options;
    ledger.take(leases);
    const lease = leases.find((one) => one.share === share) ?? null;
    const mayCarry = ledger.otherDivision === null;
    const state = this.#state;
    const now = world.now();
    if (lease?.computer === computer && lease.lasts > 0) {
      if (!mayCarry) return this.#withdraw(lease, signal);
      // If another computer may have carried meanwhile, a renewal is a claim like any other.
      const mayBeTaken = lease.shares !== shares || (state.kind === 'held' && now >= state.until);
      if (mayBeTaken) return this.#claim(lease, signal);
      return this.#renew(lease, state.kind !== 'held', signal);
    }
    const known =
      state.kind === 'watching' &&
      state.seen?.computer === lease?.computer &&
      state.seen?.beat === lease?.beat;
    const since = known ? Math.min(state.since, now) : now;
    const isFree = lease === null || now - since >= lease.lasts;
    if (isFree && mayCarry && ledger.mayTake(share)) return this.#claim(lease, signal);
    this.#become({ kind: 'watching', seen: lease, since });
  }

  /**
   * Another computer divides the links otherwise, so a link may be in a share of its as well: this one carries nothing, also if it was the
   * first. What it held is given up, so that it is claimed anew, with what a claim asks.
   */
  async #withdraw(lease: Lease, signal: AbortSignal): Promise<void> {
    this.#become({ kind: 'watching', seen: null, since: Infinity });
    await this.options.memory.writeLease({ ...lease, beat: lease.beat + 1, lasts: 0 }, signal);
  }

  async #claim(before: Lease | null, signal: AbortSignal): Promise<void> {
    const { world, memory, computer, share, shares, beforeClaim } = this.options;
    try {
      await beforeClaim();
    } catch (error) {
      world.log(caughtEvent('lease-claim', error));
      return;
    }
    if (isAborted(signal)) return;
    const beat = (before?.beat ?? 0) + 1;
    const lease: Lease = { share, shares, computer, beat, lasts: leaseLasts };
    const begun = world.now();
    const written = await memory.writeLease(lease, signal);
    if (signal.aborted) return;
    // A request that took long may have replaced a claim that was settled. The owner of that claim must notice it first.
    const isSlow = Math.abs(world.now() - begun) > claimSettles / 2;
    this.#become(
      written.ok
        ? { kind: 'claimed', lease, settles: isSlow ? trustedFor : claimSettles }
        : { kind: 'watching', seen: before, since: Infinity },
    );
  }

  async #renew(before: Lease, tell: boolean, signal: AbortSignal): Promise<void> {
    const { world, memory, onHeld } = this.options;
    const lease: Lease = { ...before, beat: before.beat + 1, lasts: leaseLasts };
    const begun = world.now();
    const written = await memory.writeLease(lease, signal);
    if (signal.aborted || !written.ok) return;
    this.#become({ kind: 'held', lease, until: begun + trustedFor });
    if (tell) onHeld();
  }
}

const standingOf = (state: State): CarrierStanding => {
  switch (state.kind) {
    case 'stopped':
      return { kind: 'none' };
    case 'claimed':
      return { kind: 'looking' };
    case 'held':
      return { kind: 'this', until: state.until };
    case 'watching':
      // A lease that was given up lasts for no time.
      return { kind: state.seen !== null && state.seen.lasts > 0 ? 'other' : 'looking' };
  }
};

/** Asked anew after each wait. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;
