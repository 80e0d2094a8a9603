/**
 * Lets one computer carry over a link at a time, and several computers carry over different links: a lease for each share of the links. A
 * computer alone takes all shares. When another one appears, the one with more gives some up, until no two differ by more than one.
 */
import { computerMark, type HeldByOther, leaseLasts, LeaseLedger } from './lease-ledger.ts';
import { CarrierLease, type LeaseOptions } from './lease.ts';
import { shareOf } from './share-of.ts';

/** How many shares are carried here, and of how many. */
export interface SharesHeld {
  /** Into how many shares this computer divides the links. */
  readonly of: number;
  /** From 0, in order. */
  readonly held: readonly number[];
  /** Another number into which a computer that may carry divides them: while there is one, this computer carries nothing. */
  readonly otherDivision: number | null;
  /** By what a person tells this computer from others. */
  readonly computer: string;
  readonly others: readonly HeldByOther[];
}

export interface CarrierLeasesOptions extends Pick<
  LeaseOptions,
  'world' | 'memory' | 'computer' | 'shares' | 'onHeld' | 'onStanding'
> {
  /** As of a lease; for the links of one share. */
  readonly beforeClaim: (isOfShare: (linkId: string) => boolean) => Promise<void>;
  /** Whether this computer could carry at once. Only then it asks others to give up a share. */
  readonly mayWait: () => boolean;
  /** Ends what is under way over the links of a share, for which nothing new is begun. False if that took too long: then the share is kept. */
  readonly finish: (isOfShare: (linkId: string) => boolean) => Promise<boolean>;
}

export class CarrierLeases {
  readonly #ledger: LeaseLedger;
  readonly #leases: readonly CarrierLease[];
  /** The shares that are being given up. */
  readonly #leaving = new Set<number>();
  #gaveAt = -Infinity;
  #isStarted = false;

  constructor(private readonly options: CarrierLeasesOptions) {
    const { shares, beforeClaim, onStanding, ...others } = options;
    const ledger = new LeaseLedger(options);
    this.#ledger = ledger;
    this.#leases = Array.from(
      { length: shares },
      (_, share) =>
        new CarrierLease({
          ...{ ...others, share, shares, ledger },
          // Who carries is asked where one carries over all.
          ...(share === 0 ? { onStanding } : {}),
          beforeClaim: () => beforeClaim(this.#isOf(share)),
          onLooked: () => this.#looked(share),
        }),
    );
  }

  /** Whether this computer may carry over a link now. */
  holds(linkId: string): boolean {
    const share = shareOf(linkId, this.options.shares);
    return this.#leases[share]?.held === true && !this.#leaving.has(share);
  }

  get standing(): SharesHeld {
    const { otherDivision, heldByOthers: others } = this.#ledger;
    const { shares: of, computer } = this.options;
    return { of, held: this.#held, otherDivision, computer: computerMark(computer), others };
  }

  get #held(): readonly number[] {
    return this.#leases.flatMap(({ held }, share) => (held ? [share] : []));
  }

  start(): void {
    this.#isStarted = true;
    for (const lease of this.#leases) lease.start();
  }

  stop(): void {
    this.#isStarted = false;
    for (const lease of this.#leases) lease.stop();
  }

  /** Looks at once whether a lease is free. */
  lookNow(): void {
    for (const lease of this.#leases) lease.lookNow();
  }

  /** Gives up what is held: a computer that sees this may claim it at once. Afterwards it has stopped. */
  async release(): Promise<void> {
    this.#isStarted = false;
    await Promise.all(this.#leases.map((lease) => lease.release()));
  }

  #isOf(share: number): (linkId: string) => boolean {
    return (linkId) => shareOf(linkId, this.options.shares) === share;
  }

  /** One of the leases has looked at all: what concerns all is done once, by the first of those that look. */
  #looked(share: number): void {
    this.#giveUp();
    if (share !== 0) return;
    this.#wait();
    this.#clear();
  }

  /** Gives up what another computer is to have. It takes a while to take it, and until then nothing more is given up. */
  #giveUp(): void {
    const { surplus } = this.#ledger;
    const now = this.options.world.now();
    if (surplus === 0 || Math.abs(now - this.#gaveAt) < leaseLasts / 2) return;
    this.#gaveAt = now;
    for (const share of this.#held.slice(-surplus)) void this.#leave(share);
  }

  async #leave(share: number): Promise<void> {
    const lease = this.#leases[share];
    this.#leaving.add(share);
    // A share that is not given up in time is carried on, and given up later.
    if ((await this.options.finish(this.#isOf(share))) && this.#isStarted) {
      await lease?.release();
      if (this.#isRunning()) lease?.start();
    }
    this.#leaving.delete(share);
  }

  /** Asked anew after a wait. */
  #isRunning(): boolean {
    return this.#isStarted;
  }

  /** Says that this computer holds nothing and could carry. A failure does no harm: it says so again. */
  #wait(): void {
    const { memory, computer, shares, mayWait } = this.options;
    const beat = this.#ledger.nextWait;
    if (beat === null || !mayWait()) return;
    const wait = { share: 'waits', shares, computer, beat, lasts: leaseLasts } as const;
    void memory.writeLease(wait, new AbortController().signal);
  }

  /** Whoever holds the first share removes what a division of earlier left behind; else each start would wait until that has run out. */
  #clear(): void {
    if (this.#leases[0]?.held !== true) return;
    for (const share of this.#ledger.leftovers)
      void this.options.memory.removeLease(share, new AbortController().signal);
  }
}
