/** Whether the user is in the list, so that its order does not change. */

/** After this time without a movement of the pointer or a key, the order may change, ms. */
const restsAfter = 5_000;

export interface StillnessOptions {
  /** ms of a clock that never goes back. */
  readonly now: () => number;
  /** Calls back after so many ms; returns the function that cancels it. */
  readonly after: (ms: number, call: () => void) => () => void;
}

/** The reasons to keep the order: the pointer over the list and the focus in it, each until it leaves or rests. */
export interface Attending {
  readonly pointer: boolean;
  readonly focus: boolean;
  /** When the pointer, a wheel or a key moved last, ms. */
  readonly movedAt: number;
}

/** How long the order stays from now on if nothing moves, ms; 0: it may change now. */
export const holdsFor = ({ pointer, focus, movedAt }: Attending, now: number): number =>
  pointer || focus ? Math.max(0, movedAt + restsAfter - now) : 0;

/** Follows pointer and focus without drawing anything: only those that wait for the end of a hold are called. */
export class Stillness {
  #attending: Attending = { pointer: false, focus: false, movedAt: -Infinity };
  #cancel: (() => void) | null = null;
  readonly #released = new Set<() => void>();

  constructor(private readonly options: StillnessOptions) {}

  get isStill(): boolean {
    return holdsFor(this.#attending, this.options.now()) > 0;
  }

  /** The pointer moved over the list, or its wheel turned. */
  readonly pointed = (): void => this.#attend({ pointer: true });
  readonly pointerLeft = (): void => this.#leave({ pointer: false });
  /** A key was pressed in the list. */
  readonly pressed = (): void => this.#attend({ focus: true });
  readonly focusLeft = (): void => this.#leave({ focus: false });

  /** Calls `listener` whenever the order may change again; returns the function that ends that. */
  onRelease(listener: () => void): () => void {
    this.#released.add(listener);
    return () => {
      this.#released.delete(listener);
      if (this.#released.size > 0) return;
      this.#cancel?.();
      this.#cancel = null;
    };
  }

  #attend(part: Partial<Attending>): void {
    this.#attending = { ...this.#attending, ...part, movedAt: this.options.now() };
    this.#cancel ??= this.options.after(restsAfter, this.#look);
  }

  #leave(part: Partial<Attending>): void {
    this.#attending = { ...this.#attending, ...part };
    this.#look();
  }

  readonly #look = (): void => {
    this.#cancel?.();
    const left = holdsFor(this.#attending, this.options.now());
    this.#cancel = left > 0 ? this.options.after(left, this.#look) : null;
    if (left === 0) for (const listener of this.#released) listener();
  };
}
