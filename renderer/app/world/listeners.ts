/** Those who are told of each change of something outside React, as `useSyncExternalStore` wants it. */
export class Listeners {
  readonly #listeners = new Set<() => void>();

  /** Calls `listener` at each change, until the returned function is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
