/** A wait that can be ended early, by `hurry` or by the end of everything. */
import type { World } from '../../../connectors/world.ts';

export class Pause {
  #end: (() => void) | null = null;

  constructor(private readonly world: Pick<World, 'after'>) {}

  /** Resolves after `ms`, or earlier. Only one wait at a time. */
  wait(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const end = (): void => {
        cancel();
        signal.removeEventListener('abort', end);
        this.#end = null;
        resolve();
      };
      const cancel = this.world.after(ms, end);
      signal.addEventListener('abort', end, { once: true });
      this.#end = end;
    });
  }

  /** Ends the present wait, if there is one. */
  hurry(): void {
    this.#end?.();
  }
}
