/**
 * What this computer has seen of the leases of all shares, on its own clock, and what follows from it: who may take a share, who gives one up.
 * Where there is one share nothing follows. Pure but for the clock.
 */
import type { World } from '../../../connectors/world.ts';
import type { Lease, LeaseShare } from '../../../model/index.ts';

/**
 * How long a holder that shows no beat keeps the lease, ms. Each renewal is two requests of every user, which an organisation's server has
 * to bear.
 */
export const leaseLasts = 180_000;

export interface LeaseLedgerOptions {
  readonly world: Pick<World, 'now'>;
  readonly computer: string;
  /** Into how many shares this computer divides the links. */
  readonly shares: number;
}

/** The shares that another computer holds. */
export interface HeldByOther {
  /** By what a person tells it from others (`computerMark`). */
  readonly computer: string;
  /** From 0, in order. */
  readonly held: readonly number[];
}

/** The beginning of a computer's random id: enough to tell a few computers from each other, and nothing by which one could act as it. */
export const computerMark = (computer: string): string => computer.slice(0, 6);

interface Seen {
  readonly lease: Lease;
  /** Since when it has not changed. */
  readonly since: number;
  /** Whether it was seen to change: so its computer runs, or ran a little while ago. */
  readonly isMoving: boolean;
}

export class LeaseLedger {
  #seen = new Map<LeaseShare, Seen>();
  #readAt = 0;
  /** Since when a share without any lease has been seen so. */
  #missing = new Map<LeaseShare, number>();

  constructor(private readonly options: LeaseLedgerOptions) {}

  /** Takes all leases, as they were read just now. A failed read says nothing. */
  take(leases: readonly Lease[]): void {
    const now = this.options.world.now();
    this.#readAt = now;
    this.#seen = new Map(leases.map((lease) => [lease.share, this.#seenAs(lease, now)]));
    const missing = this.#shares.filter((share) => !this.#seen.has(share));
    this.#missing = new Map(missing.map((share) => [share, Math.min(this.#missing.get(share) ?? now, now)]));
  }

  #seenAs(lease: Lease, now: number): Seen {
    const before = this.#seen.get(lease.share);
    if (before?.lease.computer === lease.computer && before.lease.beat === lease.beat)
      // A clock that was put back begins anew.
      return { ...before, since: Math.min(before.since, now) };
    return { lease, since: now, isMoving: before !== undefined };
  }

  get #shares(): readonly number[] {
    return Array.from({ length: this.options.shares }, (_, share) => share);
  }

  /** Whether its computer may still carry by it. */
  #isAlive({ lease, since }: Seen): boolean {
    return lease.lasts > 0 && this.#readAt - since < lease.lasts;
  }

  /**
   * Into how many shares another computer that may carry divides the links, where that is another number: then one link belongs to several
   * shares. Null where all agree.
   */
  get otherDivision(): number | null {
    const { computer, shares } = this.options;
    for (const seen of this.#seen.values()) {
      const { lease } = seen;
      if (
        lease.shares !== shares &&
        lease.computer !== computer &&
        lease.share !== 'waits' &&
        this.#isAlive(seen)
      )
        return lease.shares;
    }
    return null;
  }

  /** Which shares other computers hold, as far as is known. */
  get heldByOthers(): readonly HeldByOther[] {
    const { computer, shares } = this.options;
    const held = new Map<string, number[]>();
    for (const [share, seen] of this.#seen) {
      const { lease } = seen;
      if (typeof share !== 'number' || lease.shares !== shares || lease.computer === computer) continue;
      if (this.#isAlive(seen)) held.set(lease.computer, [...(held.get(lease.computer) ?? []), share]);
    }
    return [...held]
      .map(([id, theirs]) => ({ computer: computerMark(id), held: theirs.sort((one, other) => one - other) }))
      .sort((one, other) => (one.held[0] ?? 0) - (other.held[0] ?? 0));
  }

  /** The shares beyond ours of those who divided the links otherwise and are gone: nobody writes them any more. */
  get leftovers(): readonly LeaseShare[] {
    const { shares } = this.options;
    return [...this.#seen].flatMap(([share, seen]) =>
      typeof share === 'number' && share >= shares && !this.#isAlive(seen) ? [share] : [],
    );
  }

  /** How many shares each computer holds, as far as it is known to run. This one is among them. */
  get #counts(): ReadonlyMap<string, number> {
    const counts = new Map([[this.options.computer, 0]]);
    for (const [share, seen] of this.#seen) {
      const { computer, shares } = seen.lease;
      if (shares !== this.options.shares || !this.#isAlive(seen)) continue;
      const held = counts.get(computer) ?? 0;
      if (share !== 'waits') counts.set(computer, held + 1);
      // One that does not move may be of a computer that is gone, and nothing is given up for that.
      else if (seen.isMoving) counts.set(computer, held);
    }
    return counts;
  }

  get #mine(): number {
    return this.#counts.get(this.options.computer) ?? 0;
  }

  get #others(): readonly number[] {
    return [...this.#counts].flatMap(([computer, count]) =>
      computer === this.options.computer ? [] : [count],
    );
  }

  /** For how long nobody has held a share, ms; null while somebody may. */
  #freeFor(share: number): number | null {
    const seen = this.#seen.get(share);
    if (seen === undefined) return this.#readAt - (this.#missing.get(share) ?? this.#readAt);
    return this.#isAlive(seen) ? null : this.#readAt - seen.since - seen.lease.lasts;
  }

  /** Whether a share that nobody holds is for this computer: no other one holds fewer, or none has taken it for long. */
  mayTake(share: number): boolean {
    const mine = this.#mine;
    return this.#others.every((count) => count >= mine) || (this.#freeFor(share) ?? 0) >= leaseLasts;
  }

  /** How many shares this computer gives up for the one that holds the fewest; none while a share is free. */
  get surplus(): number {
    if (this.#shares.some((share) => this.#freeFor(share) !== null)) return 0;
    return Math.max(0, Math.floor((this.#mine - Math.min(...this.#others)) / 2));
  }

  /** The beat by which this computer says that it holds nothing and wants a share; null where it has one, or nobody can give one. */
  get nextWait(): number | null {
    if (this.#mine > 0 || this.#others.every((count) => count < 2)) return null;
    return (this.#seen.get('waits')?.lease.beat ?? 0) + 1;
  }
}
