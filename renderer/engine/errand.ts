/** Something to be done soon, at most once at a time, however often it is asked for: overview, refresh, people, presence. */
import { caughtEvent } from '../model/index.ts';
import type { World } from '../connectors/world.ts';

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'waiting'; readonly cancel: () => void; readonly at: number }
  /** `again`: wished for once more meanwhile, after so many ms. */
  | { readonly kind: 'running'; readonly again: number | null };

export class Errand {
  #state: State = { kind: 'idle' };
  readonly #waiters: (() => void)[] = [];

  /** `settle` ms are waited after the first wish, so that a burst of wishes becomes one errand. One that rejects is logged and rests. */
  constructor(
    private readonly world: Pick<World, 'now' | 'after' | 'log'>,
    private readonly settle: number,
    private readonly run: () => Promise<void>,
  ) {}

  get pending(): boolean {
    return this.#state.kind !== 'idle';
  }

  /** Resolves when it neither runs nor is wished for. */
  idle(): Promise<void> {
    return this.pending ? new Promise((resolve) => this.#waiters.push(resolve)) : Promise.resolve();
  }

  /** Wishes for the errand, `after` ms from now instead of the usual settling time; a sooner wish wins over a later one. */
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

  /** Forgets a wish that has not begun. */
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
