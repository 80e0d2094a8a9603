/** Joins consecutive changes of one batch of frames, so that the engine can store many events in one transaction. */
import type { Change } from '../../../model/index.ts';
import type { LiveEvent } from '../../connector.ts';

export class EventBatch {
  readonly #sink: (event: LiveEvent) => void;
  #changes: Change[] = [];

  constructor(sink: (event: LiveEvent) => void) {
    this.#sink = sink;
  }

  /** Passes the event on, in order. Changes wait, so that the changes after them can join them. */
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
