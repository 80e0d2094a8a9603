/**
 * Virtual time for whole-engine tests: timers fire in order, and time jumps to the next one whenever nothing else is under way. What is
 * under way (promises, fake IndexedDB's immediates, crypto on the thread pool) is seen in Node's own list of active resources.
 */
import { EventEmitter } from 'node:events';

// Dozens of requests of one account wait at once on its one signal. Node warns of eleven as of a leak; that none is left behind is
// tested where requests are made (`within.test.ts`, `rest.test.ts`). Not 0, which means the same: for each request with a signal Node would
// then make an error, and undici drop it.
EventEmitter.defaultMaxListeners = Infinity;

interface Timer {
  readonly at: number;
  readonly order: number;
  /** Null once it was cancelled. */
  work: (() => void) | null;
}

const isBefore = (one: Timer, other: Timer): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order);

export class VirtualTime {
  #now: number;
  #order = 0;
  #held = 0;
  /** A heap: each timer comes before the two at twice its place. Thousands wait at once where many desktops run. */
  readonly #timers: Timer[] = [];
  readonly #baseline: ReadonlyMap<string, number>;

  constructor(start: number) {
    this.#now = start;
    // Node opens these when somebody first writes to them. Opened later, they would look like something that is under way.
    this.#baseline = countActive([process.stdout, process.stderr]);
  }

  readonly now = (): number => this.#now;

  readonly after = (ms: number, work: () => void): (() => void) => {
    // Whole milliseconds, as every clock of a service has.
    const timer: Timer = { at: this.#now + Math.max(0, Math.ceil(ms)), order: (this.#order += 1), work };
    this.#add(timer);
    return () => {
      timer.work = null;
    };
  };

  /** Lets everything happen until `done` says so. Rejects when virtual `limit` ms have passed, or nothing is left to happen. */
  async until(done: () => boolean | Promise<boolean>, limit = 3_600_000): Promise<void> {
    const end = this.#now + limit;
    for (;;) {
      await this.settle();
      const answer = done();
      if (typeof answer === 'boolean' ? answer : await answer) return;
      // What answers at once has begun nothing.
      if (typeof answer !== 'boolean') await this.settle();
      const next = this.#next();
      if (!next) throw new Error('nothing is left to happen and it is not done');
      if (next.at > end) throw new Error(`not done after ${limit} ms of virtual time`);
      this.#fire(next);
    }
  }

  /** Lets time go on until `work` is done, and gives its result. What is not a promise is done. */
  async during<Value>(work: Value | Promise<Value>): Promise<Value> {
    if (!(work instanceof Promise)) return work;
    let done = false;
    const end = (): void => void (done = true);
    work.then(end, end);
    await this.until(() => done);
    return work;
  }

  /** Lets `ms` of virtual time pass with everything that happens in them. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + Math.ceil(ms);
    for (;;) {
      await this.settle();
      const next = this.#next();
      if (!next || next.at > end) break;
      this.#fire(next);
    }
    this.#now = end;
  }

  /** Waits until nothing is under way but timers. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 3;) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      quiet = this.#held === 0 && this.#isQuiet() ? quiet + 1 : 0;
    }
  }

  /**
   * Keeps time standing until the machine's own timers of no length that were set so far have fired (Node fires them in order): a live
   * query of Dexie begins with one.
   */
  async beginningsOfLiveQueries(): Promise<void> {
    this.#held += 1;
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    this.#held -= 1;
  }

  #isQuiet(): boolean {
    for (const [kind, count] of countActive()) if (count > (this.#baseline.get(kind) ?? 0)) return false;
    return true;
  }

  /** The first timer that was not cancelled. */
  #next(): Timer | undefined {
    while (this.#timers[0]?.work === null) this.#removeFirst();
    return this.#timers[0];
  }

  #fire(timer: Timer): void {
    this.#removeFirst();
    this.#now = Math.max(this.#now, timer.at);
    timer.work?.();
  }

  #add(timer: Timer): void {
    const heap = this.#timers;
    let at = heap.length;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const other = heap[above];
      if (other === undefined || isBefore(other, timer)) break;
      heap[at] = other;
      at = above;
    }
    heap[at] = timer;
  }

  #removeFirst(): void {
    const heap = this.#timers;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
      const below = right !== undefined && left !== undefined && isBefore(right, left) ? right : left;
      if (below === undefined || isBefore(last, below)) break;
      heap[at] = below;
      at = 2 * at + (below === left ? 1 : 2);
    }
    heap[at] = last;
  }
}

/** What is under way, by its kind, once these streams are open. */
const countActive = (_open: readonly NodeJS.WriteStream[] = []): Map<string, number> => {
  const counts = new Map<string, number>();
  // Real timers belong to the test runner; nothing under virtual time waits for them.
  for (const kind of process.getActiveResourcesInfo())
    if (kind !== 'Timeout') counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
};
