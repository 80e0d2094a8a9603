/** Holds the user's pause of carrying, and ends it when its time has come. */
import type { World } from '../../../connectors/world.ts';
import { caughtEvent, type CarryPause } from '../../../model/index.ts';

export interface CarryPauseOptions {
  readonly world: Pick<World, 'now' | 'after' | 'log'>;
  /** Stores a pause, for pages and for the next start. */
  readonly keep: (pause: CarryPause) => Promise<void>;
  /** Carrying was paused, or may go on. */
  readonly onChanged: () => void;
}

/** The longest timer, ms: the clock may be set, and a machine may sleep meanwhile. */
const longestWait = 60_000;

export class CarryPauseClock {
  #pause: CarryPause = { kind: 'none' };
  #cancel: (() => void) | null = null;
  #stopped = false;

  constructor(private readonly options: CarryPauseOptions) {}

  /** Whether nothing may be carried now. */
  get isPaused(): boolean {
    return isPausedAt(this.#pause, this.options.world.now());
  }

  /** Whether another computer shall carry. */
  get isHandedOver(): boolean {
    return this.#pause.kind === 'handed-over';
  }

  /** Takes what was stored before this start. A pause whose time has passed ends at once. */
  async start(stored: CarryPause): Promise<void> {
    this.#take(stored);
    if (stored.kind !== 'none' && !this.isPaused) await this.set({ kind: 'none' });
  }

  /** The user pauses carrying, or ends the pause. It holds once it is stored; rejects if it cannot be stored. */
  async set(pause: CarryPause): Promise<void> {
    // The time of the pause before may come while this one is being stored. It must not end this one.
    this.#cancelTimer();
    try {
      await this.options.keep(pause);
    } catch (error) {
      this.#waitForEnd(this.isPaused ? 0 : longestWait);
      throw error;
    }
    this.#take(pause);
    this.options.onChanged();
  }

  /** Nothing is stored afterwards, besides what is being stored now. */
  stop(): void {
    this.#stopped = true;
    this.#cancelTimer();
  }

  #take(pause: CarryPause): void {
    this.#pause = pause;
    this.#waitForEnd(0);
  }

  #cancelTimer(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  /** Ends the pause when its time has come, but not within `least` ms. */
  #waitForEnd(least: number): void {
    this.#cancelTimer();
    if (this.#pause.kind !== 'until' || this.#stopped) return;
    const { world } = this.options;
    const wait = Math.max(least, Math.min(this.#pause.until - world.now(), longestWait));
    this.#cancel = world.after(wait, () => {
      if (this.isPaused) return this.#waitForEnd(0);
      // Where the disk refuses this, it still says that carrying is paused. It is tried again each minute.
      this.set({ kind: 'none' }).catch((error: unknown) => {
        world.log(caughtEvent('carry-pause', error));
        this.options.onChanged();
      });
    });
  }
}

const isPausedAt = (pause: CarryPause, now: number): boolean => {
  switch (pause.kind) {
    case 'none':
      return false;
    case 'until':
      return now < pause.until;
    case 'until-ended':
    case 'handed-over':
      return true;
  }
};
