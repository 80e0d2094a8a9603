/** Puts consecutive changes of one batch of frames together, so that the engine can store a burst in one transaction. */
import type { Change } from '../../../model/index.ts';
import type { LiveEvent } from '../../connector.ts';

export class EventBatch {
  readonly #sink: (event: LiveEvent) => void;
  #changes: Change[] = [];

  constructor(sink: (event: LiveEvent) => void) {
    this.#sink = sink;
  }

  /** Passes the event on, in order; changes wait for more of their kind. */
  add(event: LiveEvent): void {
    if (event.kind === 'changes') {
      this.#changes.push(...event.changes);
      return;
    }
    this.flush();
    this.#sink(event);
  }

  flush(): void {
    if (this.#changes.length === 0) return;
    const changes = this.#changes;
    this.#changes = [];
    this.#sink({ kind: 'changes', changes });
  }
}
