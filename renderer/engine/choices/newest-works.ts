/** Works at the newest wish for each thing until it is settled: one work for a thing at a time, tried again after a wait. */
import type { World } from '../../connectors/world.ts';

/** How long to wait before the next try. */
export interface Wait {
  readonly ms: number;
  /** The service named this wait (Retry-After): neither a newer wish nor `again` shortens it. */
  readonly isAskedFor: boolean;
}

export interface NewestWorksOptions<Key> {
  readonly world: Pick<World, 'after'>;
  /**
   * Carries out the newest wish for this thing, which it looks up. Returns the wait before the next try; null when settled. It never rejects:
   * what it catches it logs, and waits.
   */
  readonly carryOut: (key: Key, signal: AbortSignal) => Promise<Wait | null>;
}

/** Under way (`cancel` is null), or waiting to be tried again, because of the wish `newest`. `mayHurry`: the wait may be shortened. */
interface Work {
  readonly newest: number;
  readonly cancel: (() => void) | null;
  readonly mayHurry: boolean;
}

export class NewestWorks<Key> {
  readonly #works = new Map<Key, Work>();
  #abort = new AbortController();

  constructor(private readonly options: NewestWorksOptions<Key>) {}

  /** There is a wish for this thing; `id` grows from wish to wish. Nothing happens for a wish that is being worked at. */
  want(key: Key, id: number): void {
    const work = this.#works.get(key);
    if (work && work.newest >= id) return;
    // What is under way looks again when it ends, and every try looks for the newest wish.
    if (work && !work.mayHurry) this.#works.set(key, { ...work, newest: id });
    else {
      work?.cancel?.();
      this.#try(key, id);
    }
  }

  /** Tries at once what waits, but for waits that a service has asked for. */
  again(): void {
    for (const [key, { newest, cancel, mayHurry }] of [...this.#works]) {
      if (!mayHurry) continue;
      cancel?.();
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
    this.#works.set(key, { newest, cancel: null, mayHurry: false });
    const { signal } = this.#abort;
    void this.options.carryOut(key, signal).then((wait) => {
      if (signal.aborted) return;
      const wanted = this.#works.get(key)?.newest ?? newest;
      if (wait?.isAskedFor) this.#wait(key, wait);
      else if (wanted > newest) this.#try(key, wanted);
      else if (wait === null) this.#works.delete(key);
      else this.#wait(key, wait);
    });
  }

  #wait(key: Key, { ms, isAskedFor }: Wait): void {
    const newest = this.#works.get(key)?.newest ?? 0;
    const cancel = this.options.world.after(ms, () => this.#try(key, this.#works.get(key)?.newest ?? newest));
    this.#works.set(key, { newest, cancel, mayHurry: !isAskedFor });
  }
}
