/** Works at the newest wish for each thing until it is settled: one work for a thing at a time, tried again after a wait. */
import type { World } from '../../connectors/world.ts';

export interface NewestWorksOptions<Key> {
  readonly world: Pick<World, 'after'>;
  /**
   * Carries out the newest wish for this thing, which it looks up. Returns how long to wait before the next try, ms; null when settled. It
   * never rejects: what it catches it logs, and waits.
   */
  readonly carryOut: (key: Key, signal: AbortSignal) => Promise<number | null>;
}

/** Under way (`cancel` is null), or waiting to be tried again, because of the wish `newest`. */
interface Work {
  readonly newest: number;
  readonly cancel: (() => void) | null;
}

export class NewestWorks<Key> {
  readonly #works = new Map<Key, Work>();
  #abort = new AbortController();

  constructor(private readonly options: NewestWorksOptions<Key>) {}

  /** There is a wish for this thing; `id` grows from wish to wish. Nothing happens for a wish that is being worked at. */
  want(key: Key, id: number): void {
    const work = this.#works.get(key);
    if (work && work.newest >= id) return;
    // What is under way looks again when it ends.
    if (work?.cancel === null) this.#works.set(key, { newest: id, cancel: null });
    else {
      work?.cancel();
      this.#try(key, id);
    }
  }

  /** Tries at once what waits. */
  again(): void {
    for (const [key, { newest, cancel }] of [...this.#works]) {
      if (cancel === null) continue;
      cancel();
      this.#try(key, newest);
    }
  }

  stop(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    for (const { cancel } of this.#works.values()) cancel?.();
    this.#works.clear();
  }

  #try(key: Key, newest: number): void {
    this.#works.set(key, { newest, cancel: null });
    const { signal } = this.#abort;
    void this.options.carryOut(key, signal).then((wait) => {
      if (signal.aborted) return;
      const wanted = this.#works.get(key)?.newest ?? newest;
      if (wanted > newest) this.#try(key, wanted);
      else if (wait === null) this.#works.delete(key);
      else this.#wait(key, newest, wait);
    });
  }

  #wait(key: Key, newest: number, ms: number): void {
    const cancel = this.options.world.after(ms, () => this.#try(key, newest));
    this.#works.set(key, { newest, cancel });
  }
}
