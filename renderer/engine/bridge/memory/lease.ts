/**
 * One carrier at a time for a user with several computers (design, decision 3): a lease in the user's own preferences. Clocks are
 * never compared: who holds it counts a beat up, and who wants it watches for as long as the lease lasts, on its own clock.
 */
import type { SharedMemoryCapability } from '../../../connectors/writing.ts';
import type { World } from '../../../connectors/world.ts';
import { caughtEvent, type Lease } from '../../../model/index.ts';

export interface LeaseOptions {
  readonly world: World;
  readonly memory: SharedMemoryCapability;
  /** This installation's own random id. */
  readonly computer: string;
  /**
   * A claim is about to be written: others may have carried until now. Told before the request, since its answer may get lost, and
   * the computer may end, when the lease is ours already. A rejection lets the claim wait.
   */
  readonly beforeClaim: () => Promise<void>;
  /** The lease is ours from now on. */
  readonly onHeld: () => void;
}

/** How long a silent holder keeps it, ms. Each renewal is two requests, of every user: an organisation's server bears them all. */
export const leaseLasts = 180_000;
const renewEvery = leaseLasts / 3;
/** We stop carrying this long after our last renewal began: well before anybody may take over. */
const trustedFor = leaseLasts * 0.75;
/** A claim is read back after this long, ms: a rival's that was written meanwhile shows by then. */
const claimSettles = 10_000;

type State =
  | { readonly kind: 'stopped' }
  /** Somebody else's beat, and since when it has not changed, on our clock. */
  | { readonly kind: 'watching'; readonly seen: Lease | null; readonly since: number }
  /** Written by us, to be read back after `settles` ms: whoever wrote last has it. */
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
    this.#state = { kind: 'watching', seen: null, since: Infinity };
    void this.#beat();
  }

  stop(): void {
    this.#abort.abort();
    this.#cancel?.();
    this.#cancel = null;
    this.#state = { kind: 'stopped' };
  }

  async #beat(): Promise<void> {
    const { memory } = this.options;
    const { signal } = this.#abort;
    const read = await memory.readLease(signal);
    if (signal.aborted) return;
    // What cannot be read tells nothing: a held lease runs out by itself.
    if (read.ok) await this.#look(read.value, signal);
    if (!isAborted(signal)) this.#cancel = this.options.world.after(this.#wait(), () => void this.#beat());
  }

  #wait(): number {
    return this.#state.kind === 'claimed'
      ? this.#state.settles
      : renewEvery * (0.8 + 0.4 * this.options.world.random());
  }

  async #look(lease: Lease | null, signal: AbortSignal): Promise<void> {
    const { world, computer } = this.options;
    const state = this.#state;
    const now = world.now();
    if (lease?.computer === computer) {
      // After a gap in which others may have carried, a renewal is a claim like any other.
      if (state.kind === 'held' && now >= state.until) return this.#claim(lease, signal);
      return this.#renew(lease, state.kind !== 'held', signal);
    }
    const known =
      state.kind === 'watching' &&
      state.seen?.computer === lease?.computer &&
      state.seen?.beat === lease?.beat;
    const since = known ? Math.min(state.since, now) : now;
    if (lease === null || now - since >= lease.lasts) return this.#claim(lease, signal);
    this.#state = { kind: 'watching', seen: lease, since };
  }

  async #claim(before: Lease | null, signal: AbortSignal): Promise<void> {
    const { world, memory, computer, beforeClaim } = this.options;
    try {
      await beforeClaim();
    } catch (error) {
      world.log(caughtEvent('lease-claim', error));
      return;
    }
    if (isAborted(signal)) return;
    const lease: Lease = { computer, beat: (before?.beat ?? 0) + 1, lasts: leaseLasts };
    const begun = world.now();
    const written = await memory.writeLease(lease, signal);
    if (signal.aborted) return;
    // A request that was under way for long may have taken the place of a claim that has settled: its owner must notice first.
    const isSlow = Math.abs(world.now() - begun) > claimSettles / 2;
    this.#state = written.ok
      ? { kind: 'claimed', lease, settles: isSlow ? trustedFor : claimSettles }
      : { kind: 'watching', seen: before, since: Infinity };
  }

  async #renew(before: Lease, tell: boolean, signal: AbortSignal): Promise<void> {
    const { world, memory, onHeld } = this.options;
    const lease: Lease = { ...before, beat: before.beat + 1, lasts: leaseLasts };
    const begun = world.now();
    const written = await memory.writeLease(lease, signal);
    if (signal.aborted || !written.ok) return;
    this.#state = { kind: 'held', lease, until: begun + trustedFor };
    if (tell) onHeld();
  }
}

/** Asked anew after each wait. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;
