/**
 * Whether the end of a conversation's messages is in sight. The list tells it, and whoever reads by it hears it. It is no state of a component, because the
 * whole conversation would be drawn again whenever the reader comes to the end or leaves it.
 */
export class EndInSight {
  #isInSight = false;
  readonly #listeners = new Set<() => void>();

  /** Calls `listener` at each change, until the returned function is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly read = (): boolean => this.#isInSight;

  readonly tell = (isInSight: boolean): void => {
    if (isInSight === this.#isInSight) return;
    this.#isInSight = isInSight;
    for (const listener of this.#listeners) listener();
  };
}
