import { Listeners } from '../world/listeners.ts';

/**
 * Whether the end of a conversation's messages is in sight. The list tells it, and whoever reads by it hears it. It is no state of a component, because the
 * whole conversation would be drawn again whenever the reader comes to the end or leaves it.
 */
export class EndInSight {
  #isInSight = false;
  readonly #listeners = new Listeners();
  readonly subscribe = this.#listeners.subscribe;

  readonly read = (): boolean => this.#isInSight;

  readonly tell = (isInSight: boolean): void => {
    if (isInSight === this.#isInSight) return;
    this.#isInSight = isInSight;
    this.#listeners.tell();
  };
}
