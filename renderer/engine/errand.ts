/** A task that is to run soon, and never twice at a time, however often it is asked for (an overview, a refresh, people, presence). */
import { caughtEvent } from '../model/index.ts';
import type { World } from '../connectors/world.ts';

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'waiting'; readonly cancel: () => void; readonly at: number }
  /** `again`: it was asked for once more while it ran, and runs again after so many ms. */
  | { readonly kind: 'running'; readonly again: number | null };

export class Errand {
  #state: State = { kind: 'idle' };
  readonly #waiters: (() => void)[] = [];

  /**
   * Waits `settle` ms after the first request, so that a burst of requests becomes one run. A run that rejects is logged, and not repeated
   * by itself.
   */
  constructor(
    private readonly world: Pick<World, 'now' | 'after' | 'log'>,
    private readonly settle: number,
    private readonly run: () => Promise<void>,
  ) {}

  get pending(): boolean {
    return this.#state.kind !== 'idle';
  }

  /** Resolves when it neither runs nor is asked for. */
  idle(): Promise<void> {
    return this.pending ? new Promise((resolve) => this.#waiters.push(resolve)) : Promise.resolve();
  }

  /** Asks for a run, `after` ms from now instead of the usual settling time. The soonest request wins. */
  want(after = this.settle): void {
    const at = this.world.now() + after;
    switch (this.#state.kind) {
      case 'running':
        this.#state = { kind: 'running', again: Math.min(after, this.#state.again ?? Infinity) };
        return;
      case 'waiting':
        if (this.#state.at <= at) return;
        this.#state.cancel();
        break;
      case 'idle':
        break;
    }
    this.#state = { kind: 'waiting', at, cancel: this.world.after(after, () => void this.#go()) };
  }

  /** Forgets a request that has not begun. */
  cancel(): void {
    if (this.#state.kind === 'waiting') {
      this.#state.cancel();
      this.#rest();
    } else if (this.#state.kind === 'running') this.#state = { kind: 'running', again: null };
  }

  async #go(): Promise<void> {
    this.#state = { kind: 'running', again: null };
    try {
      await this.run();
    } catch (error) {
      // The database refused: left as running, the errand would never be run again.
      this.world.log(caughtEvent('errand', error));
    }
    const { again } = this.#state;
    if (again === null) this.#rest();
    else {
      this.#state = { kind: 'idle' };
      this.want(again);
    }
  }

  #rest(): void {
    this.#state = { kind: 'idle' };
    for (const resolve of this.#waiters.splice(0)) resolve();
  }
}
