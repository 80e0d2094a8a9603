/** Virtual time for the model: it holds no real work, so one turn of the event loop settles everything that a timer began. */

interface Timer {
  readonly at: number;
  readonly order: number;
  work: (() => void) | null;
}

/** Numbers in [0, 1) that depend on the seed alone (mulberry32). */
export const randomOf = (seed: number): (() => number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** Timers in order. Everything else here is promises, so one turn of the event loop settles it. */
export class ModelClock {
  now = 1_000_000_000;
  #order = 0;
  readonly #heap: Timer[] = [];

  after(ms: number, work: () => void): () => void {
    const timer: Timer = { at: this.now + Math.max(0, ms), order: (this.#order += 1), work };
    this.#push(timer);
    return () => {
      timer.work = null;
    };
  }

  async until(end: number): Promise<void> {
    for (let next = this.#pop(end); next; next = this.#pop(end)) {
      if (next.work === null) continue;
      this.now = next.at;
      next.work();
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    this.now = end;
  }

  #isBefore(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (!a || !b) return false;
    return a.at < b.at || (a.at === b.at && a.order < b.order);
  }

  #swap(one: number, other: number): void {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (!a || !b) return;
    this.#heap[one] = b;
    this.#heap[other] = a;
  }

  #push(timer: Timer): void {
    this.#heap.push(timer);
    for (let at = this.#heap.length - 1; at > 0;) {
      const above = (at - 1) >> 1;
      if (!this.#isBefore(at, above)) return;
      this.#swap(at, above);
      at = above;
    }
  }

  #pop(end: number): Timer | null {
    const first = this.#heap[0];
    if (!first || first.at > end) return null;
    this.#swap(0, this.#heap.length - 1);
    this.#heap.pop();
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      if (this.#isBefore(left, least)) least = left;
      if (this.#isBefore(right, least)) least = right;
      if (least === at) return first;
      this.#swap(at, least);
      at = least;
    }
  }
}
