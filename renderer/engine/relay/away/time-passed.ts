/**
 * How much time has passed, by a clock that somebody may put back or forward, and on a machine that may sleep. A timer that rings tells that at
 * least its time has passed, and the clock says how much at most. Who waits for another's silence asks for the least, and whoever trusts a lease
 * asks for the most: so a wrong clock makes both careful.
 */
import type { World } from '../../../connectors/world.ts';

/** How often it compares clock and timer, ms. A jump of the clock counts for half of this at most. */
const tickEvery = 10_000;

export class TimePassed {
  #least = 0;
  #most = 0;
  #at = 0;
  #cancel: (() => void) | null = null;

  constructor(private readonly world: Pick<World, 'now' | 'after'>) {}

  /** Begins; what it says counts from a moment of its own choice, so only differences mean something. */
  start(): void {
    if (this.#cancel !== null) return;
    this.#at = this.world.now();
    this.#wait();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  /** Not more than what has passed, ms. */
  get atLeast(): number {
    return this.#least + Math.min(Math.max(0, this.world.now() - this.#at), tickEvery * 1.5);
  }

  /** Not less than what has passed, ms, apart from a clock that was put back within the last seconds. */
  get atMost(): number {
    return this.#most + Math.max(0, this.world.now() - this.#at);
  }

  #wait(): void {
    this.#cancel = this.world.after(tickEvery, () => {
      const passed = this.world.now() - this.#at;
      this.#least += Math.min(Math.max(0, passed), tickEvery * 1.5);
      this.#most += Math.max(passed, tickEvery);
      this.#at = this.world.now();
      this.#wait();
    });
  }
}
