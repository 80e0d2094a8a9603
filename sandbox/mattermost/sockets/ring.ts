/** The dead queue: the last 128 events written to a connection, kept so that a broken one can be resumed (facts: Websocket, Replay). */

export const deadQueueSize = 128;

export interface SentEvent {
  readonly seq: number;
  readonly text: string;
}

export type Resumption =
  /** Nothing was missed: resume in silence. */
  | { readonly kind: 'lossless' }
  /** These were missed. */
  | { readonly kind: 'replay'; readonly events: readonly SentEvent[] }
  /** The wanted event is no longer kept. */
  | { readonly kind: 'lost' };

export class DeadQueue {
  #events: SentEvent[] = [];

  add(event: SentEvent): void {
    this.#events.push(event);
    if (this.#events.length > deadQueueSize) this.#events.shift();
  }

  clear(): void {
    this.#events = [];
  }

  /** The events that a client missed, from `seq` on. */
  resume(seq: number): Resumption {
    const at = this.#events.findIndex((event) => event.seq === seq);
    if (at >= 0) return { kind: 'replay', events: this.#events.slice(at) };
    const last = this.#events.at(-1);
    return last === undefined || last.seq === seq - 1 ? { kind: 'lossless' } : { kind: 'lost' };
  }
}
